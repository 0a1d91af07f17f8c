import type { IDataObject } from 'n8n-workflow';

import { readHistory } from '../../../nodes/kie/chat/history';
import { readReply } from '../../../nodes/kie/chat/reply';
import { readTools } from '../../../nodes/kie/chat/tools';
import type { ChatMessage, ChatPart } from '../../../nodes/kie/chat/types';
import { WEATHER, answerIn, requestOf, said } from '../../support/chat';

const MODELS = {
	openaiChat: 'gemini-3.1-pro',
	anthropicMessages: 'claude-opus-5',
	openaiResponses: 'gpt-5-5',
	googleGenerateContent: 'gemini-3-5-flash',
};

const call = (id: string): ChatPart => ({ type: 'toolCall', id, name: 'f', arguments: { a: 1 } });
const result = (id: string): ChatPart => ({ type: 'toolResult', id, text: 'done' });
const image: ChatPart = { type: 'file', mediaType: 'image/png', data: 'AAAA' };
const song: ChatPart = {
	type: 'file',
	mediaType: 'audio/mpeg',
	url: 'https://files.example/a.mp3',
};
const pdf: ChatPart = {
	type: 'file',
	mediaType: 'application/pdf',
	url: 'https://files.example/a.pdf',
};

/** The turns of a request, without the system message, wherever it stands. */
function turnsOf(model: string, messages: ChatMessage[]) {
	const { body } = requestOf(model, { messages: [said('system', 'S'), ...messages] });
	const turns = (body.messages ?? body.input ?? body.contents) as IDataObject[];
	const [first] = turns.map(({ parts }) => parts as IDataObject[] | undefined);
	if (first?.[0].text === 'S') first.shift();
	return turns.filter(({ role }) => role !== 'system');
}

describe('the turns of a conversation', () => {
	const agent = [
		said('user', 'Question'),
		said('user', image),
		said('assistant', '', call('a')),
		said('tool', result('a')),
		said('assistant', call('b')),
		said('tool', result('b')),
	];

	it('alternate for Claude', () => {
		const toolUse = (id: string) => ({ type: 'tool_use', id, name: 'f', input: { a: 1 } });
		const toolResult = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'done' });
		expect(turnsOf(MODELS.anthropicMessages, agent)).toEqual([
			{
				role: 'user',
				content: [
					{ type: 'text', text: 'Question' },
					{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
				],
			},
			{ role: 'assistant', content: [toolUse('a')] },
			{ role: 'user', content: [toolResult('a')] },
			{ role: 'assistant', content: [toolUse('b')] },
			{ role: 'user', content: [toolResult('b')] },
		]);
	});

	it('put results side by side into one message for Claude, failures marked', () => {
		const failed = { ...result('b'), isError: true } as ChatPart;
		const turns = turnsOf(MODELS.anthropicMessages, [
			said('user', 'x'),
			said('assistant', call('a'), call('b')),
			said('tool', result('a')),
			said('tool', failed),
			said('user', 'Continue', pdf),
		]);
		expect(turns.at(-1)).toEqual({
			role: 'user',
			content: [
				{ type: 'tool_result', tool_use_id: 'a', content: 'done' },
				{ type: 'tool_result', tool_use_id: 'b', content: 'done', is_error: true },
				{ type: 'text', text: 'Continue' },
				{ type: 'document', source: { type: 'url', url: 'https://files.example/a.pdf' } },
			],
		});
	});

	it('have no blank text where Gemini 3.1 refuses it', () => {
		const tool_calls = [
			{ id: 'a', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
		];
		const empty = { type: 'toolResult', id: 'a', text: ' ' } as ChatPart;
		expect(
			turnsOf(MODELS.openaiChat, [
				said('user', 'x', song),
				said('assistant', ' ', call('a')),
				said('tool', empty),
			]),
		).toEqual([
			{
				role: 'user',
				content: [
					{ type: 'text', text: 'x' },
					{ type: 'image_url', image_url: { url: 'https://files.example/a.mp3' } },
				],
			},
			{ role: 'assistant', content: '.', tool_calls },
			{ role: 'tool', tool_call_id: 'a', content: '.' },
		]);
	});

	it('have calls as items of their own in responses', () => {
		expect(
			turnsOf(MODELS.openaiResponses, [
				said('user', image, pdf),
				said('assistant', 'Wait', call('a')),
				said('tool', result('a')),
			]),
		).toEqual([
			{
				role: 'user',
				content: [
					{ type: 'input_image', image_url: 'data:image/png;base64,AAAA' },
					{ type: 'input_file', file_url: 'https://files.example/a.pdf' },
				],
			},
			{ role: 'assistant', content: [{ type: 'output_text', text: 'Wait' }] },
			{ type: 'function_call', call_id: 'a', name: 'f', arguments: '{"a":1}' },
			{ type: 'function_call_output', call_id: 'a', output: 'done' },
		]);
	});

	it('carry the signature of a call of Gemini back, in every way that an id may travel', () => {
		const body = {
			candidates: [
				{
					content: {
						parts: [{ functionCall: { id: 'a', name: 'f', args: {} }, thoughtSignature: 'Sig' }],
					},
					finishReason: 'STOP',
				},
			],
		};
		const { toolCalls } = answerIn(readReply({ statusCode: 200, body }, 'googleGenerateContent'));
		const [{ id }] = toolCalls;
		const turns = turnsOf(MODELS.googleGenerateContent, [
			said('user', 'x'),
			said('assistant', { type: 'toolCall', ...toolCalls[0] }, call('other')),
			said('tool', { type: 'toolResult', id, text: 'done' }, {
				...result('other'),
				isError: true,
			} as ChatPart),
		]);
		expect(turns.slice(1)).toEqual([
			{
				role: 'model',
				parts: [
					{ functionCall: { id: 'a', name: 'f', args: {} }, thoughtSignature: 'Sig' },
					{
						functionCall: { id: 'other', name: 'f', args: { a: 1 } },
						thoughtSignature: 'skip_thought_signature_validator',
					},
				],
			},
			{
				role: 'user',
				parts: [
					{ functionResponse: { id: 'a', name: 'f', response: { result: 'done' } } },
					{ functionResponse: { id: 'other', name: 'f', response: { error: 'done' } } },
				],
			},
		]);
	});
});

