import { ChatReader, readReply } from '../../../nodes/kie/chat/reply';
import type { ChatFormat } from '../../../nodes/kie/chat/types';
import { chatEndpointFacts } from '../../facts/chatPages';
import { FORMATS, answerIn } from '../../support/chat';
import { STREAMED, STREAMS } from '../../support/chat-streams';

const streams = Object.entries(STREAMS) as Array<[ChatFormat, string]>;

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Reads a stream in the given pieces: what came on the way, and how it ended. */
function stream(format: ChatFormat, ...pieces: Array<Uint8Array | string>) {
	const reader = new ChatReader(format);
	const deltas = pieces.flatMap((piece) => reader.push(piece));
	return { deltas, reply: reader.end() };
}

const whole = (format: ChatFormat, text: string) => stream(format, bytesOf(text));

const textIn = (deltas: ReturnType<typeof stream>['deltas']) =>
	deltas.map(({ text }) => text ?? '').join('');

describe.each(streams)('a stream in the format %s', (format, text) => {
	it('makes the answer', () => {
		const { deltas, reply } = whole(format, text);
		expect(answerIn(reply)).toMatchObject(STREAMED);
		expect(textIn(deltas)).toBe(STREAMED.text);
		expect(new Set(answerIn(reply).toolCalls.map(({ id }) => id)).size).toBe(2);
	});

	it('is the same answer wherever the network cuts it into pieces', () => {
		const bytes = bytesOf(text);
		const expected = JSON.stringify(whole(format, text));
		const cuts = Array.from(bytes, (_, cut) => [bytes.slice(0, cut), bytes.slice(cut)]);
		const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
		const different = [single, ...cuts].filter(
			(pieces) => JSON.stringify(stream(format, ...pieces)) !== expected,
		);
		expect(different).toEqual([]);
	});

	it('is never taken for complete where it breaks off, and what was said is kept', () => {
		const bytes = bytesOf(text);
		const outcomes = new Set<string>();
		for (let length = 0; length < bytes.length; length++) {
			const { deltas, reply } = stream(format, bytes.slice(0, length));
			outcomes.add(reply.outcome);
			if (reply.outcome === 'answered') {
				const { text: said, toolCalls, reasoning } = STREAMED;
				expect(reply.answer).toMatchObject({ text: said, toolCalls, reasoning });
			} else {
				expect(reply.outcome).toBe('lost');
				const { partial } = reply as { partial?: { text: string } };
				expect(STREAMED.text.startsWith(partial?.text ?? '')).toBe(true);
				expect((partial?.text ?? '').startsWith(textIn(deltas))).toBe(true);
			}
		}
		expect(outcomes).toContain('lost');
	});

	it('may have other line ends, comments, no blank lines, and come where none was asked for', () => {
		const expected = whole(format, text).reply;
		expect(whole(format, text.replace(/\n/g, '\r\n')).reply).toEqual(expected);
		expect(whole(format, `: ping\n\n${text}`).reply).toEqual(expected);
		expect(whole(format, text.replace(/\n\n/g, '\n')).reply).toEqual(expected);
		expect(whole(format, text.replace(/data: /g, 'data:')).reply).toEqual(expected);
		expect(readReply({ statusCode: 200, body: text }, format)).toEqual(expected);
	});

	it('may have one event in several lines', () => {
		const lines = text.replace(/^data: (\{.*)$/gm, (_, json: string) =>
			JSON.stringify(JSON.parse(json), null, 1).replace(/^/gm, 'data: '),
		);
		expect(lines).not.toBe(text);
		expect(whole(format, lines).reply).toEqual(whole(format, text).reply);
	});

	it.each([
		{ code: 500, msg: 'Server exception' },
		{ error: { message: 'Server exception', type: 'api_error' } },
		{ type: 'error', error: { type: 'api_error', message: 'Server exception' } },
	])('may be refused on the way with %j', (refusal) => {
		const middle = text.indexOf('\n\n', text.indexOf('世界')) + 2;
		const broken = `${text.slice(0, middle)}data: ${JSON.stringify(refusal)}\n\n${text.slice(middle)}`;
		expect(whole(format, broken).reply).toMatchObject({
			outcome: 'refused',
			code: 500,
			message: 'Server exception',
			partial: { text: STREAMED.text, toolCalls: [] },
		});
	});

	it('is lost where a piece of it cannot be read', () => {
		const broken = text.replace('data: {', 'data: {{');
		expect(whole(format, broken).reply).toMatchObject({
			outcome: 'lost',
			reason: 'the answer broke off',
		});
	});

	it('may be a whole answer, or a refusal, that is no stream', () => {
		const { answers } = chatEndpointFacts.find(({ id }) => FORMATS[id] === format)!;
		const { deltas, reply } = whole(format, JSON.stringify(answers[0]));
		expect(deltas).toEqual([]);
		expect(answerIn(reply)).toEqual(
			answerIn(readReply({ statusCode: 200, body: JSON.stringify(answers[0]) }, format)),
		);
		expect(whole(format, '{"code":402,"msg":"No credits","data":null}').reply).toMatchObject({
			outcome: 'refused',
			code: 402,
		});
	});
});

describe('a stream that was documented', () => {
	const documented = chatEndpointFacts.flatMap(
		({ id, stream: text }): Array<[ChatFormat, string]> => (text ? [[FORMATS[id], text]] : []),
	);

	it.each(documented)('in the format %s', (format, text) => {
		expect(answerIn(whole(format, text).reply)).toMatchObject({
			text: 'Hello',
			finishReason: 'stop',
			usage: expect.objectContaining({ outputTokens: expect.any(Number) }),
		});
	});

	it.each(documented)('in the format %s, broken off before its end', (format, text) => {
		const [start] = text.split(
			/\n(?=.*(?:"finish_reason":"stop"|message_delta|response\.completed))/,
		);
		expect(whole(format, start).reply).toMatchObject({
			outcome: 'lost',
			reason: 'the answer broke off',
		});
	});
});

describe('further forms of streams', () => {
	it('a list of chunks, as Google has it', () => {
		const chunks = STREAMS.googleGenerateContent
			.split('\n\n')
			.filter(Boolean)
			.map((line) => line.slice('data: '.length));
		const { reply } = whole('googleGenerateContent', `[${chunks.join(',\n')}]`);
		expect(answerIn(reply)).toMatchObject(STREAMED);
		expect(whole('googleGenerateContent', `[${chunks.join(',\n')}`).reply.outcome).toBe('lost');
	});

	it('calls side by side with one number, as Gemini has them', () => {
		const call = (id: string, given: string) => ({
			choices: [
				{ delta: { tool_calls: [{ index: 0, id, function: { name: 'f', arguments: given } }] } },
			],
		});
		const events = [
			call('c1', '{"a":1}'),
			call('c2', '{"a":2}'),
			{ choices: [{ delta: {}, finish_reason: 'stop' }] },
		];
		const text = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
		expect(answerIn(whole('openaiChat', text).reply)).toMatchObject({
			finishReason: 'tool-calls',
			toolCalls: STREAMED.toolCalls,
		});
	});

	it('everything in the last event, as some responses have it', () => {
		const response = {
			status: 'incomplete',
			output: [
				{ type: 'message', content: [{ type: 'output_text', text: 'Hello' }] },
				{ type: 'function_call', call_id: 'c1', name: 'f', arguments: '{"a":1}' },
			],
			credits_consumed: 1,
		};
		const text = `data: ${JSON.stringify({ type: 'response.incomplete', response })}\n\n`;
		expect(answerIn(whole('openaiResponses', text).reply)).toMatchObject({
			text: 'Hello',
			toolCalls: [{ id: 'c1', name: 'f', arguments: { a: 1 } }],
			finishReason: 'length',
			creditsConsumed: 1,
		});
	});

	it('an end without a word', () => {
		expect(
			whole('openaiChat', 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n').reply,
		).toMatchObject({
			outcome: 'empty',
		});
	});
});
