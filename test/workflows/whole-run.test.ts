import type { IDataObject } from 'n8n-workflow';

import { KieAiTool, agentThat, agentWorkflow } from '../support/agent';
import { itemsOf, prepareExecution } from '../support/engine';
import { type NodeSettings, Scenario, chainOf, generateMusic } from '../support/scenario';

const SUBMIT = '/api/v1/generate';

const songs = (settings?: NodeSettings) =>
	generateMusic({ prompt: '={{ $json.prompt }}' }, settings, 'Songs');

const prompts = (count: number) =>
	Array.from({ length: count }, (_, n) => ({ prompt: `song ${n}` }));

const errorIn = ({ json }: { json: IDataObject }) => json.error as IDataObject;

describe('what concerns every item of a run', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => {
		scenario.credential = {};
		await scenario.close();
	});

	describe('a refusal that no item can escape', () => {
		it.each([
			[402, 200],
			[401, 30],
			[433, 30],
			[455, 30],
		])('%s stops what has not been sent yet (%s items)', async (code, count) => {
			scenario.sandbox.setOutcome(SUBMIT, { refuse: { code } });
			const start = scenario.clock.now();

			const run = await scenario.run(
				chainOf(songs({ onError: 'continueErrorOutput' })),
				prompts(count),
			);

			const failed = itemsOf(run, 'Songs', 1).map(errorIn);
			expect(failed).toHaveLength(count);
			expect(scenario.requests(SUBMIT)).toBeLessThanOrEqual(20);
			expect(scenario.clock.now() - start).toBeLessThan(25_000);
			for (const error of failed) expect(error).toMatchObject({ code, creditsTaken: 'no' });
			expect(failed.at(-1)?.message).toMatch(/^Not sent, because Kie\.ai refused an item before: /);
		});

		it('another refusal stops nothing', async () => {
			scenario.sandbox.next(SUBMIT, { refuse: { code: 422, msg: 'This prompt is too odd' } });
			const node = songs({ onError: 'continueErrorOutput' });

			const run = await scenario.run(chainOf(node), prompts(30));

			expect(itemsOf(run, 'Songs', 0)).toHaveLength(29);
		});
	});

	describe('a credential that cannot be used', () => {
		const withoutCredential = (settings?: NodeSettings) => ({
			...songs(settings),
			credentials: undefined,
		});

		it('sends one failure per item to the error output, and nothing to the other', async () => {
			const node = withoutCredential({ onError: 'continueErrorOutput' });

			const run = await scenario.run(chainOf(node), prompts(2));

			expect(itemsOf(run, 'Songs', 0)).toEqual([]);
			const failed = itemsOf(run, 'Songs', 1);
			expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
			for (const item of failed) {
				expect(errorIn(item)).toMatchObject({
					category: 'credential',
					message: 'No Kie.ai credential is chosen in this node',
					creditsTaken: 'no',
				});
			}
		});

		it('sends them on where the node continues', async () => {
			const node = withoutCredential({ onError: 'continueRegularOutput' });

			const run = await scenario.run(chainOf(node), prompts(2));

			expect(itemsOf(run, 'Songs').map(errorIn)).toEqual([
				expect.objectContaining({ category: 'credential' }),
				expect.objectContaining({ category: 'credential' }),
			]);
		});

		it('stops the workflow otherwise, and says where to choose one', async () => {
			const error = await scenario.failure(withoutCredential());

			expect(error.message).toBe('No Kie.ai credential is chosen in this node');
			expect(error.description).toContain('Credential to Connect With');
			expect(error.context.kie).toMatchObject({ category: 'credential' });
		});

		it.each([
			['an API key that a secret store left empty', { apiKey: null }],
			['an API host without a scheme', { apiHost: 'api.kie.ai' }],
		])('such as %s', async (_what, credential) => {
			scenario.credential = credential;
			const node = songs({ onError: 'continueErrorOutput' });

			const run = await scenario.run(chainOf(node), prompts(2));

			expect(itemsOf(run, 'Songs', 0)).toEqual([]);
			expect(itemsOf(run, 'Songs', 1).map((item) => errorIn(item).category)).toEqual([
				'credential',
				'credential',
			]);
		});

		it('tells an agent so', async () => {
			const use = agentThat(async (tool) => [await tool.invoke({})]);
			const nodes = { 'test.agent': use, 'n8n-nodes-kie-ai.kieAiTool': new KieAiTool() };
			const parameters = { resource: 'music', operation: 'generate', prompt: 'Rain' };
			const workflow = agentWorkflow(parameters, { onError: 'continueRegularOutput' });
			for (const node of workflow.nodes) delete node.credentials;

			const run = await prepareExecution(scenario.installation(undefined, nodes), workflow).run();

			const [{ json }] = itemsOf(run, 'Agent');
			expect((json.replies as string[])[0]).toContain('No Kie.ai credential');
		});
	});

	it('a failed tool says in its description what happened: a chat window shows nothing else', async () => {
		const use = agentThat(async (tool) => [await tool.invoke({})]);
		const nodes = { 'test.agent': use, 'n8n-nodes-kie-ai.kieAiTool': new KieAiTool() };
		const workflow = agentWorkflow({ ...{ resource: 'music', operation: 'generate' }, prompt: '' });

		const run = await prepareExecution(scenario.installation(undefined, nodes), workflow).run();

		const [{ error }] = run.data.resultData.runData.Kie;
		expect(error).toMatchObject({ description: expect.stringContaining('Prompt is empty') });
	});

	it.each(['1e300', 'Infinity', '={{ 1e300 }}'])(
		'a Time Limit of %s is refused before anything is paid',
		async (timeLimit) => {
			for (const waitForCompletion of ['polling', 'callback']) {
				const error = await scenario.failure(
					generateMusic({ waitForCompletion, options: { timeLimit } }),
				);
				expect(error.message).toContain('Time Limit');
			}
			expect(scenario.sandbox.ledger.payments).toEqual([]);
		},
	);
});
