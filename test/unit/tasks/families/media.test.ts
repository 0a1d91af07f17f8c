import type { IDataObject } from 'n8n-workflow';

import { familyNamed } from '../../../../nodes/kie/tasks/families';
import { alephOutcome } from '../../../../nodes/kie/tasks/families/aleph';
import { fluxKontextOutcome } from '../../../../nodes/kie/tasks/families/fluxKontext';
import { gpt4oImageOutcome } from '../../../../nodes/kie/tasks/families/gpt4oImage';
import { lumaOutcome } from '../../../../nodes/kie/tasks/families/luma';
import { marketOutcome } from '../../../../nodes/kie/tasks/families/market';
import { runwayOutcome } from '../../../../nodes/kie/tasks/families/runway';
import { veoOutcome } from '../../../../nodes/kie/tasks/families/veo';
import { veo4kOutcome } from '../../../../nodes/kie/tasks/families/veo4k';
import { isUpgrade } from '../../../../nodes/KieAi/actions/veoVideo/get4k.operation';
import type { TaskOutcome, TaskRef, TaskStatus } from '../../../../nodes/kie/types';
import { type Endpoint, type Envelope, endpointOf, endpoints } from '../../../facts/endpoints';
import {
	TASK_ID,
	dataOf,
	goodCallbacksOf,
	itAsksByTaskId,
	itReadsOtherSpellings,
	leaves,
	read,
	recordsOf,
	replyOf,
	stateByWord,
	unique,
	unpacked,
} from '../../../support/family-examples';

/** Midjourney is gone from Kie.ai's index, so the node has nothing that could start such a task. */
const media = endpoints().filter(({ id }) => !id.startsWith('suno.') && !id.startsWith('mj-'));

/** Addresses that went in, or that Kie.ai deletes after minutes. */
const NO_RESULT = /^callback|^origin|^(image|video|file)Url$/i;

