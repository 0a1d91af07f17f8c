import { type IDataObject, type INode, type INodeParameters } from 'n8n-workflow';

import { KieAiTool, agentThat, agentWorkflow } from '../support/agent';
import { itemsOf, prepareExecution } from '../support/engine';
import { loopOf, loopWith } from '../support/loop';
import { anyModelJson } from '../support/models';
import {
	type NodeSettings,
	Scenario,
	chainOf,
	generateMusic,
	kie,
	sendMessage,
} from '../support/scenario';

const CREATE = '/api/v1/jobs/createTask';
const SUBMIT = '/api/v1/generate';

const continues: NodeSettings = { onError: 'continueRegularOutput' };

const atMost = (spendAtMost: number, more: INodeParameters = {}) => ({
	options: { spendAtMost, ...more },
});

const pictures = (parameters: INodeParameters, settings: NodeSettings = continues): INode => ({
	...anyModelJson('google/nano-banana', { prompt: 'A kite' }, parameters),
	...settings,
});

const many = (count: number): IDataObject[] => Array.from({ length: count }, (_, n) => ({ n }));

describe('Spend at Most', () => {
	const scenario = new Scenario();
	beforeEach(async () => {
		await scenario.open();
		scenario.sandbox.setOutcome('*', { seconds: 60, credits: 4 });
	});
	afterEach(async () => await scenario.close());

	const paid = () => scenario.sandbox.ledger.payments;

	async function outcomesOf(node: INode, items: IDataObject[]) {
		const run = await scenario.run(chainOf(node), items);
		const all = itemsOf(run, node.name).map(({ json }) => json);
		return {
			made: all.filter(({ error }) => !error),
			refused: all.flatMap(({ error }) => (error ? [error as IDataObject] : [])),
		};
	}

	it.each([undefined, null, ''])(
		'starts nothing where an expression gives %j for it',
		async (most) => {
			const node = pictures({ options: { spendAtMost: '={{ $json.most }}' } });
			const { refused } = await outcomesOf(node, [{ most }]);
			expect(refused[0].message).toBe('Spend at Most (Credits) is empty');
			expect(paid()).toHaveLength(0);
		},
	);

	it('starts no item that would pass it, finishes what runs, and says what was not started', async () => {
		const { made, refused } = await outcomesOf(pictures(atMost(50)), many(50));

		expect(paid()).toHaveLength(12);
		expect(made.map(({ status }) => status)).toEqual(Array(12).fill('success'));
		expect(refused).toHaveLength(38);
		for (const error of refused) {
			expect(error).toMatchObject({
				message: 'Not started: Spend at Most is 50 credits, 48 are spent, and this item may cost 4',
				category: 'limit',
				creditsTaken: 'no',
			});
		}
	});

	it('takes as long as the slowest all the same, once the first price is known', async () => {
		const start = scenario.clock.now();

		await outcomesOf(pictures(atMost(1_000)), many(20));

		expect(paid()).toHaveLength(20);
		expect(scenario.clock.now() - start).toBeLessThan(90_000);
	});

	it('names the tasks that were paid for where the workflow stops', async () => {
		const error = await scenario.failure(pictures(atMost(10), {}), many(50));

		expect(error.message).toMatch(/^Not started: Spend at Most is 10 credits, 8 are spent/);
		expect(paid()).toHaveLength(2);
		for (const { taskId } of paid()) expect(error.description).toContain(taskId);
	});

	it('lets the first one run alone, since its price is not known before', async () => {
		scenario.sandbox.setOutcome('*', { seconds: 60, credits: 100 });

		const { made, refused } = await outcomesOf(pictures(atMost(50)), many(5));

		expect(made).toHaveLength(1);
		expect(refused[0]?.message).toBe(
			'Not started: Spend at Most is 50 credits, 100 are spent, and this item may cost 100',
		);
		expect(paid()).toHaveLength(1);
	});

	it('starts nothing that costs anything where it is 0', async () => {
		const { refused } = await outcomesOf(pictures(atMost(0)), many(3));

		expect(paid()).toHaveLength(0);
		expect(refused[2].message).toMatch(/^Not started: Spend at Most is 0 credits, so that nothing/);
	});

	it('expects of each as much as of the dearest so far', async () => {
		for (const credits of [2, 9]) scenario.sandbox.next(CREATE, { seconds: 60, credits });

		await outcomesOf(pictures(atMost(24, { maximumRunningTasks: 1 })), many(10));

		// After 2, 9 and 4 another 9 is just what may be spent; after the next 4 it would be more.
		expect(paid().map(({ credits }) => credits)).toEqual([2, 9, 4, 4]);
	});

	it('expects nothing of what was free', async () => {
		scenario.sandbox.setOutcome('*', { seconds: 60, credits: 100 });
		scenario.sandbox.next(CREATE, { seconds: 60, credits: 0 });

		await outcomesOf(pictures(atMost(50)), many(5));

		expect(paid().map(({ credits }) => credits)).toEqual([0, 100]);
	});

	it('knows the price of songs from the list, as their records do not tell it', async () => {
		const start = scenario.clock.now();

		const { made, refused } = await outcomesOf(generateMusic(atMost(30), continues), many(5));

		expect(paid()).toHaveLength(2);
		expect(made).toHaveLength(2);
		expect(refused[0]?.message).toMatch(/24 are spent, and this item may cost 12$/);
		expect(scenario.clock.now() - start).toBeLessThan(90_000);
	});

	it('stops after the first where nobody tells a price, and says so', async () => {
		scenario.sandbox.faults.add({ kind: 'status', status: 503, path: /price/, times: 999 });

		const { made, refused } = await outcomesOf(generateMusic(atMost(30), continues), many(5));

		expect(paid()).toHaveLength(1);
		expect(made).toHaveLength(1);
		expect(refused[0]).toMatchObject({
			message: expect.stringContaining('does not tell what the item before cost'),
			category: 'limit',
			creditsTaken: 'no',
		});
	});

	it('does not believe a price below zero', async () => {
		scenario.sandbox.setOutcome('*', { seconds: 60, credits: 4, patch: { creditsConsumed: -4 } });
		scenario.sandbox.faults.add({ kind: 'status', status: 503, path: /price/, times: 999 });

		await outcomesOf(pictures(atMost(50)), many(10));

		expect(paid()).toHaveLength(1);
	});

	it('does not count what was refused', async () => {
		scenario.sandbox.next(CREATE, { refuse: { code: 422, msg: 'Not this one' } });

		const { made } = await outcomesOf(pictures(atMost(8)), many(5));

		expect(made).toHaveLength(2);
		expect(paid()).toHaveLength(2);
	});

	describe('where a model fails and another one takes over', () => {
		const withFallback = (credits: number) =>
			pictures(atMost(credits, { fallbackModels: ['nano-banana-pro'], maximumRunningTasks: 1 }));
		const fail = (creditsConsumed: number) =>
			scenario.sandbox.next(CREATE, {
				seconds: 5,
				end: 'fail_wire',
				patch: { creditsConsumed },
			});

		it('counts both', async () => {
			fail(4);

			const { made, refused } = await outcomesOf(withFallback(13), many(3));

			expect(made.map(({ insteadOf }) => insteadOf !== undefined)).toEqual([true, false]);
			expect(refused).toHaveLength(1);
			expect(paid()).toHaveLength(3);
		});

		it('does not start the other one where it would pass the limit', async () => {
			fail(4);

			const { refused } = await outcomesOf(withFallback(7), many(1));

			const [{ taskId }] = paid();
			expect(refused[0]).toMatchObject({ category: 'limit', insteadOf: [{ taskId }] });
			expect(refused[0].hint).toContain(taskId);
			expect(paid()).toHaveLength(1);
		});

		it('does not count what Kie.ai gave back', async () => {
			fail(0);

			const { made } = await outcomesOf(withFallback(9), many(3));

			expect(made).toHaveLength(2);
		});
	});

	it('counts what may have been charged', async () => {
		scenario.sandbox.faults.add({ kind: 'drop', when: 'after-queueing', path: CREATE, skip: 1 });

		await outcomesOf(pictures(atMost(12, { maximumRunningTasks: 1 })), many(9));

		expect(paid()).toHaveLength(3);
	});

	it('counts once what a retry comes back to', async () => {
		const threeTries = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

		await scenario.failure(pictures(atMost(12), threeTries), many(9));

		expect(paid()).toHaveLength(3);
	});

	it('counts all that the node buys in one execution, in a loop too', async () => {
		const node = pictures(atMost(10));
		const installation = scenario.installation(undefined, { 'test.loop': loopOf(5) });

		await prepareExecution(installation, loopWith(node)).run();

		expect(paid()).toHaveLength(2);
	});

	it('counts the calls of an agent that come together', async () => {
		scenario.sandbox.setOutcome('*', { seconds: 60, credits: 8 });
		const { parameters } = anyModelJson('google/nano-banana', { prompt: 'A kite' }, atMost(20));
		const agent = agentThat(async (tool) => {
			const call = async () => await tool.invoke({}).catch((error: Error) => error.message);
			return await Promise.all(Array.from({ length: 6 }, call));
		});
		const nodes = { 'n8n-nodes-kie-ai.kieAiTool': new KieAiTool(), 'test.agent': agent };
		const workflow = agentWorkflow(parameters);

		await prepareExecution(scenario.installation(undefined, nodes), workflow).run();

		expect(paid()).toHaveLength(2);
	});

	it.each(['no', 'callback'])('asks for prices where it does not wait (%s)', async (mode) => {
		const node = pictures({ waitForCompletion: mode, ...atMost(13) });
		const installation = scenario.installation(many(6));
		const address = scenario.sandbox.url;
		await prepareExecution(installation, chainOf(node), { address }).run();

		expect(paid()).toHaveLength(3);
	});

	it('counts chat replies that tell their price', async () => {
		const node = sendMessage({}, { spendAtMost: 10 }, continues);

		const { made, refused } = await outcomesOf(node, many(40));

		const spent = made.reduce((sum, { creditsConsumed }) => sum + Number(creditsConsumed), 0);
		expect(spent).toBe(8);
		expect(made).toHaveLength(2);
		expect(refused.length + made.length).toBe(40);
	});

	it('counts answers that come at once', async () => {
		const node = kie(
			'Style',
			{ resource: 'music', operation: 'boostStyle', style: 'folk', ...atMost(1) },
			continues,
		);

		const { made } = await outcomesOf(node, many(9));

		expect(made).toHaveLength(2);
		expect(paid()).toHaveLength(2);
	});

	it('ends at once where the execution is stopped', async () => {
		const { run } = prepareExecution(scenario.installation(many(9)), chainOf(pictures(atMost(99))));
		const running = run();
		const end = running.catch((error: unknown) => error);
		await scenario.clock.sleep(500);
		running.cancel();
		await end;
		await scenario.clock.sleep(60_000);

		expect(paid()).toHaveLength(1);
		expect(scenario.requests(SUBMIT)).toBe(0);
	});
});
