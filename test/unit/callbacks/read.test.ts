import type { IDataObject } from 'n8n-workflow';

import { readCallback, readEnvelope } from '../../../nodes/kie/callbacks/read';
import { type Envelope, endpoints } from '../../facts/endpoints';
import { FAMILIES, FAMILY_OF_PATH } from '../../sandbox';

/** Kie.ai's reference documents Aleph's callback with the body of Runway's, to the letter. */
const LOOKS_LIKE_RUNWAY = '/api/v1/aleph/generate success_openapi_variant';

/** Midjourney is no family of the package's own. */
const known = (family: string) => (family === 'midjourney' ? undefined : family);

const examples = endpoints().flatMap(({ path, callbackExamples = {} }) =>
	Object.entries(callbackExamples).map(([stage, body]) => ({
		name: `${path} ${stage}`,
		stage,
		body: body as Envelope,
		family: known(FAMILY_OF_PATH[path]),
	})),
);

const eventOf = (stage: string) => {
	if (stage === 'text' || stage === 'first') return stage;
	return /^(error|failure)/.test(stage) ? 'failure' : 'success';
};

const addressesIn = (value: unknown) => JSON.stringify(value).match(/https:[^"\\\]]+/g) ?? [];

const NO_RESULT = /origin|source|stream|\/cover\/|callback$/;

describe('reading a callback', () => {
	it('has examples of every family', () => {
		const covered = new Set(examples.map(({ family }) => family));
		expect([...covered].sort()).toEqual(Object.keys(FAMILIES).map(known).sort());
	});

	it.each(examples.map((example) => [example.name, example] as const))(
		'recognises %s',
		(name, { stage, body, family }) => {
			const callback = readCallback(body);
			const { taskIds, event } = callback;

			expect(readEnvelope(body)).toEqual({ taskIds, event });

			expect(callback.family).toBe(name === LOOKS_LIKE_RUNWAY ? 'runway' : family);
			expect(callback.event).toBe(eventOf(stage));
			expect(callback.taskIds).toHaveLength(1);
		},
	);

	const successes = examples.filter(
		({ stage, family }) => eventOf(stage) === 'success' && family !== undefined,
	);

	it.each(successes.map((example) => [example.name, example.body] as const))(
		'finds the result of %s',
		(_, body) => {
			const { status } = readCallback(body);
			if (status.state !== 'success') throw new Error(`It reads as ${status.state}`);
			const { files, text, lyrics, notes, data } = status.outcome;

			const offered = addressesIn(body.data);
			for (const { url } of files) expect(offered).toContain(url);
			const results = offered.filter((url) => !NO_RESULT.test(url));
			expect(files.length > 0).toBe(results.length > 0);
			expect([files.length, text, lyrics, notes, data].some(Boolean)).toBe(true);
		},
	);

	const failures = examples.filter(({ stage }) => eventOf(stage) === 'failure');

	it.each(failures.map((example) => [example.name, example.body] as const))(
		'knows why: %s',
		(_, body) => {
			const { status } = readCallback(body);
			if (status.state !== 'failed') throw new Error(`It reads as ${status.state}`);
			const own = (body.data ?? {}) as IDataObject;
			const told = [own.failMsg, own.errorMessage, own.error, body.msg];
			expect(told).toContain(status.failure.message);
			expect(status.failure.code).toBe(own.failCode ?? own.errorCode ?? body.code);
		},
	);

	it('reads JSON in strings', () => {
		const data = JSON.stringify({ taskId: 'a1', images: ['https://example.com/1.png'] });
		const callback = readCallback(JSON.stringify({ code: '200', msg: 'success', data }));
		expect(callback).toMatchObject({
			taskIds: ['a1'],
			family: 'coverImage',
			status: { state: 'success', outcome: { files: [{ url: 'https://example.com/1.png' }] } },
		});
	});

	it('takes no failed Veo video for an upgrade because its message speaks of 4K', () => {
		const data = { taskId: 'a1', fallbackFlag: false };
		const body = { code: 422, msg: 'A prompt with 4K in it was refused.', data };
		expect(readCallback(body)).toMatchObject({ family: 'veo', event: 'failure' });
	});

	it.each([
		['data.taskId', { data: { taskId: 'a1' } }],
		['data.task_id', { data: { task_id: 'a1' } }],
		['taskId', { data: null, taskId: 'a1' }],
		['task_id', { task_id: 'a1' }],
		['several places', { data: { task_id: 'a1', taskId: 'a1' }, taskId: 'a1' }],
	])('finds the task id at %s', (_, body) => {
		expect(readCallback(body).taskIds).toEqual(['a1']);
	});

	it('keeps ids that differ', () => {
		const body = { data: { taskId: 'a1', task_id: 'b2' }, taskId: 'c3' };
		expect(readCallback(body).taskIds).toEqual(['a1', 'b2', 'c3']);
	});

	it.each([
		['nothing', undefined],
		['a list', [{ taskId: 'a1' }]],
		['a text', 'taskId=a1'],
		['a number for an id', { data: { taskId: 1 } }],
		['a path for an id', { data: { taskId: '../credits' } }],
		['an object for an id', { data: { taskId: { $ne: 1 } } }],
		['an endless id', { data: { taskId: 'x'.repeat(201) } }],
	])('sees no task in %s', (_, body) => {
		expect(readCallback(body).taskIds).toEqual([]);
	});

	/** An object that tells how often something in it was looked at. */
	function watched(content: object) {
		const looks = { count: 0 };
		const result = new Proxy(content, {
			get: (target, key) => {
				looks.count++;
				return Reflect.get(target, key) as unknown;
			},
			ownKeys: (target) => {
				looks.count++;
				return Reflect.ownKeys(target);
			},
		});
		return { looks, result };
	}

	it('looks into no result to find whom it is about', () => {
		const { looks, result } = watched({ resultUrls: ['https://example.com/1.png'] });
		const data = { taskId: 'a1', state: 'success', model: 'm', resultJson: result, info: result };

		expect(readEnvelope({ code: 200, data }).taskIds).toEqual(['a1']);
		expect(looks.count).toBe(0);
		expect(readCallback({ code: 200, data }).status).toMatchObject({
			outcome: { files: [{ url: 'https://example.com/1.png' }] },
		});
		expect(looks.count).toBeGreaterThan(0);
	});

	it('reads no endless text to find whom it is about', () => {
		const data = JSON.stringify({ taskId: 'a1', text: 'x'.repeat(2_000_000) });

		expect(readEnvelope({ data, taskId: 'b2' }).taskIds).toEqual(['b2']);
		expect(readEnvelope(JSON.stringify({ data })).taskIds).toEqual([]);
	});

	const MANY = 300_000;
	const addresses = Array.from({ length: MANY }, (_, i) => `http://a/${i}`);
	const market = (resultJson: unknown) => ({
		taskId: 'a1',
		state: 'success',
		model: 'm',
		resultJson,
	});
	it.each<[string, unknown]>([
		['many addresses', market({ resultUrls: addresses })],
		['question marks', market({ resultUrls: [`http://${'?'.repeat(MANY)}\nx`] })],
		['commas', market({ resultUrls: `[${' ,'.repeat(MANY)}` })],
		['lists within lists', market(`{"resultObject":${'['.repeat(MANY)}${']'.repeat(MANY)}}`)],
		['a long text', market({ text: 'a'.repeat(10_000_000) })],
		[
			'songs',
			{
				task_id: 'a1',
				callbackType: 'complete',
				data: addresses.map((url) => ({ audio_url: url })),
			},
		],
		['pictures', { task_id: 'a1', images: addresses }],
		[
			'stems',
			{
				task_id: 'a1',
				vocal_removal_info: { origin_data: addresses.map((url) => ({ audio_url: url })) },
			},
		],
		[
			'notes',
			{
				task_id: 'a1',
				instruments: [{ name: 'Piano', notes: addresses.map(() => ({ pitch: 60 })) }],
			},
		],
		['4K videos', { task_id: 'a1', media_ids: [], result_urls: addresses, image_urls: addresses }],
	])('reads %s in one go', (_what, data) => {
		expect(readCallback({ code: 200, msg: 'success', data }).taskIds).toEqual(['a1']);
	});
});
