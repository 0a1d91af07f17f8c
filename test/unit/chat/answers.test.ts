import type { ChatFormat } from '../../../nodes/kie/chat/types';
import { readReply } from '../../../nodes/kie/chat/reply';
import { chatEndpointFacts } from '../../facts/chatPages';
import { FORMATS, answerIn } from '../../support/chat';

const recorded = chatEndpointFacts.flatMap(({ id, answers }) =>
	answers.map((body, index): [string, ChatFormat, Record<string, unknown>] => [
		`${id} ${index + 1}`,
		FORMATS[id],
		body,
	]),
);

const read = (format: ChatFormat, body: unknown, statusCode = 200) =>
	readReply({ statusCode, body: typeof body === 'string' ? body : JSON.stringify(body) }, format);

describe('every answer that was documented or recorded', () => {
	it('is at hand', () => {
		expect(recorded.length).toBeGreaterThanOrEqual(14);
	});

	it.each(recorded)('%s is read', (_, format, body) => {
		const answer = answerIn(read(format, body));
		expect(answer.creditsConsumed).toBe(body.credits_consumed);
		expect(answer.raw).toEqual([body]);
		expect(answer.text !== '' || answer.toolCalls.length > 0).toBe(true);
		expect(answer.usage?.totalTokens).toBeGreaterThan(0);
		expect(['stop', 'tool-calls']).toContain(answer.finishReason);
	});

	it.each(recorded)(
		'%s is read alike in an envelope, with spaces around it, as bytes, and parsed',
		(_, format, body) => {
			const answer = answerIn(read(format, body));
			const wrapped = { code: 200, msg: 'success', data: body };
			expect(answerIn(read(format, wrapped))).toEqual(answer);
			expect(answerIn(read(format, `\n ${JSON.stringify(body)}\n`))).toEqual(answer);
			const bytes = new TextEncoder().encode(JSON.stringify(body));
			expect(answerIn(readReply({ statusCode: 200, body: bytes }, format))).toEqual(answer);
			expect(answerIn(readReply({ statusCode: 200, body }, format))).toEqual(answer);
		},
	);

	it.each(recorded)('%s is read whatever format was asked for', (_, format, body) => {
		for (const other of Object.values(FORMATS)) {
			expect(answerIn(read(other, body))).toEqual(answerIn(read(format, body)));
		}
	});
});

const firstOf = (id: string, index: number) =>
	chatEndpointFacts.find((one) => one.id === id)!.answers[index];

describe('an answer', () => {
	it('of GPT 5.2', () => {
		expect(answerIn(read('openaiChat', firstOf('openai-chat', 2)))).toMatchObject({
			text: 'pong',
			toolCalls: [],
			finishReason: 'stop',
			usage: { inputTokens: 89, outputTokens: 1, totalTokens: 90 },
			creditsConsumed: 0.01,
		});
	});

	it('of Gemini keeps a total that is not the sum of its parts', () => {
		const { usage } = answerIn(read('openaiChat', firstOf('openai-chat', 3)));
		expect(usage).toEqual({ inputTokens: 89, outputTokens: 1, totalTokens: 421 });
	});

	it('of Claude', () => {
		const body = firstOf('anthropic-messages', 2);
		expect(answerIn(read('anthropicMessages', body))).toEqual({
			raw: [body],
			text: 'pong',
			toolCalls: [],
			finishReason: 'stop',
			usage: { inputTokens: 10, outputTokens: 46, totalTokens: 56, cachedTokens: 7561 },
			creditsConsumed: 0.06,
		});
	});

	it('of Kimi with its reasoning', () => {
		expect(answerIn(read('openaiResponses', firstOf('openai-responses', 2)))).toMatchObject({
			text: 'pong',
			reasoning: 'The user plays ping-pong.',
			usage: { inputTokens: 721, outputTokens: 61, totalTokens: 782 },
		});
	});

	it('of Gemini in its own format counts the thinking as output', () => {
		expect(
			answerIn(read('googleGenerateContent', firstOf('google-generatecontent', 1))),
		).toMatchObject({
			text: 'pong',
			usage: { inputTokens: 88, outputTokens: 49, totalTokens: 137 },
			creditsConsumed: 0.01,
		});
	});

	it.each([
		['openai-chat', 1, { id: 'call_1', name: 'get_weather', arguments: { city: 'Paris' } }],
		['openai-responses', 1, { id: 'call_1', name: 'get_weather', arguments: { city: 'Paris' } }],
		[
			'anthropic-messages',
			1,
			{
				id: 'toolu_01',
				name: 'get_current_weather',
				arguments: { location: 'Beijing, China' },
			},
		],
		[
			'google-generatecontent',
			0,
			{
				id: 'gp737npz__sig__Es8C',
				name: 'get_weather_forecast',
				arguments: { location: 'Beijing' },
			},
		],
	] as const)('of %s calls a tool', (id, index, call) => {
		const answer = answerIn(read(FORMATS[id], firstOf(id, index)));
		expect(answer.toolCalls).toEqual([call]);
		expect(answer.finishReason).toBe('tool-calls');
	});
});

