/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import type { INode } from 'n8n-workflow';

import { KieAiTool, agentThat, agentWorkflow } from '../support/agent';
import { itemsOf, prepareExecution } from '../support/engine';
import { type LogLine, captureLog } from '../support/log';
import { anyModelJson } from '../support/models';
import {
	type NodeSettings,
	Scenario,
	chainOf,
	generateMusic,
	separateOwnFile,
} from '../support/scenario';

const SUBMIT = '/api/v1/generate';
const CREATE = '/api/v1/jobs/createTask';
const STATUS = '/api/v1/generate/record-info';
const FAILS = '[sandbox: fail]';

const prompts = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ prompt: `song ${n}` }));

const songs = (settings?: NodeSettings, parameters = {}) =>
	generateMusic({ prompt: '={{ $json.prompt }}', ...parameters }, settings);

const threeTries = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const reactions: Array<[string, NodeSettings]> = [
	['stops the workflow', {}],
	['continues', { onError: 'continueRegularOutput' }],
	['uses the error output', { onError: 'continueErrorOutput' }],
];

describe('what is paid for', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const paid = () => scenario.sandbox.ledger.payments;
	const paidFor = (prompt: string) =>
		paid().filter(({ body }) => (body as { prompt: string }).prompt === prompt).length;

	describe('with Retry On Fail and three items', () => {
		it.each(reactions)(
			'the first failing at Kie.ai each time costs five, not nine (%s)',
			async (_what, settings) => {
				const items = [{ prompt: `song 0 ${FAILS}` }, { prompt: 'song 1' }, { prompt: 'song 2' }];

				await scenario.run(chainOf(songs({ ...threeTries, ...settings })), items);

				expect(paid()).toHaveLength(5);
				expect(items.map(({ prompt }) => paidFor(prompt))).toEqual([3, 1, 1]);
			},
		);

		it.each(reactions)('a dropped status question costs nothing (%s)', async (_what, settings) => {
			const { faults } = scenario.sandbox;
			faults.add({ kind: 'drop', when: 'before-reading', method: 'GET', path: STATUS, times: 3 });

			await scenario.run(chainOf(songs({ ...threeTries, ...settings })), prompts(3));

			expect(paid()).toHaveLength(3);
		});

		it('a time limit that runs out costs nothing: the next try goes on waiting', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { seconds: 90 });
			const node = songs(threeTries, { options: { timeLimit: 1 } });

			const output = await scenario.output(node, prompts(3));

			expect(output.map(({ json }) => json.status)).toEqual(['success', 'success', 'success']);
			expect(paid()).toHaveLength(3);
		});

		it('a task that Kie.ai does not find costs nothing: the next try looks for it again', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { hiddenFor: 120, seconds: 130 });

			const output = await scenario.output(songs(threeTries), prompts(1));

			expect(output[0].json.status).toBe('success');
			expect(paid()).toHaveLength(1);
		});

		it('a submission that may have arrived is not sent again', async () => {
			scenario.sandbox.faults.add({ kind: 'drop', when: 'after-queueing', path: SUBMIT });

			const error = await scenario.failure(songs(threeTries), prompts(3));

			expect(error.context.kie).toMatchObject({ category: 'uncertain', creditsTaken: 'unknown' });
			expect(paid()).toHaveLength(3);
			expect(scenario.requests(SUBMIT)).toBe(3);
		});
	});

	describe('when the connection breaks', () => {
		it.each([
			['after the request was read', { kind: 'drop', when: 'after-queueing' }],
			['and a proxy answers with a page', { kind: 'html', status: 502, queued: true }],
			['and the answer is cut short', { kind: 'malformed', queued: true }],
		] as const)('%s: paid once, and the error says so', async (_what, fault) => {
			scenario.sandbox.faults.add({ ...fault, path: SUBMIT });

			const error = await scenario.failure(generateMusic());

			expect(paid()).toHaveLength(1);
			expect(scenario.requests(SUBMIT)).toBe(1);
			expect(error.message).toMatch(/^The connection to Kie.ai broke before its answer came/);
			expect(error.context.kie).toMatchObject({
				category: 'uncertain',
				fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
				sentAt: new Date(paid()[0].at).toISOString(),
			});
		});

		it('it is sent again only where the user asked for that', async () => {
			scenario.sandbox.faults.add({ kind: 'drop', when: 'after-queueing', path: SUBMIT });

			const [item] = await scenario.output(
				generateMusic({ options: { resendWhenUncertain: true } }),
			);

			expect(item.json.status).toBe('success');
			expect(paid()).toHaveLength(2);
		});

		it('a refused connection is tried again, since nothing was sent', async () => {
			scenario.credential = { apiHost: 'http://127.0.0.1:9' };

			const error = await scenario.failure(generateMusic());
			scenario.credential = {};

			expect(error.message).toBe(
				'Kie.ai could not be reached: nothing takes connections at its address (ECONNREFUSED)',
			);
			expect(error.context.kie).toMatchObject({ category: 'network', creditsTaken: 'no' });
		});
	});

	describe('with many items', () => {
		it('a storm of 429 loses and doubles none of 200', async () => {
			const { faults } = scenario.sandbox;
			faults.add({ kind: 'code', code: 429, path: SUBMIT, times: 40 });
			scenario.sandbox.setOutcome(SUBMIT, { seconds: 5 });

			const output = await scenario.output(songs(), prompts(200));

			expect(output.map(({ json }) => json.status)).toEqual(Array(200).fill('success'));
			expect(paid()).toHaveLength(200);
			expect(new Set(output.map(({ json }) => json.taskId)).size).toBe(200);
		});

		it('keeps to 20 new tasks in 10 seconds, shared by two executions', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { seconds: 5 });
			await Promise.all([
				scenario.output(songs(), prompts(30)),
				scenario.output(songs(), prompts(30)),
			]);

			const times = paid().map(({ at }) => at);
			expect(times).toHaveLength(60);
			expect(scenario.requests(SUBMIT)).toBe(60);
			times.slice(20).forEach((at, i) => expect(at - times[i]).toBeGreaterThanOrEqual(10_000));
		});

		it('takes as long as the slowest, not as the sum, and returns in order', async () => {
			const seconds = [60, 20, 40];
			const items = seconds.map((s, n) => ({ prompt: `song ${n} [sandbox: seconds ${s}]` }));
			const start = scenario.clock.now();

			const output = await scenario.output(songs(), items);

			expect(scenario.clock.now() - start).toBeLessThan(70_000);
			expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2].map((item) => ({ item })),
			);
			expect(output.map(({ json }) => json.taskId)).toEqual(paid().map(({ taskId }) => taskId));
		});

		it('runs no more of them at a time than told', async () => {
			const node = songs({}, { options: { maximumRunningTasks: 2 } });
			scenario.sandbox.setOutcome(SUBMIT, { seconds: 30 });

			await scenario.output(node, prompts(6));

			const times = paid().map(({ at }) => at);
			times.slice(2).forEach((at, i) => expect(at - times[i]).toBeGreaterThanOrEqual(30_000));
		});

		it('one failing item neither stops nor delays the others', async () => {
			const items = [{ prompt: 'song 0' }, { prompt: `song 1 ${FAILS}` }, { prompt: 'song 2' }];

			const run = await scenario.run(chainOf(songs({ onError: 'continueErrorOutput' })), items);

			const good = itemsOf(run, 'Generate Music', 0);
			const bad = itemsOf(run, 'Generate Music', 1);
			expect(good.map(({ json }) => json.taskId)).toEqual([paid()[0].taskId, paid()[2].taskId]);
			expect(bad.map(({ json }) => json.error)).toEqual([
				expect.objectContaining({ taskId: paid()[1].taskId }),
			]);
			expect(bad[0].pairedItem).toEqual({ item: 1 });
		});

		it('the error of one names the task IDs of all', async () => {
			const items = [{ prompt: 'song 0' }, { prompt: `song 1 ${FAILS}` }, { prompt: 'song 2' }];

			const error = await scenario.failure(songs(), items);

			for (const { taskId } of paid()) expect(error.description).toContain(taskId);
		});
	});

	describe('as the tool of an agent', () => {
		const runAgent = async (use: Parameters<typeof agentThat>[0], settings?: NodeSettings) => {
			const parameters = {
				resource: 'music',
				operation: 'generate',
				prompt: "={{ $fromAI('prompt', 'What to compose', 'string') }}",
				options: { timeLimit: 1 },
			};
			const nodes = {
				'test.agent': agentThat(use),
				'n8n-nodes-kie-ai.kieAiTool': new KieAiTool(),
			};
			const installation = scenario.installation(undefined, nodes);
			const run = await prepareExecution(installation, agentWorkflow(parameters, settings)).run();
			if (run.data.resultData.error) throw run.data.resultData.error;
			return itemsOf(run, 'Agent')[0].json.replies as string[];
		};

		it('a retry pays once', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { seconds: 90 });

			const [reply] = await runAgent(
				async (tool) => [await tool.invoke({ prompt: 'rain' })],
				threeTries,
			);

			expect(JSON.parse(reply)).toEqual([
				expect.objectContaining({ status: 'success', taskId: paid()[0].taskId }),
			]);
			expect(paid()).toHaveLength(1);
		});

		it('a deliberate second call is a new task', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { seconds: 5 });
			await runAgent(async (tool) => [
				await tool.invoke({ prompt: 'rain' }),
				await tool.invoke({ prompt: 'rain' }),
			]);

			expect(paid()).toHaveLength(2);
		});

		it('so are two calls at the same time', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { seconds: 5 });
			await runAgent(
				async (tool) =>
					await Promise.all([tool.invoke({ prompt: 'rain' }), tool.invoke({ prompt: 'rain' })]),
			);

			expect(paid()).toHaveLength(2);
		});
	});

	describe('when the credits are used up', () => {
		it('nothing else of that model is sent, and each item says why', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { refuse: { code: 402, msg: 'Credits insufficient' } });

			const run = await scenario.run(
				chainOf(songs({ onError: 'continueRegularOutput' })),
				prompts(200),
			);

			const items = itemsOf(run, 'Generate Music');
			expect(items).toHaveLength(200);
			expect(items[199].json.error).toMatchObject({
				message: 'Not sent, because Kie.ai refused an item before: Credits insufficient',
			});
			expect(scenario.requests(SUBMIT)).toBeLessThan(100);
		});

		it('another model may still cost little enough', async () => {
			scenario.sandbox.next(CREATE, { refuse: { code: 402, msg: 'Credits insufficient' } });
			const model = { __rl: true, mode: 'id', value: '={{ $json.model }}' };
			const settings = { onError: 'continueRegularOutput' as const };
			const options = { maximumRunningTasks: 1 };
			const node = anyModelJson('', { prompt: 'A kite' }, { model, options });
			const items = ['nano-banana-pro', 'nano-banana-pro', 'google/nano-banana'];

			const run = await scenario.run(
				chainOf({ ...node, ...settings }),
				items.map((name) => ({ model: name })),
			);

			const [first, second, third] = itemsOf(run, node.name).map(({ json }) => json);
			expect(first.error).toMatchObject({ category: 'credits' });
			expect(second.error).toMatchObject({ message: expect.stringMatching(/^Not sent/) });
			expect(third).toMatchObject({ status: 'success', model: 'google/nano-banana' });
			expect(scenario.requests(CREATE)).toBe(2);
		});
	});

	it('a submission whose answer nobody can read is not sent again', async () => {
		const body = `{"code":200,"data":{"deep":${'['.repeat(9_999)}${']'.repeat(9_999)}}}`;
		scenario.sandbox.faults.add({ kind: 'status', status: 200, body, path: SUBMIT, queued: true });

		const error = await scenario.failure(songs(threeTries), prompts(1));

		expect(error.context.kie).toMatchObject({ category: 'uncertain', creditsTaken: 'unknown' });
		expect(paid()).toHaveLength(1);
	});

	describe('the error of many items', () => {
		it('names every paid task, and no more failures than people read', async () => {
			for (let i = 0; i < 15; i++) {
				scenario.sandbox.next(SUBMIT, { refuse: { code: 422, msg: 'Not this one' } });
			}
			const items = prompts(30).map(({ prompt }, i) => ({
				prompt: i < 25 ? prompt : `${prompt} ${FAILS}`,
			}));

			const { description = '' } = await scenario.failure(songs(), items);

			expect(paid()).toHaveLength(15);
			for (const { taskId } of paid()) expect(description).toContain(taskId);
			expect(description.match(/Item \d+: Not this one/g)).toHaveLength(10);
			expect(description).toContain('9 more items failed');
		});

		it('is short where thousands are wrong', async () => {
			const items = Array.from({ length: 3_000 }, () => ({ prompt: '' }));

			const { description = '' } = await scenario.failure(songs(), items);

			expect(description).toContain('2989 more items failed');
			expect(description.length).toBeLessThan(1_000);
		});
	});

	describe('when the execution is stopped', () => {
		/** Starts three songs, presses Stop after `seconds`, and lets a minute pass. */
		async function stopAfter(seconds: number, items = prompts(3)) {
			const log = captureLog();
			const { run } = prepareExecution(scenario.installation(items), chainOf(songs()));
			const running = run();
			await scenario.clock.sleep(seconds * 1000);
			running.cancel();
			await running.catch(() => undefined);
			const sent = scenario.sandbox.requests.length;
			await scenario.clock.sleep(60_000);
			return { log, sentLater: scenario.sandbox.requests.length - sent };
		}

		const idsIn = (log: LogLine[]) =>
			log
				.filter(({ message }) => message.startsWith('Kie.ai task started'))
				.map(({ facts }) => facts.taskId);

		it('a wait ends at once and the log has the task IDs', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { seconds: 600 });

			const { log, sentLater } = await stopAfter(30);

			expect(sentLater).toBe(0);
			expect(idsIn(log)).toEqual(paid().map(({ taskId }) => taskId));
			expect(paid()).toHaveLength(3);
		});

		it('a pause between submissions ends at once, and what was paid is in the log', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { seconds: 600 });

			const { log, sentLater } = await stopAfter(5, prompts(50));

			expect(sentLater).toBe(0);
			expect(paid()).toHaveLength(20);
			expect(idsIn(log)).toEqual(paid().map(({ taskId }) => taskId));
		});

		/** Stops an execution while a request of it hangs; its end frees the virtual clock. */
		async function stopWhileHanging(node: INode, path: string | RegExp) {
			const log = captureLog();
			scenario.sandbox.setOutcome('*', { seconds: 5 });
			scenario.sandbox.faults.add({ kind: 'hang', queued: true, path });
			const { run } = prepareExecution(scenario.installation(prompts(1)), chainOf(node));
			const running = run();
			const hangs = () => scenario.sandbox.requests.some((one) => one.path.match(path));
			while (!hangs()) await new Promise((resolve) => setImmediate(resolve));

			running.cancel();
			await running.catch(() => undefined);
			await scenario.clock.sleep(1_000);
			return log;
		}

		it('a submission without an answer yet ends at once, and the log says that it may be paid', async () => {
			const log = await stopWhileHanging(songs(), SUBMIT);

			const [warning] = log.filter(({ level }) => level === 'warn');
			expect(warning.facts).toMatchObject({
				category: 'cancelled',
				fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
			});
		});

		it('a download ends at once, and what was paid is in the log', async () => {
			const node = songs();

			const log = await stopWhileHanging(node, /audio.*mp3/);

			expect(idsIn(log)).toEqual(paid().map(({ taskId }) => taskId));
		});

		it('an upload ends at once, before anything is paid', async () => {
			const node = separateOwnFile();

			await stopWhileHanging(node, /upload/);

			expect(paid()).toHaveLength(0);
		});
	});

	it('the log tells of tasks without prompt or key', async () => {
		const log = captureLog();

		await scenario.output(generateMusic({ prompt: 'a very secret song' }));

		const [{ taskId }] = paid();
		expect(log.some(({ message }) => message.startsWith('Kie.ai task started: music '))).toBe(true);
		expect(log.at(-1)?.facts).toMatchObject({ taskId, family: 'music', state: 'success' });
		const text = JSON.stringify(log);
		expect(text).not.toContain('secret song');
		expect(text).not.toContain(scenario.sandbox.apiKey);
	});
});
