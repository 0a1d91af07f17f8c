/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { N8nApi } from '../../tools/n8n/api';
import type { StoredCredential } from '../../tools/n8n/api/credentials';
import { type Execution, outputOf } from '../../tools/n8n/api/executions';
import type { StoredWorkflow, WorkflowFile } from '../../tools/n8n/api/workflows';

const PREFIX = 'n8n-nodes-kie-ai';

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
	more: Partial<INode> = {},
): INode => ({ id: name, name, type, typeVersion, position: [0, 0], parameters, ...more });

/** Begins with the items that are posted to `/webhook/<path>` as `{ "list": [...] }`. */
export const start = (path: string): INode[] => [
	node(
		'Start',
		'n8n-nodes-base.webhook',
		2,
		{ path, httpMethod: 'POST', responseMode: 'onReceived' },
		{ webhookId: path },
	),
	node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.list' }),
];

/** A workflow in which the nodes follow each other. */
export const line = (name: string, nodes: INode[]): WorkflowFile => ({
	name,
	nodes,
	connections: Object.fromEntries(
		nodes
			.slice(0, -1)
			.map(({ name: from }, i) => [
				from,
				{ main: [[{ node: nodes[i + 1].name, type: 'main' as const, index: 0 }]] },
			]),
	),
	settings: { executionOrder: 'v1' },
});

/** Makes Kie.ai nodes that use this credential. */
export const kieNodes =
	(credential: StoredCredential) => (name: string, parameters: INodeParameters) =>
		node(name, `${PREFIX}.kieAi`, 1, parameters, { credentials: { kieAiApi: credential } });

const after = node('After', 'n8n-nodes-base.noOp', 1, {});

/** Songs for the posted items. */
export function songs(path: string, credential: StoredCredential, parameters: INodeParameters) {
	const kie = kieNodes(credential);
	const prompt = '={{ $json.prompt }}';
	const song = { resource: 'music', operation: 'generate', prompt, ...parameters };
	return line(path, [...start(path), kie('Songs', song), after]);
}

/** Songs by callback, after which somebody has to approve by posting to the resume URL. */
export function approved(path: string, credential: StoredCredential) {
	const prompt = '={{ $json.prompt }}';
	const parameters = { resource: 'music', operation: 'generate', prompt };
	const approval = node(
		'Approval',
		'n8n-nodes-base.wait',
		1.1,
		{ resume: 'webhook', httpMethod: 'POST' },
		{ webhookId: `${path}-approval` },
	);
	return line(path, [
		...start(path),
		kieNodes(credential)('Songs', { ...parameters, waitForCompletion: 'callback' }),
		approval,
		after,
	]);
}

/** Song, stems and MIDI, each step waiting in the same way. */
export function chain(
	path: string,
	credential: StoredCredential,
	waitForCompletion: string,
	options: INodeParameters = {},
) {
	const kie = kieNodes(credential);
	const music = { resource: 'music', operation: 'generate', prompt: '={{ $json.prompt }}' };
	return line(path, [
		...start(path),
		kie('Song', { ...music, waitForCompletion, options }),
		kie('Stems', { resource: 'audio', operation: 'separateVocals', waitForCompletion }),
		kie('MIDI', { resource: 'audio', operation: 'generateMidi', waitForCompletion }),
	]);
}

/** A workflow that a callback starts. */
export function triggered(path: string, credential: StoredCredential, parameters: INodeParameters) {
	const trigger = node('Trigger', `${PREFIX}.kieAiTrigger`, 1, parameters, {
		webhookId: path,
		credentials: { kieAiApi: credential },
	});
	return line(path, [trigger, after]);
}

export const triggerUrl = (n8n: string, path: string): string => `${n8n}/webhook/${path}/webhook`;

/** Stores the workflow and switches it on. */
export async function activate(api: N8nApi, file: WorkflowFile): Promise<StoredWorkflow> {
	const stored = await api.workflows.create(file);
	await api.workflows.activate(stored);
	return stored;
}

/** Starts a production execution. n8n listens to a new path only a moment after it was switched on. */
export async function post(n8n: string, path: string, prompts: string[]): Promise<void> {
	const list = prompts.map((prompt) => ({ prompt }));
	for (let attempt = 0; attempt < 40; attempt++) {
		const { ok } = await fetch(`${n8n}/webhook/${path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ list }),
		});
		if (ok) return;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	throw new Error(`n8n does not listen to ${path}`);
}

/** The only execution of a workflow, as soon as it is in one of these states. */
export async function executionOf(
	api: N8nApi,
	{ id }: StoredWorkflow,
	states: string[],
	timeoutMs: number,
): Promise<Execution> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const [latest] = await api.executions.ids(id);
		const execution = latest ? await api.executions.get(latest) : undefined;
		if (execution && states.includes(execution.status)) return execution;
		if (Date.now() > deadline) {
			throw new Error(`The execution is ${execution?.status ?? 'missing'} after ${timeoutMs} ms`);
		}
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
}

/** What the triggered executions of a workflow began with, as soon as so many of them have ended. */
export async function emittedBy(
	api: N8nApi,
	{ id }: StoredWorkflow,
	count: number,
	timeoutMs: number,
): Promise<IDataObject[]> {
	const deadline = Date.now() + timeoutMs;
	for (;;) {
		const ids = await api.executions.ids(id);
		if (ids.length >= count) {
			const ended = await Promise.all(ids.map(async (one) => await api.executions.waitFor(one)));
			return ended.flatMap((execution) => outputOf(execution, 'Trigger').map(({ json }) => json));
		}
		if (Date.now() > deadline) {
			throw new Error(`${ids.length} instead of ${count} executions after ${timeoutMs} ms`);
		}
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
}
