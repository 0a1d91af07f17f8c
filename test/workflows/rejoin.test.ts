import { KieAiTool, agentThat, agentWorkflow } from '../support/agent';
import { diskFull, kieAiWith } from '../support/broken';
import { type WorkflowJson, itemsOf, prepareExecution } from '../support/engine';
import { captureLog } from '../support/log';
import { loopOf, loopWith } from '../support/loop';
import { anyModelJson } from '../support/models';
import { retryExecution } from '../support/retry';
import { type NodeSettings, Scenario, chainOf, generateMusic, kie } from '../support/scenario';

const SUBMIT = '/api/v1/generate';
const CREATE = '/api/v1/jobs/createTask';
const FAILS = '[sandbox: fail]';

const threeTries = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const oneMinute = { options: { timeLimit: 1 } };
const continues: NodeSettings = { onError: 'continueRegularOutput' };

const songs = (settings?: NodeSettings, parameters = {}) =>
	generateMusic({ prompt: '={{ $json.prompt }}', ...parameters }, settings);

describe('what was bought is found again', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const paid = () => scenario.sandbox.ledger.payments;
	const ids = () => paid().map(({ taskId }) => taskId);

	describe('by Retry On Fail', () => {
		it('whichever route it was bought on', async () => {
			scenario.sandbox.next(SUBMIT, { refuse: { code: 505 } });
			scenario.sandbox.setOutcome(CREATE, { seconds: 90 });

			const [item] = await scenario.output(generateMusic(oneMinute, threeTries));

			expect(item.json).toMatchObject({ status: 'success', route: 'unified', taskId: ids()[0] });
			expect(paid()).toHaveLength(1);
		});

		it('whichever model it was bought on', async () => {
			scenario.sandbox.next(CREATE, { refuse: { code: 550, msg: 'The queue is full' } });
			scenario.sandbox.setOutcome(CREATE, { seconds: 90 });
			const input = { prompt: 'A kite' };
			const node = anyModelJson('google/nano-banana', input, {
				options: { timeLimit: 1, fallbackModels: ['nano-banana-pro'] },
			});

			const [item] = await scenario.output({ ...node, ...threeTries });

			expect(item.json).toMatchObject({ status: 'success', taskId: ids()[0] });
			expect(item.json.insteadOf).toEqual([
				{ model: 'google/nano-banana', message: 'The queue is full' },
			]);
			expect(paid()).toHaveLength(1);
		});

		it('when n8n cannot store the execution that waits', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { stay: 'PENDING' });
			const locked = kieAiWith((context) => {
				context.putExecutionToWait = async () => {
					throw new Error('database is locked');
				};
			});
			const installation = scenario.installation(undefined, { 'n8n-nodes-kie-ai.kieAi': locked });
			const node = generateMusic({ waitForCompletion: 'callback' }, threeTries);

			const run = await prepareExecution(installation, chainOf(node)).run();

			const error = run.data.resultData.error as Error & { description: string };
			expect(error.message).toContain('database is locked');
			expect(error.description).toContain(ids()[0]);
			expect(paid()).toHaveLength(1);
		});

		it.each([0, 1, 8])('as often as n8n tries: %s is clamped', async (maxTries) => {
			scenario.sandbox.setOutcome(SUBMIT, { stay: 'PENDING' });
			const node = generateMusic(oneMinute, { ...threeTries, maxTries, ...continues });
			const installation = scenario.installation(undefined, { 'test.loop': loopOf(3) });

			const run = await prepareExecution(installation, loopWith(node)).run();

			const told = run.data.resultData.runData[node.name].map(
				({ data }) => (data?.main[0]?.[0].json.error as { taskId: string }).taskId,
			);
			expect(told).toEqual(ids());
			expect(new Set(told).size).toBe(3);
		});

		it('but an immediate answer that holds nothing is asked for again', async () => {
			scenario.sandbox.faults.add({
				kind: 'code',
				code: 200,
				data: { result: '' },
				path: '/api/v1/style/generate',
			});
			const node = kie('Style', { resource: 'music', operation: 'boostStyle', style: 'folk' });

			const [item] = await scenario.output({ ...node, ...threeTries });

			expect(item.json.style).toEqual(expect.any(String));
			expect(scenario.requests('/api/v1/style/generate')).toBe(2);
		});
	});

	it('a file that n8n cannot store leaves the result a success that says so', async () => {
		const full = kieAiWith((context) => {
			if (context.getNode().name === 'MIDI') diskFull(context);
		});
		const installation = scenario.installation(undefined, { 'n8n-nodes-kie-ai.kieAi': full });
		const stems = kie('Stems', { resource: 'audio', operation: 'separateVocals' });
		const midi = kie('MIDI', {
			resource: 'audio',
			operation: 'generateMidi',
		});

		const run = await prepareExecution(installation, chainOf(generateMusic(), stems, midi)).run();

		expect(run.data.resultData.error).toBeUndefined();
		expect(itemsOf(run, 'MIDI')[0].json).toMatchObject({
			status: 'success',
			taskId: ids().at(-1),
			notes: expect.any(Array),
			downloadError: expect.stringContaining('ENOSPC'),
		});
	});

	describe("by Retry in n8n's list of executions", () => {
		const retry = async (workflow: WorkflowJson, items?: Array<{ prompt: string }>) => {
			const failed = await scenario.run(workflow, items);
			expect(failed.data.resultData.error).toBeDefined();
			return await retryExecution(scenario.installation(items), workflow, failed);
		};

		it('after a time-out', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { seconds: 90 });

			const run = await retry(chainOf(generateMusic(oneMinute)));

			expect(itemsOf(run, 'Generate Music')[0].json).toMatchObject({
				status: 'success',
				taskId: ids()[0],
			});
			expect(paid()).toHaveLength(1);
		});

		it('after an uncertain submission, which is not sent again', async () => {
			scenario.sandbox.faults.add({ kind: 'drop', when: 'after-queueing', path: SUBMIT });

			const run = await retry(chainOf(generateMusic()));

			expect(run.data.resultData.error).toMatchObject({
				context: { kie: { category: 'uncertain' } },
			});
			expect(scenario.requests(SUBMIT)).toBe(1);
		});

		it('after one of two items failed: only that one is bought again', async () => {
			const items = [{ prompt: 'song 0' }, { prompt: `song 1 ${FAILS}` }];

			await retry(chainOf(songs()), items);

			const prompts = paid().map(({ body }) => (body as { prompt: string }).prompt);
			expect(prompts).toEqual(['song 0', `song 1 ${FAILS}`, `song 1 ${FAILS}`]);
		});

		it('with the workflow as it is now, where its prompt is still the same', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { seconds: 90 });
			const failed = await scenario.run(chainOf(generateMusic(oneMinute)));
			const installation = scenario.installation();

			const run = await retryExecution(installation, chainOf(generateMusic()), failed);
			expect(itemsOf(run, 'Generate Music')[0].json.taskId).toBe(ids()[0]);
			const other = chainOf(generateMusic({ prompt: 'Another song' }));
			await retryExecution(installation, other, failed);
			expect(paid()).toHaveLength(2);
		});

		it('in a loop: the iteration that failed, not those before it', async () => {
			scenario.sandbox.next(SUBMIT, { seconds: 5 });
			scenario.sandbox.setOutcome(SUBMIT, { seconds: 90 });
			const workflow = loopWith(songs({}, oneMinute));
			const installation = scenario.installation(undefined, { 'test.loop': loopOf(2) });
			const failed = await prepareExecution(installation, workflow).run();
			expect(paid()).toHaveLength(2);

			const run = await retryExecution(installation, workflow, failed);

			const told = run.data.resultData.runData['Generate Music'].map(
				({ data }) => data?.main[0]?.[0].json.taskId,
			);
			expect(told).toEqual(ids());
			expect(paid()).toHaveLength(2);
		});

		it('leaves nothing of what was delivered in the data of the execution', async () => {
			const run = await scenario.run(chainOf(songs()), [{ prompt: 'a' }, { prompt: 'b' }]);

			const context = JSON.stringify(run.data.executionData?.contextData);
			for (const id of ids()) expect(context).not.toContain(id);
		});
	});

	it('by an agent that calls again after an uncertain submission that came as a result', async () => {
		scenario.sandbox.faults.add({ kind: 'drop', when: 'after-queueing', path: SUBMIT });
		const use = agentThat(async (tool) => [
			await tool.invoke({ prompt: 'rain' }),
			await tool.invoke({ prompt: 'rain' }),
		]);
		const nodes = { 'test.agent': use, 'n8n-nodes-kie-ai.kieAiTool': new KieAiTool() };
		const prompt = "={{ $fromAI('prompt', 'What to compose', 'string') }}";
		const parameters = { resource: 'music', operation: 'generate', prompt };
		const workflow = agentWorkflow(parameters, continues);

		const run = await prepareExecution(scenario.installation(undefined, nodes), workflow).run();

		const [{ json }] = itemsOf(run, 'Agent');
		for (const reply of json.replies as string[]) expect(reply).toContain('uncertain');
		expect(paid()).toHaveLength(1);
	});

	it('names every task when all models fail', async () => {
		const internal = { end: 'fail_wire', errorCode: '500', errorMessage: 'internal error' };
		scenario.sandbox.setOutcome(CREATE, internal);
		const options = { fallbackModels: ['nano-banana-pro'] };
		const node = anyModelJson('google/nano-banana', { prompt: 'A kite' }, { options });

		const error = await scenario.failure(node);

		expect(ids()).toHaveLength(2);
		for (const id of ids()) expect(error.description).toContain(id);
		expect(error.context.kie).toMatchObject({
			model: 'nano-banana-pro',
			insteadOf: [{ model: 'google/nano-banana', taskId: ids()[0] }],
		});
	});

	it('the log tells how to find an uncertain submission, with the true time of sending', async () => {
		const log = captureLog();
		scenario.sandbox.faults.add({
			kind: 'drop',
			when: 'after-queueing',
			path: SUBMIT,
			skip: 25,
		});
		const items = Array.from({ length: 26 }, (_, n) => ({ prompt: `song ${n}` }));

		await scenario.run(chainOf(songs(continues)), items);

		const at = paid()[25].at;
		expect(at).toBeGreaterThan(paid()[0].at + 10_000);
		const [line] = log.filter(({ level }) => level === 'warn');
		const sentAt = new Date(at).toISOString();
		expect(line.facts).toMatchObject({ itemIndex: 25, path: SUBMIT, model: 'V5_5', sentAt });
		expect(line.message).toMatch(/item 25, Generate .*, \/api\/v1\/generate, V5_5, sent at 2026-/);
		expect(line.message).toContain(sentAt);
	});
});
