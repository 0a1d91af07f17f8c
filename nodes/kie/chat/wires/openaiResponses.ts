import type { IDataObject } from 'n8n-workflow';

import { asRecord, asRecords, credits, number, present, text } from '../../json';
import { nameSchema } from '../jsonOutput';
import { addressOf, kindOf, partsOf, textOf } from '../parts';
import type {
	ChatDelta,
	ChatFile,
	ChatMessage,
	FinishReason,
	ToolCallPiece,
	Wire,
	WireRequest,
} from '../types';

/** OpenAI's responses: GPT, Grok and the models of other makers. */
export const openaiResponses: Wire = {
	path: '/openai/v1/responses',
	ending: /\/responses$/,
	webSearch: 'web_search',
	toolChoices: ['none'],

	writeBody: (request) =>
		present({
			model: request.model,
			stream: request.stream,
			input: [
				{ role: 'system', content: [{ type: 'input_text', text: request.system }] },
				...request.messages.flatMap(writeMessage),
			],
			tools: writeTools(request),
			tool_choice: writeChoice(request),
			reasoning: request.reasoningEffort ? { effort: request.reasoningEffort } : undefined,
			text: request.jsonSchema && {
				format: { type: 'json_schema', ...nameSchema(request.jsonSchema) },
			},
			temperature: request.temperature,
			max_output_tokens: request.maxTokens,
		}),

	recognises: (event) => Array.isArray(event.output) || /^response\./.test(String(event.type)),

	read(event) {
		const type = text(event.type);
		if (type === undefined || Array.isArray(event.output)) return readWhole(event);
		const response = asRecord(event.response);
		if (response && ENDINGS.has(type)) return readEnd(event, response, type);
		return READERS[type]?.(event) ?? {};
	},
};

const ENDINGS = new Set(['response.completed', 'response.incomplete', 'response.done']);

/** The other events repeat what these have said. */
const READERS: Record<string, (event: IDataObject) => ChatDelta> = {
	'response.output_text.delta': ({ delta }) => ({ text: text(delta) }),
	'response.refusal.delta': ({ delta }) => ({ text: text(delta) }),
	'response.reasoning_summary_text.delta': ({ delta }) => ({ reasoning: text(delta) }),
	'response.reasoning_text.delta': ({ delta }) => ({ reasoning: text(delta) }),
	'response.output_item.added': readItem,
	'response.output_item.done': readItem,
	'response.function_call_arguments.delta': (event) => ({
		toolCalls: [{ key: keyOf(event), arguments: text(event.delta) }],
	}),
	'response.function_call_arguments.done': (event) => ({
		toolCalls: [{ key: keyOf(event), arguments: text(event.arguments), isWhole: true }],
	}),
};

function writeMessage(message: ChatMessage): IDataObject[] {
	if (message.role === 'tool') {
		return partsOf(message, 'toolResult').map(({ id, text: output }) => ({
			type: 'function_call_output',
			call_id: id,
			output,
		}));
	}
	const words = textOf(message);
	const type = message.role === 'assistant' ? 'output_text' : 'input_text';
	const content = [
		...(words ? [{ type, text: words }] : []),
		...partsOf(message, 'file').map(writeFile),
	];
	const calls = partsOf(message, 'toolCall').map(({ id, name, arguments: given }) => ({
		type: 'function_call',
		call_id: id,
		name,
		arguments: JSON.stringify(given),
	}));
	return [...(content.length > 0 ? [{ role: message.role, content }] : []), ...calls];
}

const writeFile = (file: ChatFile) =>
	kindOf(file) === 'image'
		? { type: 'input_image', image_url: addressOf(file) }
		: { type: 'input_file', file_url: addressOf(file) };

function writeTools({ tools, webSearch, toolChoice }: WireRequest): IDataObject[] | undefined {
	if (webSearch) return [{ type: webSearch }];
	if (tools.length === 0 || toolChoice === 'none') return undefined;
	return tools.map((tool) => ({ type: 'function', ...tool }));
}

/** Kie.ai takes no choice but the model's own, and none at all from Grok. */
const writeChoice = ({ tools, toolChoice, traits }: WireRequest) =>
	toolChoice === 'auto' && tools.length > 0 && traits.toolChoice !== false ? toolChoice : undefined;

function readWhole(response: IDataObject): ChatDelta {
	const items = asRecords(response.output);
	const blocks = (type: string, list: string) =>
		items.filter((item) => item.type === type).flatMap((item) => asRecords(item[list]));
	return {
		text: join(blocks('message', 'content')),
		reasoning:
			join(blocks('reasoning', 'summary')) || join(blocks('reasoning', 'content')) || undefined,
		toolCalls: items
			.filter(({ type }) => type === 'function_call')
			.map((item) => ({ ...readCall(item), key: undefined })),
		usage: readUsage(asRecord(response.usage)),
		finishReason: readFinish(response),
		creditsConsumed: credits(response.credits_consumed),
	};
}

const join = (blocks: IDataObject[]) =>
	blocks.map((block) => text(block.text) ?? text(block.refusal) ?? '').join('');

function readEnd(event: IDataObject, response: IDataObject, type: string): ChatDelta {
	const whole = readWhole(response);
	const status = text(response.status) ?? type.replace('response.', '');
	return {
		whole,
		usage: whole.usage,
		finishReason: readFinish({ ...response, status }),
		creditsConsumed: credits(event.credits_consumed) ?? whole.creditsConsumed,
	};
}

function readItem(event: IDataObject): ChatDelta {
	const item = asRecord(event.item) ?? {};
	if (item.type !== 'function_call') return {};
	const call = readCall(item);
	return { toolCalls: [{ ...call, key: keyOf(event), ...(call.arguments && { isWhole: true }) }] };
}

const readCall = (item: IDataObject): ToolCallPiece => ({
	id: text(item.call_id) ?? text(item.id),
	name: text(item.name),
	arguments: text(item.arguments),
});

/** An item is named by its id in one event and as a part of the event in another. */
const keyOf = (event: IDataObject) =>
	text(event.item_id) ?? text(asRecord(event.item)?.id) ?? number(event.output_index) ?? 0;

function readFinish({ status, incomplete_details: details }: IDataObject): FinishReason {
	if (status !== 'incomplete') return 'stop';
	return asRecord(details)?.reason === 'content_filter' ? 'content-filter' : 'length';
}

const readUsage = (usage?: IDataObject): ChatDelta['usage'] =>
	usage && {
		inputTokens: number(usage.input_tokens),
		outputTokens: number(usage.output_tokens),
		totalTokens: number(usage.total_tokens),
		cachedTokens: number(asRecord(usage.input_tokens_details)?.cached_tokens),
	};
