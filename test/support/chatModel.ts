import {
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeParameters,
	type INodeType,
	type ISupplyDataFunctions,
	type ITaskData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { LmChatKieAi } from '../../nodes/LmChatKieAi/LmChatKieAi.node';
import type { ChatFormat } from '../../nodes/kie/chat/types';
import { type WorkflowJson, prepareExecution } from './engine';
import { describedAs, plainNode } from './nodes';
import type { Scenario } from './scenario';

/** A model of each format. */
export const MODELS: Record<ChatFormat, string> = {
	anthropicMessages: 'claude-sonnet-5',
	googleGenerateContent: 'gemini-3-7-flash',
	openaiChat: 'gemini-2.5-pro',
	openaiResponses: 'gpt-5-5',
};

/** LangChain's answer, as far as tests look at it. */
export interface Said {
	content: unknown;
	text: string;
	tool_calls: Array<{ id: string; name: string; args: IDataObject }>;
	invalid_tool_calls?: unknown[];
	usage_metadata?: IDataObject;
	response_metadata: IDataObject;
	concat(other: Said): Said;
}

/** A model as n8n's adapter hands it to agents and chains. Messages may be anything that LangChain takes for one. */
export interface LangChainModel {
	invoke(messages: unknown, options?: { signal?: AbortSignal }): Promise<Said>;
	stream(messages: unknown, options?: { signal?: AbortSignal }): Promise<AsyncIterable<Said>>;
	bindTools(tools: unknown[]): LangChainModel;
	getNumTokens(content: unknown): Promise<number>;
}

/** What n8n's SDK asks of the surroundings of a model, for tests without an engine. */
export const quietContext = {
	getNode: () => ({ name: 'Model' }),
	addInputData: () => ({ index: 0 }),
	addOutputData: () => {},
	getNextRunIndex: () => 0,
	logAiEvent: () => {},
} as unknown as ISupplyDataFunctions;

export const modelNode = (model: string, options: INodeParameters = {}): INode => ({
	...plainNode('Model', 'n8n-nodes-kie-ai.lmChatKieAi', {
		model: { __rl: true, mode: 'id', value: model },
		options,
	}),
	credentials: { kieAiApi: { id: 'kie-ai', name: 'Kie.ai account' } },
});

/** What an agent or a chain does: takes the model behind it and uses it. */
const userOf = (use: (model: LangChainModel) => Promise<unknown>): INodeType => ({
	description: describedAs('User', {
		inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiLanguageModel }],
	}),
	async execute(this: IExecuteFunctions) {
		const connected = await this.getInputConnectionData(NodeConnectionTypes.AiLanguageModel, 0);
		const [model] = [connected].flat() as LangChainModel[];
		await use(model);
		return [[{ json: {} }]];
	},
});

const workflowWith = (model: INode): WorkflowJson => ({
	nodes: [
		plainNode('Start', 'n8n-nodes-base.manualTrigger'),
		plainNode('User', 'test.user'),
		model,
	],
	connections: {
		Start: { main: [[{ node: 'User', type: 'main', index: 0 }]] },
		Model: { ai_languageModel: [[{ node: 'User', type: 'ai_languageModel', index: 0 }]] },
	},
});

/** An execution in n8n's engine whose only node uses the model behind it. */
export function executionOf(
	scenario: Scenario,
	node: INode,
	use: (model: LangChainModel) => Promise<unknown>,
) {
	const nodes = {
		'test.user': userOf(use),
		'n8n-nodes-kie-ai.lmChatKieAi': new LmChatKieAi(),
	};
	return prepareExecution(scenario.installation(undefined, nodes), workflowWith(node));
}

/** What using a model gave, and what n8n's panel of the model shows of each call. @throws {Error} what the workflow ended in */
export async function withModel<T>(
	scenario: Scenario,
	node: INode,
	use: (model: LangChainModel) => Promise<T>,
): Promise<{ result: T; calls: ITaskData[]; shown: IDataObject[] }> {
	let result: T | undefined;
	const run = await executionOf(scenario, node, async (model) => (result = await use(model))).run();
	const { error, runData } = run.data.resultData;
	if (error) throw error;
	const calls = runData.Model ?? [];
	const shown = calls.map(({ data }) => data?.ai_languageModel?.[0]?.[0]?.json ?? {});
	return { result: result as T, calls, shown };
}

/** The error in which using a model must end, as n8n stores it. */
export async function failureOf(
	scenario: Scenario,
	node: INode,
	use: (model: LangChainModel) => Promise<unknown> = async (model) => await model.invoke('ping'),
) {
	const ended = await withModel(scenario, node, use).then(
		() => undefined,
		(error: Error & { description?: string; httpCode?: string }) => error,
	);
	if (!ended) throw new Error('The model was expected to fail, but it answered');
	return ended;
}

/** All pieces of a stream. */
export async function piecesOf(stream: Promise<AsyncIterable<Said>>): Promise<Said[]> {
	const pieces: Said[] = [];
	for await (const piece of await stream) pieces.push(piece);
	return pieces;
}

/** A streamed answer put together, as agents do it. */
export const join = (pieces: Said[]): Said => pieces.reduce((whole, piece) => whole.concat(piece));

/** A tool in the words of OpenAI, which LangChain takes too. */
export const tool = (name: string, properties: IDataObject = { city: { type: 'string' } }) => ({
	type: 'function',
	function: { name, description: name, parameters: { type: 'object', properties } },
});