describe('a history', () => {
	const read = (...messages: unknown[]) => readHistory(messages);

	it.each([undefined, null, '', '[]'])('%j is empty', (given) => {
		expect(readHistory(given)).toEqual([]);
	});

	it.each(Object.entries(MODELS))('that was sent as %s is read back', (_, model) => {
		const messages = [
			said('user', 'Question', image, pdf),
			said('assistant', 'Wait', call('a')),
			said('tool', result('a')),
			said('user', 'And now?'),
		];
		const sent = turnsOf(model, messages);
		const again = turnsOf(model, readHistory(JSON.stringify(sent)));
		expect(again).toEqual(sent);
	});

	it('is read as people write it, as memory has it, and as answers of this package', () => {
		expect(
			read(
				{ role: 'developer', content: 'S' },
				{ human: 'Hi', ai: 'Hello' },
				{ role: 'user', content: [{ type: 'text', text: 'Song?' }, 'Please'] },
				{
					role: 'assistant',
					text: 'Yes',
					toolCalls: [{ id: 'a', name: 'f', arguments: { a: 1 } }],
				},
				{ role: 'tool', tool_call_id: 'a', name: 'f', content: { ok: true } },
				{ role: 'tool', tool_call_id: 'b', content: [{ type: 'text', text: 'done' }] },
				{ type: 'reasoning', summary: [] },
			),
		).toEqual([
			said('system', 'S'),
			said('user', 'Hi'),
			said('assistant', 'Hello'),
			said('user', 'Song?', 'Please'),
			said('assistant', 'Yes', call('a')),
			said('tool', { type: 'toolResult', id: 'a', name: 'f', text: '{"ok":true}' }),
			said('tool', result('b')),
		]);
		expect(readHistory({ role: 'user', content: 'Hi' })).toEqual([said('user', 'Hi')]);
	});

	it('has its thoughts left out', () => {
		const content = [{ type: 'thinking', thinking: 'Hm' }, { text: 'Yes' }];
		expect(read({ role: 'model', parts: content })).toEqual([said('assistant', 'Yes')]);
	});

	it.each(['hello', 5, true])('%j is none', (given) => {
		expect(() => readHistory(given)).toThrow('The history must be a list of messages');
	});

	it.each([
		[5],
		[{ content: 'Hi' }],
		[{ role: 'judge', content: 'Hi' }],
		[{ role: 'user', content: [{ type: 'mystery' }] }],
	])('%j names the message that cannot be read', (message) => {
		expect(() => read({ role: 'user', content: 'Hi' }, message)).toThrow(
			'Message 2 of the history needs a role and a content that can be read',
		);
	});
});

describe('function tools', () => {
	const { name, description, parameters } = WEATHER;

	it.each([
		[[WEATHER]],
		[WEATHER],
		[[{ type: 'function', ...WEATHER, strict: true }]],
		[[{ type: 'function', function: WEATHER }]],
		[[{ name, description, input_schema: parameters }]],
		[[{ functionDeclarations: [WEATHER] }]],
		[JSON.stringify([WEATHER])],
	])('are understood: %j', (given) => {
		expect(readTools(given)).toEqual({ tools: [WEATHER], webSearch: false });
	});

	it.each([
		[{ type: 'web_search' }],
		[{ type: 'function', function: { name: 'googleSearch' } }],
		[{ type: 'function', function: { name: 'web_search' } }],
		[{ googleSearch: {} }],
	])('%j is a web search', (given) => {
		expect(readTools(given)).toEqual({ tools: [], webSearch: true });
		expect(readTools([WEATHER, given])).toEqual({ tools: [WEATHER], webSearch: true });
	});

	it('without words or parameters get some', () => {
		expect(readTools([{ name: 'f' }]).tools).toEqual([
			{ name: 'f', description: 'f', parameters: { type: 'object', properties: {} } },
		]);
		expect(readTools(undefined)).toEqual({ tools: [], webSearch: false });
	});

	it('that cannot be read are named', () => {
		expect(() => readTools([WEATHER, { type: 'function' }])).toThrow('Tool 2 has no name');
		expect(() => readTools('get_weather')).toThrow('The tools must be a list');
	});
});
