import type { IDataObject } from 'n8n-workflow';

import { asRecord, asRecords, credits, number, present, text } from '../../json';
import { joinNeighbours, kindOf } from '../parts';
import type {
	ChatDelta,
	ChatFile,
	ChatPart,
	FinishReason,
	ToolCallPiece,
	ToolChoice,
	Wire,
	WireRequest,
} from '../types';

const FINISH: Record<string, FinishReason> = {
	end_turn: 'stop',
	stop_sequence: 'stop',
	max_tokens: 'length',
	model_context_window_exceeded: 'length',
	tool_use: 'tool-calls',
	refusal: 'content-filter',
};

/** Anthropic's messages. */
export const anthropicMessages: Wire = {
	path: '/claude/v1/messages',
	ending: /\/messages$/,
	webSearch: false,
	toolChoices: ['none', 'required', 'name'],

	writeBody: (request) =>
		present({
			model: request.model,
			stream: request.stream,
			system: request.system,
			messages: writeMessages(request),
			tools: writeTools(request),
			tool_choice: writeChoice(request.toolChoice),
			// With tools the thinking would have to go back with every turn, signed.
			thinkingFlag: request.tools.length > 0 ? undefined : request.includeReasoning,
			output_config: request.jsonSchema && {
				format: { type: 'json_schema', schema: request.jsonSchema },
			},
			temperature: request.temperature,
			max_tokens: request.maxTokens,
		}),

	recognises: (event) =>
		event.type === 'message' ||
		/^(message|content_block)_/.test(String(event.type)) ||
		(Array.isArray(event.content) && event.role === 'assistant'),

	read(event) {
		const { usage: started } = asRecord(event.message) ?? {};
		const { stop_reason: stopped } = asRecord(event.delta) ?? event;
		return {
			...readContent(event),
			usage: readUsage(asRecord(event.usage) ?? asRecord(started)),
			finishReason: stopped ? (FINISH[String(stopped)] ?? 'other') : undefined,
			creditsConsumed: credits(event.credits_consumed),
		};
	},
};

function writeMessages({ messages }: WireRequest): IDataObject[] {
	const sides = joinNeighbours(messages, ({ role }) => (role === 'assistant' ? role : 'user'));
	return sides
		.map(({ role, parts }) => ({
			role: role === 'assistant' ? role : 'user',
			content: parts.flatMap(writePart),
		}))
		.filter(({ content }) => content.length > 0);
}

function writePart(part: ChatPart): IDataObject[] {
	switch (part.type) {
		case 'text':
			return part.text.trim() === '' ? [] : [{ type: 'text', text: part.text }];
		case 'file':
			return [writeFile(part)];
		case 'toolCall':
			return [{ type: 'tool_use', id: part.id, name: part.name, input: part.arguments }];
		case 'toolResult':
			return [
				present({
					type: 'tool_result',
					tool_use_id: part.id,
					content: part.text,
					is_error: part.isError || undefined,
				}),
			];
	}
}

const writeFile = (file: ChatFile): IDataObject => ({
	type: kindOf(file) === 'image' ? 'image' : 'document',
	source: file.url
		? { type: 'url', url: file.url }
		: { type: 'base64', media_type: file.mediaType, data: file.data },
});

const writeTools = ({ tools }: WireRequest) =>
	tools.length > 0
		? tools.map(({ name, description, parameters }) => ({
				name,
				description,
				input_schema: parameters,
			}))
		: undefined;

const CHOICES = { none: 'none', required: 'any' };

/** Kie.ai documents no choice here; the model's own needs no word. */
function writeChoice(choice?: ToolChoice): IDataObject | undefined {
	if (choice === undefined || choice === 'auto') return undefined;
	return typeof choice === 'object'
		? { type: 'tool', name: choice.name }
		: { type: CHOICES[choice] };
}

function readContent(event: IDataObject): ChatDelta {
	if (event.type === 'content_block_start') {
		return readBlocks([asRecord(event.content_block) ?? {}], number(event.index));
	}
	if (event.type === 'content_block_delta') return readPiece(event);
	return readBlocks(asRecords(event.content ?? asRecord(event.message)?.content));
}

function readBlocks(blocks: IDataObject[], index?: number): ChatDelta {
	const join = (type: string) =>
		blocks
			.filter((block) => block.type === type)
			.map((block) => text(block[type]) ?? '')
			.join('');
	return {
		text: join('text'),
		reasoning: join('thinking'),
		toolCalls: blocks
			.filter(({ type }) => type === 'tool_use')
			.map((block) => readCall(block, index)),
	};
}

/** At the beginning of a stream the input is there and empty; it follows in pieces. */
function readCall({ id, name, input }: IDataObject, index?: number): ToolCallPiece {
	const isPromised = index !== undefined && Object.keys(asRecord(input) ?? {}).length === 0;
	return {
		key: index,
		id: text(id),
		name: text(name),
		arguments: isPromised ? undefined : JSON.stringify(input ?? {}),
	};
}

function readPiece(event: IDataObject): ChatDelta {
	const delta = asRecord(event.delta) ?? {};
	const json = text(delta.partial_json);
	return {
		text: text(delta.text),
		reasoning: text(delta.thinking),
		toolCalls: json ? [{ key: number(event.index) ?? 0, arguments: json }] : [],
	};
}

const readUsage = (usage?: IDataObject): ChatDelta['usage'] =>
	usage && {
		inputTokens: number(usage.input_tokens),
		outputTokens: number(usage.output_tokens),
		cachedTokens: number(usage.cache_read_input_tokens),
	};
