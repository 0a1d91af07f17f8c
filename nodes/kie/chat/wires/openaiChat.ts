import type { IDataObject } from 'n8n-workflow';

import { asRecord, asRecords, credits, number, present, text } from '../../json';
import { nameSchema } from '../jsonOutput';
import { addressOf, partsOf, textOf } from '../parts';
import type {
	ChatDelta,
	ChatMessage,
	FinishReason,
	ToolCallPiece,
	ToolChoice,
	Wire,
	WireRequest,
} from '../types';

/** Gemini 3.1 refuses turns with tool calls or results whose text is blank. */
const NO_TEXT = '.';

const FINISH: Record<string, FinishReason> = {
	stop: 'stop',
	length: 'length',
	max_tokens: 'length',
	tool_calls: 'tool-calls',
	function_call: 'tool-calls',
	content_filter: 'content-filter',
};

/** OpenAI's chat completions; most models have an address of their own. */
export const openaiChat: Wire = {
	path: '/{model}/v1/chat/completions',
	ending: /\/chat\/completions$/,
	webSearch: 'web_search',
	toolChoices: ['none', 'required', 'name'],

	writeBody: (request) =>
		present({
			model: request.modelInPath ? undefined : request.model,
			stream: request.stream,
			stream_options: request.stream ? { include_usage: true } : undefined,
			messages: [
				{ role: 'system', content: [{ type: 'text', text: request.system }] },
				...request.messages.flatMap(writeMessage),
			],
			tools: writeTools(request),
			tool_choice: writeChoice(request.toolChoice),
			response_format: request.jsonSchema && {
				type: 'json_schema',
				json_schema: nameSchema(request.jsonSchema),
			},
			reasoning_effort: request.reasoningEffort,
			include_thoughts: request.traits.includesReasoning && request.includeReasoning,
			temperature: request.temperature,
			max_tokens: request.maxTokens,
		}),

	recognises: (event) => Array.isArray(event.choices),

	read(event) {
		const [choice = {}] = asRecords(event.choices);
		const said = asRecord(choice.message) ?? asRecord(choice.delta) ?? {};
		return {
			text: readText(said.content) || text(said.refusal),
			reasoning: text(said.reasoning_content) ?? text(said.reasoning),
			toolCalls: asRecords(said.tool_calls).map(readCall),
			usage: readUsage(asRecord(event.usage)),
			finishReason: readFinish(choice.finish_reason),
			creditsConsumed: credits(event.credits_consumed),
		};
	},
};

function writeMessage(message: ChatMessage): IDataObject[] {
	if (message.role === 'tool') {
		return partsOf(message, 'toolResult').map(({ id, text: result }) => ({
			role: 'tool',
			tool_call_id: id,
			content: result.trim() === '' ? NO_TEXT : result,
		}));
	}
	const words = textOf(message);
	if (message.role === 'assistant') return writeAnswer(words, message);
	const content = [
		...(words ? [{ type: 'text', text: words }] : []),
		...partsOf(message, 'file').map((file) => ({
			type: 'image_url',
			image_url: { url: addressOf(file) },
		})),
	];
	return content.length > 0 ? [{ role: message.role, content }] : [];
}

function writeAnswer(words: string, message: ChatMessage): IDataObject[] {
	const calls = partsOf(message, 'toolCall').map(({ id, name, arguments: given }) => ({
		id,
		type: 'function',
		function: { name, arguments: JSON.stringify(given) },
	}));
	if (calls.length > 0)
		return [{ role: 'assistant', content: words || NO_TEXT, tool_calls: calls }];
	return words ? [{ role: 'assistant', content: words }] : [];
}

function writeTools({ tools, webSearch }: WireRequest): IDataObject[] | undefined {
	if (webSearch) return [{ type: 'function', function: { name: webSearch } }];
	return tools.length > 0
		? tools.map((tool) => ({ type: 'function', function: { ...tool } }))
		: undefined;
}

const writeChoice = (choice?: ToolChoice) =>
	typeof choice === 'object' ? { type: 'function', function: { name: choice.name } } : choice;

/** A text, or a list of blocks as other clients have seen it. */
const readText = (content: unknown): string =>
	text(content) ??
	asRecords(content)
		.map((block) => text(block.text) ?? '')
		.join('');

function readCall(call: IDataObject, position: number): ToolCallPiece {
	const named = asRecord(call.function) ?? {};
	const given = named.arguments;
	return {
		key: number(call.index) ?? text(call.id) ?? position,
		id: text(call.id),
		name: text(named.name),
		arguments: typeof given === 'object' && given ? JSON.stringify(given) : text(given),
	};
}

const readFinish = (word: unknown): FinishReason | undefined =>
	word ? (FINISH[String(word).toLowerCase()] ?? 'other') : undefined;

const readUsage = (usage?: IDataObject): ChatDelta['usage'] =>
	usage && {
		inputTokens: number(usage.prompt_tokens),
		outputTokens: number(usage.completion_tokens),
		totalTokens: number(usage.total_tokens),
		cachedTokens: number(asRecord(usage.prompt_tokens_details)?.cached_tokens),
	};
