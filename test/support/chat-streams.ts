import type { ChatFormat } from '../../nodes/kie/chat/types';

const sse = (...events: unknown[]) =>
	events
		.map((event) => {
			const { type } = event as { type?: string };
			const data = typeof event === 'string' ? event : JSON.stringify(event);
			return `${type ? `event: ${type}\n` : ''}data: ${data}\n\n`;
		})
		.join('');

const chunk = (delta: object, more: object = {}) => ({
	object: 'chat.completion.chunk',
	choices: [{ index: 0, delta, finish_reason: null }],
	...more,
});

const piece = (index: number, id: string | undefined, name: string | undefined, given: string) => ({
	tool_calls: [
		{ index, ...(id && { id, type: 'function' }), function: { name, arguments: given } },
	],
});

const block = (index: number, delta: object) => ({ type: 'content_block_delta', index, delta });

const item = (output_index: number, more: object) => ({
	output_index,
	item: {
		type: 'function_call',
		id: `fc_${output_index}`,
		call_id: `c${output_index}`,
		name: 'f',
		...more,
	},
});

const parts = (...list: object[]) => ({
	candidates: [{ content: { role: 'model', parts: list } }],
});

/** One answer in each format: it thinks, speaks in letters of several bytes, and calls one tool twice. */
export const STREAMS: Record<ChatFormat, string> = {
	openaiChat: sse(
		chunk({ role: 'assistant', reasoning_content: 'Hm…' }),
		chunk({ content: 'Grüße, ' }),
		chunk({ content: '世界 🎵' }),
		chunk(piece(0, 'c1', 'f', '')),
		chunk(piece(0, undefined, undefined, '{"a"')),
		chunk(piece(1, 'c2', 'f', '{"a":2}')),
		chunk(piece(0, undefined, undefined, ':1}')),
		{ choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
		{
			choices: [],
			usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
			credits_consumed: 0.02,
		},
		'[DONE]',
	),
	anthropicMessages: sse(
		{
			type: 'message_start',
			message: { type: 'message', content: [], usage: { input_tokens: 3, output_tokens: 1 } },
		},
		{ type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } },
		block(0, { type: 'thinking_delta', thinking: 'Hm…' }),
		block(0, { type: 'signature_delta', signature: 'x' }),
		{ type: 'content_block_start', index: 1, content_block: { type: 'text', text: '' } },
		{ type: 'ping' },
		block(1, { type: 'text_delta', text: 'Grüße, ' }),
		block(1, { type: 'text_delta', text: '世界 🎵' }),
		{ type: 'content_block_stop', index: 1 },
		{
			type: 'content_block_start',
			index: 2,
			content_block: { type: 'tool_use', id: 'c1', name: 'f', input: {} },
		},
		block(2, { type: 'input_json_delta', partial_json: '' }),
		block(2, { type: 'input_json_delta', partial_json: '{"a"' }),
		block(2, { type: 'input_json_delta', partial_json: ':1}' }),
		{
			type: 'content_block_start',
			index: 3,
			content_block: { type: 'tool_use', id: 'c2', name: 'f', input: {} },
		},
		block(3, { type: 'input_json_delta', partial_json: '{"a":2}' }),
		{
			type: 'message_delta',
			delta: { stop_reason: 'tool_use' },
			usage: { output_tokens: 2 },
			credits_consumed: 0.02,
		},
		{ type: 'message_stop' },
	),
	openaiResponses: sse(
		{ type: 'response.created', response: { status: 'in_progress', output: [] } },
		{ type: 'response.reasoning_summary_text.delta', delta: 'Hm…', item_id: 'rs' },
		{ type: 'response.output_text.delta', delta: 'Grüße, ', item_id: 'msg', output_index: 0 },
		{ type: 'response.output_text.delta', delta: '世界 🎵', item_id: 'msg', output_index: 0 },
		{ type: 'response.output_text.done', text: 'Grüße, 世界 🎵', item_id: 'msg' },
		{ type: 'response.output_item.added', ...item(1, { arguments: '' }) },
		{ type: 'response.output_item.added', ...item(2, { arguments: '' }) },
		{ type: 'response.function_call_arguments.delta', item_id: 'fc_1', delta: '{"a"' },
		{ type: 'response.function_call_arguments.delta', item_id: 'fc_2', delta: '{"a":2}' },
		{ type: 'response.function_call_arguments.delta', item_id: 'fc_1', delta: ':1}' },
		{ type: 'response.function_call_arguments.done', item_id: 'fc_1', arguments: '{"a":1}' },
		{ type: 'response.output_item.done', ...item(1, { arguments: '{"a":1}' }) },
		{
			type: 'response.completed',
			credits_consumed: 0.02,
			response: { usage: { input_tokens: 3, output_tokens: 2, total_tokens: 5 } },
		},
		'[DONE]',
	),
	googleGenerateContent: sse(
		parts({ text: 'Hm…', thought: true }),
		parts({ text: 'Grüße, ' }),
		parts({ text: '世界 🎵' }),
		parts({ functionCall: { id: 'c1', name: 'f', args: { a: 1 } } }),
		parts({ functionCall: { id: 'c2', name: 'f', args: { a: 2 } } }),
		{
			candidates: [{ content: { role: 'model', parts: [{ text: '' }] }, finishReason: 'STOP' }],
			usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 2, totalTokenCount: 5 },
			credits_consumed: 0.02,
		},
	),
};

/** What each of the streams says. */
export const STREAMED = {
	text: 'Grüße, 世界 🎵',
	reasoning: 'Hm…',
	usage: { inputTokens: 3, outputTokens: 2, totalTokens: 5 },
	creditsConsumed: 0.02,
	finishReason: 'tool-calls',
	toolCalls: [
		{ name: 'f', arguments: { a: 1 } },
		{ name: 'f', arguments: { a: 2 } },
	],
};
