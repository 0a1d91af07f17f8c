import { WorkflowExecute } from 'n8n-core';
import { type IRun, type WorkflowExecuteMode, createRunExecutionData } from 'n8n-workflow';

import { type WorkflowJson, prepareExecution, surroundings } from '../support/engine';
import { manualTrigger } from '../support/manual-trigger';
import { plainNode } from '../support/nodes';
import { Scenario, chainOf, generateMusic } from '../support/scenario';

const WEBHOOK = 'n8n-nodes-base.webhook';
const CHAT = '@n8n/n8n-nodes-langchain.chatTrigger';

describe('waiting by callback where it cannot work', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const webhook = manualTrigger();
	webhook.description.properties.push({
		displayName: 'Respond',
		name: 'responseMode',
		type: 'string',
		default: 'onReceived',
	});

	const song = (options = {}) => generateMusic({ waitForCompletion: 'callback', options });

	const ended = ({ status, data }: IRun) => ({
		status,
		message: data.resultData.error?.message,
		paid: scenario.sandbox.ledger.payments.length,
	});

	const open = () => {
		scenario.sandbox.setOutcome('/api/v1/generate', { stay: 'PENDING' });
		return scenario.installation(undefined, { [WEBHOOK]: webhook, [CHAT]: manualTrigger() });
	};

	const runIn = async (mode: WorkflowExecuteMode, json: WorkflowJson) => {
		const options = { mode, address: 'http://127.0.0.1:1' };
		return ended(await prepareExecution(open(), json, options).run());
	};

	/** A sub-workflow as n8n's *Execute Workflow* starts it. */
	const runAsChild = async (json: WorkflowJson, shouldResume: boolean) => {
		const { workflow, additionalData } = surroundings(open(), json, 'child');
		additionalData.webhookWaitingBaseUrl = 'http://127.0.0.1:1/webhook-waiting';
		const [node] = json.nodes;
		const entry = { node, data: { main: [[{ json: {} }]] }, source: null };
		const data = createRunExecutionData({
			executionData: { nodeExecutionStack: [entry] },
			parentExecution: { executionId: 'parent', workflowId: 'parent', shouldResume },
		});
		const execute = new WorkflowExecute(additionalData, 'integrated', data);
		return ended(await execute.processRunExecutionData(workflow));
	};

	/** The chain with another trigger at its head. */
	const triggeredBy = (type: string, parameters = {}): WorkflowJson => {
		const { nodes, connections } = chainOf(song());
		return { nodes: [plainNode('Start', type, parameters), ...nodes.slice(1)], connections };
	};

	it.each([
		[60, {}],
		[599, { timeLimit: 10 }],
	])('a workflow that is stopped after %s seconds', async (executionTimeout, options) => {
		const json = { ...chainOf(song(options)), settings: { executionTimeout } };

		const { message, paid } = await runIn('manual', json);

		expect(message).toContain('the workflow is stopped after');
		expect(paid).toBe(0);
	});

	it.each([[-1], [600]])('not one with a timeout of %s seconds', async (executionTimeout) => {
		const json = { ...chainOf(song({ timeLimit: 10 })), settings: { executionTimeout } };

		expect(await runIn('manual', json)).toMatchObject({ status: 'waiting', paid: 1 });
	});

	it.each([
		['a webhook that answers when the last node finishes', WEBHOOK, { responseMode: 'lastNode' }],
		['a chat', CHAT, {}],
	])('%s', async (_what, type, parameters) => {
		const { message, paid } = await runIn('webhook', triggeredBy(type, parameters));

		expect(message).toContain('waits for its last node');
		expect(paid).toBe(0);
	});

	it('not a webhook that answers at once', async () => {
		const json = triggeredBy(WEBHOOK, { responseMode: 'onReceived' });

		expect(await runIn('webhook', json)).toMatchObject({ status: 'waiting', paid: 1 });
	});

	it('a sub-workflow whose caller waits for it', async () => {
		const { message, paid } = await runAsChild(chainOf(song()), true);

		expect(message).toContain('n8n does not reliably wake the workflow that called this one');
		expect(paid).toBe(0);
	});

	it('not a sub-workflow whose caller does not wait for it', async () => {
		expect(await runAsChild(chainOf(song()), false)).toMatchObject({ status: 'waiting', paid: 1 });
	});
});
