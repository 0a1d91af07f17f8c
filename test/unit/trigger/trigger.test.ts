/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { useClock } from '../../../nodes/kie/clock';
import { callbackBody } from '../../sandbox/callback-bodies';
import { type CallbackBehaviour, sign } from '../../sandbox/callbacks';
import type { Task } from '../../sandbox/tasks';
import { captureLog } from '../../support/log';
import { Scenario } from '../../support/scenario';
import { TriggerHost, signedHeaders } from '../../support/trigger-host';
import { Story } from '../sandbox/story';

const KEY = 'test-webhook-hmac-key';
const SONG = '/api/v1/generate';
const ALL_EVENTS = ['text', 'first', 'success', 'failure', 'other'];

describe('the trigger', () => {
	let story: Story;
	let host: TriggerHost;
	const scenario = new Scenario();

	const listen = async (
		options: INodeParameters = {},
		events = ALL_EVENTS,
		downloadFiles = false,
	) => {
		host = new TriggerHost(() => scenario.installation(), { events, options, downloadFiles });
		await host.open();
	};

	beforeEach(async () => {
		story = await Story.begin({ hmacKey: KEY, rateLimit: false });
		scenario.sandbox = story.sandbox;
		scenario.credential = { webhookHmacSecret: KEY };
	});
	afterEach(async () => {
		useClock();
		await host.close();
		await story.sandbox.close();
	});

	/** A song that reports to the trigger, and has got so far by now. */
	async function song(seconds = 3_600): Promise<Task> {
		const body = { ...(await story.bodyFor(SONG)), callBackUrl: host.url };
		await story.start(SONG, body);
		await story.clock.advance(seconds * 1000);
		await story.sandbox.callbacks.idle();
		return story.sandbox.tasks.all[story.sandbox.tasks.all.length - 1];
	}

	const resend = async (task: Task, stage = 'complete', behaviour: CallbackBehaviour = {}) =>
		(await story.sandbox.callbacks.send(task, stage, behaviour)).result;

	const bodyFor = (task: Task) =>
		callbackBody(task, 'complete', { files: story.sandbox.filesUrl, balance: 0 });

	const signed = (taskId: string) => signedHeaders(KEY, taskId, story.clock.now());

	describe('signatures', () => {
		it.each(['signature', 'stale', 'unsigned'] as const)('refuses: %s', async (forge) => {
			await listen();
			const task = await song(0);
			await story.clock.advance(3_600_000);
			const before = host.executions.length;
			const log = captureLog();

			expect(await resend(task, 'complete', { forge })).toBe(401);

			expect(host.executions).toHaveLength(before);
			expect(host.answers.at(-1)?.body).toEqual({ code: 401, msg: 'Unauthorized' });
			expect(log).toMatchObject([
				{ level: 'warn', facts: { reason: forge === 'signature' ? 'wrong' : forge } },
			]);
		});

		it('takes an unsigned one on request, but never a wrong one', async () => {
			await listen({ acceptUnsigned: true }, ['success']);
			story.sandbox.callbacks.behave({ drop: true });
			const task = await song();
			expect(await resend(task, 'complete', { forge: 'signature' })).toBe(401);
			expect(host.executions).toHaveLength(0);
			expect(await resend(task, 'complete', { forge: 'unsigned' })).toBe(200);
			expect(host.executions).toHaveLength(1);
		});

		it('takes unsigned ones where the credential has no key', async () => {
			scenario.credential = {};
			await listen({}, ['success']);
			await song();
			expect(host.executions).toHaveLength(1);
		});

		it('lets the user widen the time window', async () => {
			await listen({ timeWindow: 61 }, ['success']);
			story.sandbox.callbacks.behave({ drop: true });
			const task = await song();
			expect(await resend(task, 'complete', { forge: 'stale' })).toBe(200);
			expect(host.executions).toHaveLength(1);
		});

		it('believes the id that was signed, where a body names several', async () => {
			await listen({}, ['success']);
			story.sandbox.callbacks.behave({ drop: true });
			const mine = await song();
			const other = await song();
			const body = { code: 200, msg: 'success', data: { taskId: other.id, task_id: mine.id } };
			await host.deliver(body, signed(mine.id));
			expect(host.emitted).toMatchObject([{ taskId: mine.id }]);
		});
	});

	describe('a body that lies', () => {
		it('cannot inject a result', async () => {
			await listen({}, ['success']);
			story.sandbox.callbacks.behave({ forge: 'body' });
			const task = await song();
			expect(host.emitted).toMatchObject([{ taskId: task.id, status: 'success' }]);
			expect(JSON.stringify(host.emitted)).not.toContain('attacker');
		});

		it('cannot make a failure of a success', async () => {
			await listen();
			story.sandbox.callbacks.behave({ drop: true });
			const task = await song();
			await host.deliver({ code: 501, data: { task_id: task.id } }, signed(task.id));
			expect(host.emitted).toMatchObject([{ taskId: task.id, status: 'success' }]);
		});

		it('is believed if the user does not want Kie.ai to be asked', async () => {
			await listen({ verify: false }, ['success']);
			const before = story.sandbox.requests.length;
			const task = await song();
			expect(host.emitted).toMatchObject([
				{ taskId: task.id, taskType: 'Music', status: 'success', files: [{ kind: 'audio' }, {}] },
			]);
			expect(story.sandbox.requests).toHaveLength(before + 1);
		});

		it('is asked for again while the record is behind it', async () => {
			await listen({}, ['success']);
			story.sandbox.setOutcome(SONG, { stay: 'PENDING' });
			const task = await song(10);
			const early = resend(task);
			for (let pause = 0; pause < 3; pause++) await story.clock.advance(2_000);
			expect(await early).toBe(503);
			expect(host.executions).toHaveLength(0);
		});
	});

	describe('what starts the workflow', () => {
		const stagesOf = () => host.emitted.map(({ status, stage }) => stage ?? status);

		it('every stage of a song, once, with the tracks that are there', async () => {
			await listen();
			story.sandbox.callbacks.behave({ copies: 3 });
			await listenThrough();
			expect(stagesOf()).toEqual(['TEXT_SUCCESS', 'FIRST_SUCCESS', 'success']);
			expect(host.emitted[0]).not.toHaveProperty('tracks');
			expect(host.emitted[1]).toMatchObject({ status: 'pending', files: [{ kind: 'audio' }] });
		});

		async function listenThrough(): Promise<void> {
			await song(0);
			for (let step = 0; step < 24; step++) {
				await story.clock.advance(10_000);
				await story.sandbox.callbacks.idle();
			}
		}

		it.each([
			[['text'], ['TEXT_SUCCESS']],
			[['first'], ['FIRST_SUCCESS']],
			[['success'], ['success']],
			[['failure'], []],
			[['other'], []],
		])('only what was chosen: %j', async (events, expected) => {
			await listen({}, events);
			await listenThrough();
			expect(stagesOf()).toEqual(expected);
			expect(host.answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		});

		it('only the chosen kinds of task', async () => {
			await listen({ taskTypes: ['lyrics'] });
			await song();
			expect(host.executions).toHaveLength(0);
			const body = { ...(await story.bodyFor('/api/v1/lyrics')), callBackUrl: host.url };
			await story.start('/api/v1/lyrics', body);
			await story.clock.advance(3_600_000);
			await story.sandbox.callbacks.idle();
			expect(host.emitted).toMatchObject([{ taskType: 'Lyrics' }]);
		});

		it('a repeat does not, not even after a restart or beside the first', async () => {
			await listen({}, ['success']);
			story.sandbox.callbacks.behave({ drop: true });
			const task = await song();
			const body = bodyFor(task);
			await Promise.all([1, 2, 3].map(async () => await host.deliver(body, signed(task.id))));
			expect(host.executions).toHaveLength(1);
			const again = new TriggerHost(() => scenario.installation(), { events: ['success'] });
			again.staticData = host.staticData;
			await again.deliver(body, signed(task.id));
			expect(again.executions).toHaveLength(0);
			expect(again.answers).toMatchObject([{ status: 200 }]);
		});

		it('a callback of an unknown kind, raw and marked', async () => {
			await listen();
			const body = { code: 200, msg: 'success', data: { taskId: 'mj_task_1', resultUrls: [] } };
			await host.deliver(body, signed('mj_task_1'));
			expect(host.emitted).toEqual([{ taskId: 'mj_task_1', status: 'unknown', body }]);
		});

		it('but not for an unknown task that nobody vouches for', async () => {
			scenario.credential = {};
			await listen();
			await host.deliver({ code: 200, data: { taskId: 'mj_task_1' } });
			expect(host.answers).toMatchObject([{ status: 200 }]);
			expect(host.executions).toHaveLength(0);
		});

		it('tests may repeat themselves', async () => {
			const parameters = { events: ['success'], downloadFiles: false };
			host = new TriggerHost(() => scenario.installation(), parameters, 'manual');
			await host.open();
			const task = await song();
			await resend(task);
			expect(host.executions).toHaveLength(2);
		});
	});

	it('adds files, and the record on request, after answering', async () => {
		await listen({ includeRecord: true, splitIntoItems: true }, ['success'], true);
		await song();
		expect(host.executions[0]).toHaveLength(2);
		for (const { json, binary } of host.executions[0]) {
			expect(json).toMatchObject({ files: [{ binaryField: 'data' }], record: {} });
			expect(binary?.data.mimeType).toBe('audio/mpeg');
		}
	});

	it('answers 503 and starts nothing when its key is refused', async () => {
		await listen({}, ['success']);
		story.sandbox.callbacks.behave({ drop: true });
		const task = await song();
		scenario.credential = { apiKey: 'revoked', webhookHmacSecret: KEY };
		expect(await resend(task)).toBe(503);
		expect(host.executions).toHaveLength(0);
	});

	it('has nothing to set up', async () => {
		await listen();
		for (const method of ['checkExists', 'create', 'delete'] as const) {
			expect(await host.lifecycle(method)).toBe(true);
		}
	});

	/** Lets idle connections notice that the other side has closed them. */
	const pendingEvents = async () => await new Promise<void>((done) => setImmediate(done));

	describe('10 000 deliveries that should not have come', () => {
		const MALFORMED = [undefined, '', [], 'x', 7, { data: 7 }, { data: { taskId: {} } }, {}];

		it('start nothing, ask Kie.ai nothing and do not hold up a good one', async () => {
			await listen({}, ['success']);
			captureLog();
			const task = await song();
			expect(host.executions).toHaveLength(1);
			const asked = story.sandbox.requests.length;
			const body = bodyFor(task);
			const good = signed(task.id);
			const old = String(Math.floor(story.clock.now() / 1000) - 3_600);
			const bad: Array<[unknown, Record<string, unknown>]> = [
				[body, { ...good, 'x-webhook-signature': sign('guess', task.id, old) }],
				[body, { 'x-webhook-timestamp': old, 'x-webhook-signature': sign(KEY, task.id, old) }],
				[body, {}],
				[{ ...body, data: { taskId: 'another' } }, good],
				[body, good],
				...MALFORMED.map((malformed) => [malformed, good] as [unknown, typeof good]),
			];
			for (let i = 0; i < 10_000; i++) {
				await host.deliver(...bad[i % bad.length]);
				if (i % 100 === 0) await pendingEvents();
			}

			expect(host.executions).toHaveLength(1);
			expect(story.sandbox.requests).toHaveLength(asked);
			const statuses = new Set(host.answers.slice(-bad.length).map(({ status }) => status));
			expect([...statuses].sort()).toEqual([200, 401]);
			await song();
			expect(host.executions).toHaveLength(2);
			expect((host.staticData['node:Kie.ai Trigger'] as IDataObject).seen).toHaveLength(2);
		});
	});
});
