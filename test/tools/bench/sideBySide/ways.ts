import type { IConnections, INode, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox/types';
import { plainNode } from '../../../support/nodes';
import { generateMusic } from '../../../support/scenario';
import type { WorkflowFile } from '../../n8n/api/workflows';

/** A way to have songs made. Its workflow ends in the nodes `Songs` and `Failed`. */
export interface Way {
	name: string;
	workflow(sandbox: Sandbox): Omit<WorkflowFile, 'name'>;
}

/** What published workflows pause between two status requests. */
const PUBLISHED_PAUSE = 15;
/** What n8n's own node for OpenAI's videos pauses. */
const FIRST_PARTY_PAUSE = 5;
/** Kie.ai takes 20 new tasks in 10 seconds. */
const KIE_PACE = { batching: { batch: { batchSize: 20, batchInterval: 11_000 } } };

type Link = [from: string, to: string, output?: number];

const base = (name: string, type: string, typeVersion: number, parameters: INodeParameters) => ({
	...plainNode(name, `n8n-nodes-base.${type}`, parameters),
	typeVersion,
});

const start = base('Start', 'manualTrigger', 1, {});
const songs = base('Songs', 'noOp', 1, {});
const failed = base('Failed', 'noOp', 1, {});

const pause = (amount: number) => base('Wait', 'wait', 1.1, { amount, unit: 'seconds' });

function connect(links: Link[]): IConnections {
	const connections: IConnections = {};
	for (const [from, node, output = 0] of links) {
		const { main } = (connections[from] ??= { main: [[], [], []] });
		main[output]?.push({ node, type: 'main', index: 0 });
	}
	return connections;
}

const request = (name: string, { apiKey }: Sandbox, parameters: INodeParameters): INode =>
	base(name, 'httpRequest', 4.2, {
		sendHeaders: true,
		headerParameters: { parameters: [{ name: 'Authorization', value: `Bearer ${apiKey}` }] },
		...parameters,
	});

function submit(sandbox: Sandbox, options: INodeParameters = {}): INode {
	const body = `{
		prompt: $json.prompt, model: 'V5', customMode: false, instrumental: true,
		callBackUrl: 'https://proxy.kie.ai/mcp-callback',
	}`;
	return request('Submit', sandbox, {
		method: 'POST',
		url: `${sandbox.url}/api/v1/generate`,
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `={{ JSON.stringify(${body}) }}`,
		options,
	});
}

const getStatus = (sandbox: Sandbox) =>
	request('Get Status', sandbox, {
		url: `=${sandbox.url}/api/v1/generate/record-info?taskId={{ $json.data?.taskId }}`,
	});

/** Finished songs leave at the first output, failed ones at the second, all others at the third. */
const decide = base('Switch', 'switch', 3.2, {
	mode: 'expression',
	numberOutputs: 3,
	output:
		"={{ $json.data?.status === 'SUCCESS' ? 0 : /FAILED|ERROR/.test($json.data?.status) ? 1 : 2 }}",
});

const waiting: Link[] = [
	['Submit', 'Wait'],
	['Wait', 'Get Status'],
	['Get Status', 'Switch'],
	['Switch', 'Songs', 0],
	['Switch', 'Failed', 1],
	['Switch', 'Wait', 2],
];

const loopOfRequests = (name: string, options?: INodeParameters): Way => ({
	name,
	workflow: (sandbox) => ({
		nodes: [
			...[start, submit(sandbox, options), pause(PUBLISHED_PAUSE), getStatus(sandbox), decide],
			...[songs, failed],
		],
		connections: connect([['Start', 'Submit'], ...waiting]),
	}),
});

/** As in published workflows: all items together, submit, Wait, status, Switch, and back. */
export const published = loopOfRequests('HTTP Request and Wait');

/** The same by an author who knows Kie.ai's pace. */
export const publishedAtPace = loopOfRequests('the same, 20 per 11 s', KIE_PACE);

/** One item at a time, which ends at the first failure, as n8n's own nodes for other vendors do it. */
export const oneByOne: Way = {
	name: 'Loop Over Items',
	workflow: (sandbox) => ({
		nodes: [
			...[start, base('Loop', 'splitInBatches', 3, { batchSize: 1 }), submit(sandbox)],
			...[pause(FIRST_PARTY_PAUSE), getStatus(sandbox), decide, songs],
			base('Failed', 'stopAndError', 1, { errorMessage: '={{ $json.data.errorMessage }}' }),
		],
		connections: connect([['Start', 'Loop'], ['Loop', 'Submit', 1], ...waiting, ['Songs', 'Loop']]),
	}),
};

/** This package's node, as it is dropped, without downloads: the others make none. */
export const ours: Way = {
	name: 'Generate Music',
	workflow: () => ({
		nodes: [
			start,
			generateMusic(
				{ prompt: '={{ $json.prompt }}', downloadFiles: false },
				{ onError: 'continueErrorOutput' },
			),
			...[songs, failed],
		],
		connections: connect([
			['Start', 'Generate Music'],
			['Generate Music', 'Songs', 0],
			['Generate Music', 'Failed', 1],
		]),
	}),
};