describe('the end of an answer', () => {
	const chat = (finish_reason: string | null) => ({
		choices: [{ finish_reason, message: { content: 'half' } }],
	});
	const google = (finishReason: string) => ({
		candidates: [{ finishReason, content: { parts: [{ text: 'half' }] } }],
	});
	const claude = (stop_reason: string) => ({
		type: 'message',
		stop_reason,
		content: [{ type: 'text', text: 'half' }],
	});
	const gpt = (status: string, reason?: string) => ({
		status,
		incomplete_details: reason ? { reason } : null,
		output: [{ type: 'message', content: [{ type: 'output_text', text: 'half' }] }],
	});

	it.each([
		[chat('length'), 'length'],
		[chat('content_filter'), 'content-filter'],
		[chat('STOP'), 'stop'],
		[chat('malformed'), 'other'],
		[chat(null), 'stop'],
		[google('MAX_TOKENS'), 'length'],
		[google('SAFETY'), 'content-filter'],
		[google('MALFORMED_FUNCTION_CALL'), 'other'],
		[claude('max_tokens'), 'length'],
		[claude('stop_sequence'), 'stop'],
		[claude('refusal'), 'content-filter'],
		[claude('pause_turn'), 'other'],
		[gpt('completed'), 'stop'],
		[gpt('incomplete', 'max_output_tokens'), 'length'],
		[gpt('incomplete', 'content_filter'), 'content-filter'],
	])('%j is %s', (body, finishReason) => {
		expect(answerIn(read('openaiChat', body))).toMatchObject({ text: 'half', finishReason });
	});
});

describe('the arguments of a call', () => {
	const call = (given: unknown) =>
		answerIn(
			read('openaiChat', {
				choices: [{ message: { tool_calls: [{ function: { name: 'f', arguments: given } }] } }],
			}),
		).toolCalls[0];

	it.each([
		['{"a":1}', { a: 1 }],
		['{}{"a":1}', { a: 1 }],
		['{"a":1} {"a":{"b":"}{"}}', { a: { b: '}{' } }],
		['', {}],
		[null, {}],
		[{ a: 1 }, { a: 1 }],
	])('%j are understood', (given, expected) => {
		expect(call(given)).toEqual({ id: 'call_1', name: 'f', arguments: expected });
	});

	it.each(['{"a":', '{}{"a":', 'Paris', '[1]', '{"a":1}oops'])('%s stay as they are', (given) => {
		expect(call(given)).toMatchObject({ arguments: {}, unreadableArguments: given });
	});
});

describe('an answer without a word', () => {
	it.each([
		[
			{ choices: [{ finish_reason: 'stop', message: { content: '' } }], credits_consumed: 2 },
			'empty',
		],
		[{ choices: [{ finish_reason: 'stop', message: { content: ' \n' } }] }, 'empty'],
		[{ choices: [] }, 'empty'],
		[{ type: 'message', role: 'assistant', content: [], stop_reason: 'end_turn' }, 'empty'],
		[{ output: [{ type: 'reasoning', summary: [] }], status: 'completed' }, 'empty'],
		[{ candidates: [{ finishReason: 'SAFETY' }] }, 'does not answer this'],
		[{ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }, 'does not answer this'],
		[{ output: [], status: 'incomplete' }, 'used up its tokens'],
	])('%j is one', (body, reason) => {
		const reply = read('openaiChat', body);
		expect(reply).toMatchObject({ outcome: 'empty', reason: expect.stringContaining(reason) });
	});

	it('still tells what it cost', () => {
		const body = { choices: [{ message: { content: null } }], credits_consumed: 2 };
		expect(read('openaiChat', body)).toMatchObject({ answer: { creditsConsumed: 2 } });
	});
});