/** After Extend the whole clip counts, not the new part of it. */
function resultUrls(body: Envelope): string[] {
	const found = leaves(body.data).filter(([, value]) => /https?:\/\//.test(String(value)));
	const hasWhole = found.some(([key]) => key === 'fullResultUrls');
	const isRunway = dataOf(body).videoInfo !== undefined;
	return found
		.filter(([key]) => isRunway || !NO_RESULT.test(key))
		.filter(([key]) => !hasWhole || key === 'fullResultUrls')
		.map(([, value]) => String(value).replace(/^\[|\]$/g, ''));
}

const addressesOf = ({ files = [] }: Partial<TaskOutcome>) =>
	files.flatMap(({ url, thumbnailUrl }) => (thumbnailUrl ? [url, thumbnailUrl] : [url]));

const objectIn = (body: Envelope) =>
	(unpacked(dataOf(body).resultJson) as IDataObject | undefined)?.resultObject ?? undefined;

function expectResult(outcome: Partial<TaskOutcome>, body: Envelope): void {
	expect(unique(addressesOf(outcome))).toStrictEqual(unique(resultUrls(body)));
	expect(outcome.data).toStrictEqual(objectIn(body));
	expect(outcome.text).toBe((objectIn(body) as IDataObject | undefined)?.text);
}

/** Where Kie.ai gives a running task an error code, it has failed. */
function stateOf(endpoint: Endpoint, body: Envelope): TaskStatus['state'] {
	const state = stateByWord(endpoint, body);
	return state === 'pending' && dataOf(body).errorCode ? 'failed' : state;
}

const statusEndpoints = media.filter(({ kind }) => kind === 'status');

const records = recordsOf(statusEndpoints);

const finished = records.filter(([, endpoint, body]) => stateOf(endpoint, body) === 'success');

describe('records', () => {
	it.each(records)('%s', (_title, endpoint, body) => {
		const status = read(endpoint.path, body);

		expect(status.state).toBe(stateOf(endpoint, body));
		if (status.state === 'success') {
			const { createTime, generateTime, completeTime, creditsConsumed, model } = dataOf(body);
			expectResult(status.outcome, body);
			expect(Boolean(status.outcome.createdAt)).toBe(Boolean(createTime ?? generateTime));
			expect(Boolean(status.outcome.completedAt)).toBe(Boolean(completeTime));
			expect(status.outcome.creditsConsumed).toBe(creditsConsumed);
			if (model) expect(status.outcome.model).toBe(model);
		}
		if (status.state === 'failed') {
			const { errorMessage, failMsg, errorCode, failCode, creditsConsumed } = dataOf(body);
			expect(status.failure.message).toBe(errorMessage ?? failMsg);
			expect(status.failure.code).toBe(errorCode ?? failCode);
			expect(status.failure.creditsConsumed).toBe(creditsConsumed);
		}
	});

	itReadsOtherSpellings(finished);

	it.each(statusEndpoints)('$path: refusals say nothing about the task', ({ path, ...facts }) => {
		const maintenance = { case: 'maintenance', body: { code: 455, msg: 'Maintenance' } };
		for (const { body } of [...facts.errorExamples, maintenance]) {
			const isUnknown = body.code === 404 || body.code === 422;

			expect(read(path, body)).toMatchObject({
				state: isUnknown ? 'notFound' : 'unavailable',
				statusWord: body.msg,
			});
		}
	});

	itAsksByTaskId(statusEndpoints);
});

const OUTCOMES: Record<string, (data: IDataObject) => Partial<TaskOutcome>> = {
	'veo-generate': veoOutcome,
	'veo-extend': veoOutcome,
	'veo-get-4k': veo4kOutcome,
	'runway-generate': runwayOutcome,
	'runway-extend': runwayOutcome,
	'aleph-generate': alephOutcome,
	'luma-modify-generate': lumaOutcome,
	'flux-kontext-generate': fluxKontextOutcome,
	'gpt4o-image-generate': gpt4oImageOutcome,
	'market-create-task': marketOutcome,
};

describe('results in the spelling of the callbacks', () => {
	it.each(goodCallbacksOf(media))('%s', (_title, { id }, body) => {
		const outcome = OUTCOMES[id](dataOf(body));

		expectResult(outcome, body);
	});
});

describe('Veo 1080p', () => {
	const task: TaskRef = { taskId: TASK_ID, family: 'veo1080p', index: 1 };
	const facts = endpointOf('GET', '/api/v1/veo/get-1080p-video');
	const family = familyNamed('veo1080p');
	const errorNamed = (name: string) =>
		facts.errorExamples.find((example) => example.case === name)?.body as Envelope;

	it('is asked by task ID and index, and cannot be found by an ID alone', () => {
		expect(family.statusRequest(task)).toEqual({
			method: 'GET',
			path: facts.path,
			query: { taskId: TASK_ID, index: 1 },
		});
		expect(family.ownIds).toBe(false);
	});

	it('is finished when there is an address', () => {
		const status = family.read(replyOf(facts.successExample as Envelope), task);

		expect(status).toMatchObject({
			state: 'success',
			outcome: { files: [{ kind: 'video', url: 'https://example.com/video-1080p.mp4' }] },
		});
	});

	it.each([
		['processing', 'pending'],
		['missing', 'notFound'],
		['fallback_or_not_done', 'failed'],
	])('%s means %s', (name, state) => {
		expect(family.read(replyOf(errorNamed(name)), task).state).toBe(state);
	});

	it.each([429, 455, 500])('code %s says nothing about the video', (code) => {
		expect(family.read(replyOf({ code, msg: 'Busy' }), task).state).toBe('unavailable');
	});
});

describe('Veo 4K', () => {
	const facts = endpointOf('POST', '/api/v1/veo/get-4k-video');
	const family = familyNamed('veo4k');
	const ofVideo: TaskRef = { taskId: TASK_ID, family: 'veo4k', index: 0 };
	const { accepted, processing, ready } = facts.answerExamples ?? {};
	const missing = facts.errorExamples[0].body;

	it('asks for the record of the upgrade, which never costs anything', () => {
		expect(family.statusRequest({ taskId: TASK_ID, family: 'veo4k' })).toMatchObject({
			method: 'GET',
		});
		expect(family.ownIds).toBe(false);
	});

	it('asks for nothing else where the upgrade goes by the ID of its video', () => {
		expect(family.statusRequest(ofVideo)).toEqual(
			family.statusRequest({ taskId: TASK_ID, family: 'veo4k' }),
		);
	});

	it.each([
		['accepted', accepted, 0],
		['processing', processing, 0],
		['ready', ready, 1],
		['missing', missing, 0],
	] as const)(
		'has the video where the answer to the request holds it: %s',
		(_name, body, count) => {
			expect(family.answered?.((body as Envelope).data)?.files ?? []).toHaveLength(count);
		},
	);

	it('has the video and its still', () => {
		const outcome = family.answered?.((ready as Envelope).data);

		expect(outcome && addressesOf(outcome)).toEqual([
			'https://example.com/video-4k.mp4',
			'https://example.com/video-4k.jpg',
		]);
	});

	it('reads the record of an upgrade', () => {
		const { recordExamples } = endpointOf('GET', '/api/v1/veo/record-info');
		const body = recordExamples?.success_4k as Envelope;
		const status = family.read(replyOf(body), { taskId: TASK_ID, family: 'veo4k' });

		expect(status.state === 'success' && addressesOf(status.outcome)).toEqual(resultUrls(body));
	});

	it.each(['pending', 'success_docs', 'success_wire', 'generate_failed'])(
		'does not take the record of its video for its own: %s',
		(name) => {
			const { recordExamples } = endpointOf('GET', '/api/v1/veo/record-info');
			const body = recordExamples?.[name] as Envelope;

			expect(family.read(replyOf(body), { taskId: TASK_ID, family: 'veo4k' }).state).toBe(
				'notFound',
			);
			expect(family.read(replyOf(body), ofVideo)).toMatchObject({
				state: 'pending',
				statusWord: expect.stringContaining('Get 4K'),
			});
		},
	);

	it('takes 422 with data for a yes, and without for a refusal', () => {
		expect([accepted, processing, ready].map((body) => isUpgrade(replyOf(body)))).toEqual([
			true,
			true,
			true,
		]);
		expect(isUpgrade(replyOf(missing))).toBe(false);
	});
});

describe('what the examples do not show', () => {
	const path = '/api/v1/jobs/recordInfo';
	const market = (resultJson: unknown): Envelope => ({
		code: 200,
		msg: 'success',
		data: { taskId: TASK_ID, state: 'success', resultJson: JSON.stringify(resultJson) },
	});
	const filesOf = (body: Envelope) => {
		const status = read(path, body);
		return status.state === 'success' ? status.outcome.files : [];
	};

	it('a Market task that failed with the code around its record has failed', () => {
		const data = { taskId: TASK_ID, state: 'fail', failCode: '501', failMsg: 'Broken' };

		expect(read(path, { code: 501, msg: 'Failed', data }).state).toBe('failed');
		expect(read(path, { code: 501, msg: 'Failed', data: null }).state).toBe('failed');
		expect(read(path, { code: 408, msg: 'Timeout', data: null }).state).toBe('unavailable');
	});

	it.each([
		['https://example.com/a.mp4?sign=x.png', 'video'],
		['https://example.com/a.WAV', 'audio'],
		['https://example.com/a.jpeg', 'image'],
		['https://example.com/a.mid', 'midi'],
		['https://example.com/a.srt', 'text'],
		['https://example.com/a.glb', 'file'],
		['https://example.com/a', 'file'],
	])('%s is %s', (url, kind) => {
		expect(filesOf(market({ resultUrls: [url] }))).toEqual([{ url, kind, name: kind }]);
	});

	it('first and last frames are images of their own, as lists or alone', () => {
		const files = filesOf(
			market({
				resultUrls: ['https://example.com/a.mp4'],
				firstFrameUrl: 'https://example.com/first.jpg',
				lastFrameUrl: ['https://example.com/last.jpg'],
			}),
		);

		expect(files.map(({ kind, name }) => [kind, name])).toEqual([
			['video', 'video'],
			['image', 'first-frame'],
			['image', 'last-frame'],
		]);
	});

	it('masks are called what they show', () => {
		const segments = [{ maskUrl: 'https://example.com/0.png', name: 'sky', index: 0 }];

		expect(filesOf(market({ resultObject: { segments } }))).toEqual([
			{ url: 'https://example.com/0.png', kind: 'image', name: 'sky' },
		]);
	});

	it('songs of the Market are tracks', () => {
		const song = { id: 'song', title: 'Rain', audio_url: 'https://example.com/a.mp3' };
		const status = read(path, market({ data: [song] }));

		expect(status.state === 'success' && status.outcome).toMatchObject({
			audioId: 'song',
			tracks: [{ audioId: 'song', audioUrl: song.audio_url }],
			files: [{ url: song.audio_url, kind: 'audio' }],
		});
	});

	it('a comma inside of an address does not split it', () => {
		const url = 'https://example.com/a,b.mp4';

		expect(filesOf(market({ resultUrls: [url] })).map((file) => file.url)).toEqual([url]);
	});

	it('a Luma task whose callback failed without files has failed', () => {
		const { recordExamples } = endpointOf('GET', '/api/v1/modify/record-info');
		const body = recordExamples?.callback_failed as Envelope;

		const status = read('/api/v1/modify/record-info', {
			...body,
			data: { ...dataOf(body), response: null },
		});

		expect(status.state).toBe('failed');
	});
});
