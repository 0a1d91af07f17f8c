import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { resetMemories } from '../../../nodes/kie/boundedMap';
import { useClock } from '../../../nodes/kie/clock';
import { callbackBody } from '../../sandbox/callback-bodies';
import type { Task } from '../../sandbox/tasks';
import { captureLog } from '../../support/log';
import { Scenario } from '../../support/scenario';
import { TriggerHost, signedHeaders } from '../../support/trigger-host';
import { Story } from '../sandbox/story';

const KEY = 'test-webhook-hmac-key';
const SONG = '/api/v1/generate';
const STATUS = '/api/v1/generate/record-info';
const SECOND = 1_000;

describe('a delivery to the trigger', () => {
	let story: Story;
	const scenario = new Scenario();

	beforeEach(async () => {
		story = await Story.begin({ hmacKey: KEY, rateLimit: false });
		resetMemories();
		scenario.sandbox = story.sandbox;
		scenario.credential = { webhookHmacSecret: KEY };
	});
	afterEach(async () => {
		useClock();
		await story.sandbox.close();
	});

	const listen = (options: INodeParameters = {}, ...mode: ['manual'] | []) =>
		new TriggerHost(
			() => scenario.installation(),
			{ events: ['success', 'failure'], options },
			...mode,
		);

	async function song(): Promise<{ task: Task; body: object; headers: Record<string, unknown> }> {
		await story.start(SONG, await story.bodyFor(SONG));
		await story.clock.advance(3_600 * SECOND);
		const [task] = story.sandbox.tasks.all.slice(-1);
		const body = callbackBody(task, 'complete', { files: story.sandbox.filesUrl, balance: 0 });
		return { task, body, headers: signedHeaders(KEY, task.id, story.clock.now()) };
	}

	const asked = () => story.sandbox.requestsTo('GET', STATUS).length;

	/** Lets time pass while requests are under way. */
	async function pass(seconds: number, until: () => boolean = () => false): Promise<void> {
		for (let passed = 0; passed < seconds && !until(); passed++) await story.clock.advance(SECOND);
	}

	describe('before its signature is known to be good', () => {
		/** A body that counts how often anything but the outermost members is read. */
		function watched(taskId: string) {
			let reads = 0;
			const result = new Proxy([], {
				get: (target, name) => {
					reads += 1;
					return Reflect.get(target, name) as unknown;
				},
			});
			const body = {
				code: 200,
				data: { taskId, state: 'success', model: 'm', callbackType: 'complete', data: result },
			};
			return { body, reads: () => reads };
		}

		it.each([
			['unsigned', () => ({}), 401],
			['signed with another key', (id: string) => signedHeaders('x', id, story.clock.now()), 401],
		])('nothing of its content is read: %s', async (_, headersFor, status) => {
			const { task } = await song();
			const { body, reads } = watched(task.id);
			const before = asked();

			const answer = await listen().deliver(body, headersFor(task.id));

			expect(answer.status).toBe(status);
			expect(reads()).toBe(0);
			expect(asked()).toBe(before);
		});

		it('no JSON of 16 MB in a text is read', async () => {
			const data = JSON.stringify({ taskId: 'a1', text: 'x'.repeat(16_000_000) });
			const log = captureLog();
			expect(await listen().deliver({ code: 200, data })).toMatchObject({ status: 401 });
			expect(log).toMatchObject([{ facts: { taskIds: [] } }]);
		});
	});

	describe('is never acknowledged before its event is safe:', () => {
		it('a repetition while Kie.ai hangs gets the fate of the first one', async () => {
			const { body, headers } = await song();
			const host = listen();
			story.sandbox.faults.add({ kind: 'hang', method: 'GET', times: 1_000 });

			const first = host.deliver(body, headers);
			await pass(5);
			const second = host.deliver(body, headers);
			await pass(20);

			expect(await first).toMatchObject({ status: 503 });
			expect(await second).toMatchObject({ status: 503 });
			expect(host.executions).toHaveLength(0);

			story.sandbox.faults.clear();
			expect(await host.deliver(body, headers)).toMatchObject({ status: 200 });
			expect(host.executions).toHaveLength(1);
		});

		it('all questions of a delivery together end before Kie.ai gives it up', async () => {
			const { body, headers } = await song();
			story.sandbox.faults.add({ kind: 'hang', method: 'GET', times: 1_000 });
			const begun = story.clock.now();
			const delivery = listen().deliver(body, headers);
			let isAnswered = false;
			void delivery.then(() => (isAnswered = true));
			await pass(60, () => isAnswered);
			expect(isAnswered).toBe(true);
			expect(story.clock.now() - begun).toBeLessThanOrEqual(10 * SECOND);
		});

		it('files that take longer than Kie.ai waits are fetched first, and it learns of it by repeating', async () => {
			const { body, headers } = await song();
			const host = listen();
			story.sandbox.faults.add({ kind: 'delay', ms: 30 * SECOND, path: /mp3/ });

			const first = host.deliver(body, headers);
			await pass(5);
			expect(host.executions).toHaveLength(0);
			await pass(5);
			const repetition = host.deliver(body, headers);
			await pass(12);
			expect(await repetition).toMatchObject({ status: 503 });
			await pass(60, () => host.executions.length > 0);

			expect(await first).toMatchObject({ status: 503 });
			expect(host.executions).toHaveLength(1);
			expect(host.executions[0][0].binary?.data.mimeType).toBe('audio/mpeg');
			expect(await host.deliver(body, headers)).toMatchObject({ status: 200 });
			expect(host.executions).toHaveLength(1);
		});

		it('a credential that cannot be used loses no event', async () => {
			const { body, headers } = await song();
			const host = listen();
			scenario.credential.uploadHost = 'not a host';
			const log = captureLog();
			expect(await host.deliver(body, headers)).toMatchObject({ status: 503 });
			expect(log).toContainEqual(expect.objectContaining({ level: 'error' }));
			delete scenario.credential.uploadHost;
			expect(await host.deliver(body, headers)).toMatchObject({ status: 200 });
			expect(host.executions).toHaveLength(1);
		});

		it('two claims about the same event start the workflow once', async () => {
			const { task, body, headers } = await song();
			const host = listen();
			const failure = { code: 501, msg: 'No', data: { task_id: task.id, callbackType: 'error' } };
			await Promise.all([host.deliver(body, headers), host.deliver(failure, headers)]);
			expect(host.emitted).toMatchObject([{ taskId: task.id, status: 'success' }]);
		});
	});

	describe('without a Webhook HMAC Key', () => {
		beforeEach(() => {
			scenario.credential = {};
		});

		it.each([
			['of a family', { state: 'success', model: 'x' }],
			['of no family', {}],
			['of Runway', { video_id: 'v1' }],
			['of Aleph', { result_video_url: 'https://example.com/1.mp4' }],
			['of music', { callbackType: 'complete', data: [{ id: 'a', audio_url: 'https://a.test' }] }],
		])('asks Kie.ai a handful of questions at most: %s', async (_, more) => {
			const data = { taskId: 'b3', task_id: 'b4', ...more };
			const before = story.sandbox.requests.length;
			const answer = await listen().deliver({ taskId: 'b1', task_id: 'b2', data });
			expect(answer.status).toBe(200);
			expect(story.sandbox.requests.length - before).toBeLessThanOrEqual(5);
		});

		it('asks a handful at most while Kie.ai is unavailable, too', async () => {
			story.sandbox.faults.add({ kind: 'status', status: 502, method: 'GET', times: 1_000 });
			const before = story.sandbox.requests.length;
			const answer = await listen().deliver({ code: 200, data: { taskId: 'b1' } });
			expect(answer.status).toBe(503);
			expect(story.sandbox.requests.length - before).toBeLessThanOrEqual(5);
		});
	});

	it.each(['\n', ' ', '\r\n'])('fits a key that was pasted with %j at its end', async (blank) => {
		scenario.credential = { webhookHmacSecret: KEY + blank };
		const { body, headers } = await song();
		expect(await listen().deliver(body, headers)).toMatchObject({ status: 200 });
	});

	it.each([' ', '   '])('without a signature is refused where the key is %j', async (key) => {
		scenario.credential = { webhookHmacSecret: key };
		const { body } = await song();
		expect(await listen().deliver(body)).toMatchObject({ status: 401 });
	});

	it('to the test URL uses up no event of the active workflow', async () => {
		const { body, headers } = await song();
		const test = listen({}, 'manual');
		const active = listen();
		Object.assign(active, { node: Reflect.get(test, 'node') as unknown });
		await test.deliver(body, headers);
		active.staticData = test.staticData;
		await active.deliver(body, headers);
		expect(test.executions).toHaveLength(1);
		expect(active.executions).toHaveLength(1);
	});

	it('reports a failure that no family recognises, with its reason, where Kie.ai is not asked', async () => {
		const host = listen({ verify: false, includeRecord: true });
		const data = { task_id: 'new-kind-1', errorMessage: 'The picture is too dark', errorCode: 4 };
		const body = { code: 501, msg: 'failed', data: { ...data, extra: 1, more: 2 } };
		await host.deliver(body, signedHeaders(KEY, 'new-kind-1', story.clock.now()));
		const expected: IDataObject = {
			taskId: 'new-kind-1',
			status: 'failed',
			failure: { message: 'The picture is too dark', code: 4 },
			record: body,
		};
		expect(host.emitted).toEqual([expected]);
	});
});
