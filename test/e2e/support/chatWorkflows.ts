/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import { randomUUID } from 'node:crypto';

import type { IConnections, IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { N8nApi } from '../../tools/n8n/api';
import type { StoredCredential } from '../../tools/n8n/api/credentials';
import type { Execution } from '../../tools/n8n/api/executions';
import type { WorkflowFile } from '../../tools/n8n/api/workflows';
import { activate, start } from './callbackWorkflows';

const LANGCHAIN = '@n8n/n8n-nodes-langchain.';

/** A node of n8n's AI package. */
export const ai = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters = {},
	more: Partial<INode> = {},
): INode => ({
	...{ id: randomUUID(), name, type: LANGCHAIN + type, typeVersion, position: [0, 0] },
	parameters,
	...more,
});

/** An AI Agent of any version; the oldest one chooses among several kinds of agent. */
export const agent = (version: number, parameters: INodeParameters = {}): INode =>
	ai('Agent', 'agent', version, {
		...(version < 2 && {
			agent: 'toolsAgent',
			promptType: 'define',
			text: '={{ $json.chatInput }}',
		}),
		options: {},
		...parameters,
	});

export const calculator = (): INode => ai('Calculator', 'toolCalculator', 1);

export const kieModel = (
	credential: StoredCredential,
	model: string,
	name = 'Model',
	options: INodeParameters = {},
): INode => ({
	...ai(name, '', 1, { model: { __rl: true, mode: 'id', value: model }, options }),
	type: 'n8n-nodes-kie-ai.lmChatKieAi',
	credentials: { kieAiApi: credential },
});

const plain = (name: string, type: string, typeVersion: number, parameters: INodeParameters) => ({
	...ai(name, '', typeVersion, parameters),
	type: `n8n-nodes-base.${type}`,
});

/** Begins a workflow with what somebody says, perhaps with a file. */
export function says(chatInput: string, file?: { data: string; mimeType: string }): INode[] {
	const item = {
		json: { chatInput, sessionId: 's' },
		...(file && { binary: { data: { ...file, fileName: 'file' } } }),
	};
	const jsCode = `return [${JSON.stringify(item)}];`;
	return [plain('Start', 'manualTrigger', 1, {}), plain('Say', 'code', 2, { jsCode })];
}

/** Links as `[from, to]`, or with the kind of connection and the input behind. */
export type Link = [from: string, to: string, kind?: string, input?: number];

export function workflow(nodes: INode[], links: Link[]): WorkflowFile {
	const connections: IConnections = {};
	for (const [from, to, kind = 'main', index = 0] of links) {
		const own = (connections[from] ??= {});
		const target = { node: to, type: kind as 'main', index };
		own[kind] = [[...(own[kind]?.[0] ?? []), target]];
	}
	return { name: `Chat ${randomUUID()}`, nodes, connections };
}

/** Start, what is said, and a node that uses a model, with what hangs below it. */
export const using = (
	user: INode,
	below: Array<[INode, string]>,
	start: INode[] = says('What is 6 times 7?'),
): WorkflowFile =>
	workflow(
		[...start, user, ...below.map(([node]) => node)],
		[
			['Start', 'Say'],
			['Say', user.name],
			...below.map(([node, kind]): Link => [node.name, user.name, kind]),
		],
	);

/** An agent behind a Model Selector whose rules pass over the first model and take the second. */
export function selecting(first: INode, second: INode): WorkflowFile {
	const rule = (modelIndex: string, rightValue: string) => ({
		modelIndex,
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			combinator: 'and',
			conditions: [
				{
					id: modelIndex,
					leftValue: 'right',
					rightValue,
					operator: { type: 'string', operation: 'equals' },
				},
			],
		},
	});
	const rules = { rule: [rule('1', 'wrong'), rule('2', 'right')] };
	const selector = ai('Selector', 'modelSelector', 1, { numberInputs: 2, rules });
	return workflow(
		[...says('What is 6 times 7?'), agent(3.1), calculator(), selector, first, second],
		[
			['Start', 'Say'],
			['Say', 'Agent'],
			['Calculator', 'Agent', 'ai_tool'],
			['Selector', 'Agent', 'ai_languageModel'],
			[first.name, 'Selector', 'ai_languageModel'],
			[second.name, 'Selector', 'ai_languageModel', 1],
		],
	);
}

export const run = async (api: N8nApi, file: WorkflowFile): Promise<Execution> =>
	await api.executions.waitFor(
		await api.workflows.run(await api.workflows.create(file)),
		undefined,
		120_000,
	);

/** An agent with a calculator that answers what is posted to the path. */
export function agentOfWebhook(path: string, credential: StoredCredential): WorkflowFile {
	const asked = agent(3.1, { promptType: 'define', text: '={{ $json.prompt }}' });
	return workflow(
		[...start(path), asked, calculator(), kieModel(credential, 'claude-sonnet-5')],
		[
			['Start', 'Items'],
			['Items', 'Agent'],
			['Calculator', 'Agent', 'ai_tool'],
			['Model', 'Agent', 'ai_languageModel'],
		],
	);
}

/** What the panel of a sub-node shows of each of its calls. */
export const callsOf = ({ run: { resultData } }: Execution, name: string): IDataObject[] =>
	(resultData.runData[name] ?? []).map(
		({ data }) => Object.values(data ?? {})[0]?.[0]?.[0]?.json ?? {},
	);

/** A chat whose answers stream to the chat window. */
export const chatTrigger = (webhookId = randomUUID()): INode =>
	ai(
		'Chat',
		'chatTrigger',
		1.3,
		{ public: true, mode: 'webhook', options: { responseMode: 'streaming' } },
		{ webhookId },
	);

/** What a chat window shows. */
export interface Shown {
	text: string;
	errors: string[];
}

/** Opens the chat of a workflow. */
export async function openChat(api: N8nApi, file: WorkflowFile) {
	const stored = await activate(api, file);
	const trigger = stored.nodes.find(({ type }) => type.endsWith('chatTrigger'));
	const url = `${api.rest.url}/webhook/${trigger?.webhookId}/chat`;
	return {
		id: stored.id,
		say: async (chatInput: string) => await say(url, chatInput),
	};
}

/** n8n listens to a new path only a moment after it was switched on. */
async function say(url: string, chatInput: string): Promise<Shown> {
	for (let attempt = 0; attempt < 60; attempt++) {
		const response = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ action: 'sendMessage', chatInput, sessionId: 's' }),
		});
		if (response.ok) return readChunks(await response.text());
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	throw new Error(`n8n does not listen to ${url}`);
}

function readChunks(lines: string): Shown {
	const chunks = lines
		.split('\n')
		.filter((line) => line.startsWith('{'))
		.map((line) => JSON.parse(line) as { type: string; content?: string });
	const contents = (type: string) =>
		chunks.filter((chunk) => chunk.type === type).map(({ content }) => content ?? '');
	return { text: contents('item').join(''), errors: contents('error') };
}
