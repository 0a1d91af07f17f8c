import type { INodeExecutionData } from 'n8n-workflow';

import { KieAiTool, agentThat, agentWorkflow } from '../support/agent';
import { itemsOf, prepareExecution } from '../support/engine';
import { anyModel } from '../support/models';
import { Scenario, chainOf, generateMusic, kie } from '../support/scenario';
import { WaitingN8n } from '../support/waiting';

const SUBMIT = '/api/v1/generate';
const STATUS = '/api/v1/generate/record-info';

const byCallback = { waitForCompletion: 'callback' };
const songs = (options = {}, settings = {}, downloadFiles = false) =>
	generateMusic(
		{ prompt: '={{ $json.prompt }}', ...byCallback, downloadFiles, options },
		settings,
		'Songs',
	);
const after = kie('After', { resource: 'task', operation: 'get', downloadFiles: false });

const prompts = (count: number, text = (i: number) => `Song ${i}`) =>
	Array.from({ length: count }, (_, i) => ({ prompt: text(i) }));

const promptOf = (item: INodeExecutionData, scenario: Scenario) =>
	scenario.sandbox.tasks.all.find(({ id }) => id === item.json.taskId)?.body.prompt;

describe('waiting by callback', () => {
	const scenario = new Scenario();
	let items = prompts(1);
	const n8n = new WaitingN8n(() => scenario.installation(items));
	let executions = 0;

	beforeEach(async () => {
		await scenario.open();
		await n8n.open();
		n8n.calls.length = 0;
		n8n.resumptions = 0;
		items = prompts(1);
	});
	afterEach(async () => {
		await scenario.close();
		await n8n.close();
		expect(n8n.thrown).toEqual([]);
	});

	const start = async (...nodes: Parameters<typeof chainOf>) =>
		await n8n.start(chainOf(...nodes), `waiting-${++executions}`);

	const okCalls = () => n8n.calls.filter(({ status }) => status === 200).length;

	it('goes on with the item that polling gives, and asks only when it is called', async () => {
		const { run, end } = await start(songs());
		expect(run.status).toBe('waiting');
		expect(run.data.resultData.runData.Songs.at(-1)?.executionStatus).toBe('waiting');

		const done = await end;

		expect(done.status).toBe('success');
		const [item] = itemsOf(done, 'Songs');
		const [polled] = await scenario.output(
			kie('Wait', {
				resource: 'task',
				operation: 'wait',
				downloadFiles: false,
				taskId: item.json.taskId as string,
				taskType: 'music',
			}),
		);
		expect(item.json).toEqual(polled.json);
		expect(item.pairedItem).toEqual({ item: 0 });
		const [submission] = scenario.sandbox.requestsTo('POST', SUBMIT);
		expect(submission.body).toMatchObject({
			callBackUrl: expect.stringContaining(`${n8n.address}/webhook-waiting/waiting-`) as string,
		});
		expect(scenario.sandbox.ledger.payments).toHaveLength(1);
	});

	it('asks twice in all: after starting, and for the last of three callbacks', async () => {
		await (
			await start(songs())
		).end;
		expect(scenario.requests(STATUS)).toBe(2);
		await scenario.sandbox.callbacks.idle();
		expect(okCalls()).toBe(3);
	});

	it('finishes the chain, each step waiting by callback', async () => {
		const { end } = await start(
			songs(),
			kie('Stems', { resource: 'audio', operation: 'separateVocals', ...byCallback }),
			kie('MIDI', { resource: 'audio', operation: 'generateMidi', ...byCallback }),
		);
		const done = await end;
		expect(done.status).toBe('success');
		expect(itemsOf(done, 'MIDI')[0].json).toMatchObject({ taskType: 'MIDI', status: 'success' });
		expect(scenario.sandbox.ledger.payments).toHaveLength(3);
	});

	it('brings 20 items back in order from callbacks in any order, doubled and missing', async () => {
		items = prompts(20, (i) => `Song ${i} [sandbox: seconds ${60 + ((i * 7) % 20) * 5}]`);
		const last = Math.max(...items.map(({ prompt }) => Number(/\d+(?=\])/.exec(prompt)?.[0])));
		items.forEach(({ prompt }, i) => {
			const isLast = prompt.includes(`seconds ${last}]`);
			if (i % 3 === 0) scenario.sandbox.next(SUBMIT, { callback: { copies: 2 } });
			else if (i % 3 === 1 && !isLast) scenario.sandbox.next(SUBMIT, { callback: { drop: true } });
			else scenario.sandbox.next(SUBMIT, {});
		});
		const { end } = await start(songs(), after);
		const done = await end;

		const results = itemsOf(done, 'Songs');
		expect(results.map((item) => promptOf(item, scenario))).toEqual(
			items.map(({ prompt }) => prompt),
		);
		expect(results.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(results.every(({ json }) => json.status === 'success')).toBe(true);
		expect(itemsOf(done, 'After')).toHaveLength(20);
		expect(scenario.sandbox.ledger.payments).toHaveLength(20);
		expect(done.data.resultData.runData.After).toHaveLength(1);
	});

	it('loses no callback that came while the items were started', async () => {
		items = prompts(25, () => 'Song [sandbox: seconds 1]');
		const { end } = await start(songs());
		const done = await end;
		expect(n8n.calls.some(({ status }) => status === 409)).toBe(true);
		expect(itemsOf(done, 'Songs')).toHaveLength(25);
	});

	it('loses no callback that comes while the tasks are looked at for another one', async () => {
		items = prompts(2);
		scenario.sandbox.setOutcome(SUBMIT, { seconds: 60, callback: { drop: true } });
		const { end } = await start(songs());
		const [first, second] = scenario.sandbox.tasks.all;
		// What a question is told that was asked just before the second task was finished.
		const { data } = scenario.sandbox.record(second.id);
		await scenario.clock.sleep(61_000);
		scenario.sandbox.faults.add({ path: STATUS, kind: 'code', code: 200, data, skip: 1 });

		const { callbacks } = scenario.sandbox;
		const calls = [callbacks.send(first, 'complete'), callbacks.send(second, 'complete')];
		const results = (await Promise.all(calls)).map(({ result }) => result);

		expect(results).toEqual([200, 200]);
		expect(itemsOf(await end, 'Songs')).toHaveLength(2);
	});

	it('goes on once, even if a callback comes again before n8n knows it', async () => {
		scenario.sandbox.setOutcome(SUBMIT, { callback: { drop: true } });
		const { end } = await start(songs());
		const [task] = scenario.sandbox.tasks.all;
		await scenario.clock.sleep(600_000);
		const results: unknown[] = [];
		const call = async () => {
			results.push((await scenario.sandbox.callbacks.send(task, 'complete')).result);
		};
		n8n.meanwhile = call;

		await call();
		await end;

		n8n.meanwhile = undefined;
		expect(results).toEqual([200, 200]);
		expect(n8n.resumptions).toBe(1);
	});

	it('does not wait when everything is finished at once', async () => {
		items = prompts(2);
		scenario.sandbox.setOutcome(SUBMIT, { seconds: 0 });
		const { run } = await start(songs());
		expect(run.status).toBe('success');
		expect(itemsOf(run, 'Songs')).toMatchObject([
			{ json: { status: 'success' }, pairedItem: { item: 0 } },
			{ json: { status: 'success' }, pairedItem: { item: 1 } },
		]);
	});

	it('stops the workflow for a failure at once, as polling does', async () => {
		scenario.sandbox.setOutcome(SUBMIT, { seconds: 0, end: 'GENERATE_AUDIO_FAILED' });
		const { run } = await start(songs());
		expect(run.status).toBe('error');
		expect(run.data.resultData.error?.description).toContain(scenario.sandbox.tasks.all[0].id);
	});

	it('lets items go on pending with their ids at the time limit', async () => {
		items = prompts(2);
		scenario.sandbox.callbacks.behave({ drop: true });
		const before = scenario.clock.now();
		const { end } = await start(songs({ timeLimit: 30 }), after);
		const id = `waiting-${executions}`;
		const passed = Number(n8n.timeLimitOf(id)) - before;
		expect(passed).toBeGreaterThanOrEqual(30 * 60_000);
		expect(passed).toBeLessThan(31 * 60_000);

		await n8n.timeOut(id);
		const done = await end;

		const ids = scenario.sandbox.tasks.all.map((task) => task.id);
		expect(itemsOf(done, 'Songs').map(({ json }) => json)).toEqual(
			ids.map((taskId) => ({ taskId, taskType: 'Music', status: 'pending' })),
		);
		expect(itemsOf(done, 'After').map(({ json }) => json.taskId)).toEqual(ids);
		expect(itemsOf(done, 'Start').map(({ json }) => json)).toEqual(items);
	});

	it('stays asleep when it is called for nothing, and answers so that Kie.ai calls again', async () => {
		scenario.sandbox.setOutcome(SUBMIT, { stay: 'PENDING' });
		await start(songs());
		const [task] = scenario.sandbox.tasks.all;

		const forged = await scenario.sandbox.callbacks.send(task, 'complete');

		expect(forged.result).toBe(503);
		expect(n8n.timeLimitOf(`waiting-${executions}`)).toBeDefined();
	});

	it('is called again when Kie.ai could not be asked', async () => {
		const { end } = await start(songs());
		scenario.sandbox.faults.add({ path: STATUS, kind: 'code', code: 500, times: 1 });
		const done = await end;
		expect(done.status).toBe('success');
		expect(n8n.calls.map(({ status }) => status)).toContain(503);
	});

	const failures = [
		['on the main output', {}, 0],
		['on the main output of a node that continues', { onError: 'continueRegularOutput' }, 0],
		['on the error output', { onError: 'continueErrorOutput' }, 1],
	] as const;

	it.each(failures)('reports a failed task %s', async (_, settings, output) => {
		items = prompts(2);
		scenario.sandbox.next(SUBMIT, {});
		scenario.sandbox.next(SUBMIT, { end: 'GENERATE_AUDIO_FAILED', errorMessage: 'No luck' });
		const { end } = await start(songs({}, settings));
		const done = await end;

		const error = { message: 'No luck', taskId: scenario.sandbox.tasks.all[1].id };
		const reported = itemsOf(done, 'Songs', output).at(-1)?.json;
		expect(reported).toMatchObject({ error });
		expect(itemsOf(done, 'Songs')[0].json).toMatchObject({ status: 'success' });
		expect(itemsOf(done, 'Songs')).toHaveLength(2 - output);
	});

	it('keeps an item that could not be started in its place', async () => {
		items = prompts(3);
		scenario.sandbox.next(SUBMIT, {});
		scenario.sandbox.next(SUBMIT, { refuse: { code: 422, msg: 'No thanks' } });
		const settings = { onError: 'continueRegularOutput', retryOnFail: true } as const;
		const { end } = await start(songs({}, settings));
		const results = itemsOf(await end, 'Songs').map(({ json }) => json);
		expect(results).toMatchObject([
			{ status: 'success' },
			{ error: { message: 'No thanks' } },
			{ status: 'success' },
		]);
		expect(scenario.sandbox.ledger.payments).toHaveLength(2);
	});

	it('downloads files in the callback', async () => {
		const { end } = await start(songs({ outputFieldName: 'song' }, {}, true));
		const [item] = itemsOf(await end, 'Songs');
		expect(Object.keys(item.binary ?? {})).toEqual(['song', 'song_2']);
		expect(item.json.files).toMatchObject([{ binaryField: 'song' }, { binaryField: 'song_2' }]);
	});

	it('works for a node with an odd name', async () => {
		const { end } = await start(generateMusic(byCallback, {}, `It's "{{ $json }}" \\ 你好`));
		expect((await end).status).toBe('success');
	});

	describe('is refused before anything is paid', () => {
		const nothingSent = () => expect(scenario.sandbox.requests).toEqual([]);

		it('where Kie.ai cannot reach n8n', async () => {
			scenario.credential = { apiHost: 'https://api.kie.ai' };
			const error = await scenario.failure(generateMusic(byCallback));
			scenario.credential = {};
			expect(error.message).toContain('Kie.ai cannot reach n8n at localhost');
			nothingSent();
		});

		it('in a workflow that another one calls', async () => {
			const { run } = prepareExecution(
				scenario.installation(),
				chainOf(generateMusic(byCallback)),
				{
					mode: 'integrated',
				},
			);
			const { error } = (await run()).data.resultData;
			expect(error?.message).toContain('the workflow that called this one');
			nothingSent();
		});

		it('in an AI agent', async () => {
			const agent = agentThat(async (tool) => [await tool.invoke({})]);
			const nodes = { 'test.agent': agent, 'n8n-nodes-kie-ai.kieAiTool': new KieAiTool() };
			const { parameters } = generateMusic(byCallback);
			const installation = scenario.installation(undefined, nodes);
			const run = await prepareExecution(installation, agentWorkflow(parameters)).run();
			const { error } = run.data.resultData;
			expect(JSON.stringify([error, itemsOf(run, 'Agent')])).toContain(
				'an AI agent needs the answer of its tool at once',
			);
			nothingSent();
		});

		it('with models to fall back to', async () => {
			const fallback = { options: { fallbackModels: ['google/nano-banana'] } };
			const node = anyModel('image', 'nano-banana-pro', { prompt: 'A kite' }, fallback);
			Object.assign(node.parameters, byCallback);
			const error = await scenario.failure(node);
			expect(error.message).toContain('Fallback Models');
			nothingSent();
		});

		it('for more items than may run at a time', async () => {
			items = prompts(3);
			const { run } = await start(songs({ maximumRunningTasks: 2 }));
			expect(run.data.resultData.error?.message).toContain('Items at the Same Time is 2');
			nothingSent();
		});
	});
});
