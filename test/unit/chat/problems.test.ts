import type { ChatPart, ChatRequest } from '../../../nodes/kie/chat/types';
import { WEATHER, requestOf, said } from '../../support/chat';

const file = (mediaType: string): ChatPart => ({ type: 'file', mediaType, data: 'AAAA' });

describe('a question is refused before it costs anything', () => {
	it.each<[string, string, Partial<ChatRequest>, string]>([
		[
			'without a message',
			'gpt-5-5',
			{ messages: [said('system', 'S')] },
			'Message is empty, and so are Files and History',
		],
		[
			'with a blank message',
			'gpt-5-5',
			{ messages: [said('user', ' \n')] },
			'The message is empty',
		],
		[
			'that ends with an answer',
			'claude-opus-5',
			{ messages: [said('user', 'x'), said('assistant', 'y')] },
			'The last message must be from the user',
		],
		[
			'with a sound for GPT',
			'gpt-5-5',
			{ messages: [said('user', file('audio/mpeg'))] },
			'gpt-5-5 does not take audio; it takes images, documents',
		],
		[
			'with a video for Claude',
			'claude-opus-5',
			{ messages: [said('user', file('video/mp4'))] },
			'claude-opus-5 does not take videos',
		],
		[
			'with a PDF for GPT 5.2',
			'gpt-5-2',
			{ messages: [said('user', file('application/pdf'))] },
			'gpt-5-2 does not take documents; it takes images',
		],
		[
			'with a picture for the old DeepSeek',
			'deepseek-chat',
			{ messages: [said('user', file('image/png'))] },
			'deepseek-chat does not take images',
		],
		[
			'with a search beside tools',
			'gpt-5-5',
			{ webSearch: true, tools: [WEATHER] },
			'Web search and function tools exclude each other at Kie.ai',
		],
		[
			'with a search by Claude',
			'claude-opus-5',
			{ webSearch: true },
			'claude-opus-5 has no web search',
		],
		[
			'with two tools of one name',
			'gpt-5-5',
			{ tools: [WEATHER, WEATHER] },
			'Two tools have the name "get_weather"',
		],
		[
			'with a name that is none',
			'gpt-5-5',
			{ tools: [{ ...WEATHER, name: 'get weather' }] },
			'The tool name "get weather" must be',
		],
		[
			'with parameters that are no object',
			'gpt-5-5',
			{ tools: [{ ...WEATHER, parameters: { type: 'string' } }] },
			'The parameters of "get_weather" must have the type object',
		],
		[
			'with a choice of no tools',
			'gemini-3-pro',
			{ toolChoice: 'required' },
			'Tool Choice needs at least one function tool',
		],
		[
			'with the choice of an unknown tool',
			'gemini-3-pro',
			{ tools: [WEATHER], toolChoice: { name: 'f' } },
			'There is no tool "f" to choose',
		],
		[
			'with a forced choice for GPT',
			'gpt-5-5',
			{ tools: [WEATHER], toolChoice: 'required' },
			'With this model the Tool Choice must be Auto or None',
		],
		[
			'with an effort that GPT 5.5 has not',
			'gpt-5-5',
			{ reasoningEffort: 'max' },
			'gpt-5-5 has no reasoning effort "max"; it has low, medium, high, xhigh',
		],
		[
			'with an effort for Claude',
			'claude-opus-5',
			{ reasoningEffort: 'low' },
			'claude-opus-5 has no reasoning effort "low"; leave it out',
		],
		[
			'with a temperature too high',
			'gpt-5-5',
			{ temperature: 3 },
			'The temperature must be from 0 to 2',
		],
		[
			'with a temperature that is no number',
			'gpt-5-5',
			{ temperature: Number.NaN },
			'The temperature must be from 0 to 2',
		],
		[
			'with half a token',
			'gpt-5-5',
			{ maxTokens: 0.5 },
			'The maximum number of tokens must be a whole number above 0',
		],
		[
			'with a broken schema',
			'gpt-5-5',
			{ json: { schema: { type: 'text' } } },
			'The JSON schema has the unknown type "text"',
		],
	])('%s', (_, model, more, problem) => {
		expect(() => requestOf(model, more)).toThrow(problem);
	});

	it('with everything that is wrong at once', () => {
		expect(() => requestOf('claude-opus-5', { temperature: -1, webSearch: true })).toThrow(
			'claude-opus-5 has no web search. The temperature must be from 0 to 2',
		);
	});
});

describe('a question is sent', () => {
	it('with tools that must not be used', () => {
		const none: Partial<ChatRequest> = { tools: [WEATHER], toolChoice: 'none' };
		expect(requestOf('gpt-5-5', none).body).not.toHaveProperty('tools');
		expect(requestOf('gemini-3-pro', none).body.tool_choice).toBe('none');
		expect(requestOf('claude-opus-5', none).body.tool_choice).toEqual({ type: 'none' });
		expect(requestOf('gemini-3-5-flash', none).body.toolConfig).toEqual({
			functionCallingConfig: { mode: 'NONE' },
		});
		const required: Partial<ChatRequest> = { tools: [WEATHER], toolChoice: 'required' };
		expect(requestOf('claude-opus-5', required).body.tool_choice).toEqual({ type: 'any' });
	});

	it('to a model that nobody knows, with whatever is asked for', () => {
		const { body } = requestOf('brand-new', {
			messages: [said('user', 'x', file('video/mp4'))],
			reasoningEffort: 'ultra',
			webSearch: true,
		});
		expect(body).toMatchObject({ reasoning: { effort: 'ultra' }, tools: [{ type: 'web_search' }] });
	});

	it('with the system messages together, in place of the one of this package', () => {
		const messages = [said('system', 'One'), said('user', 'x'), said('system', 'Two')];
		expect(requestOf('claude-opus-5', { messages }).body.system).toBe('One\n\nTwo');
	});

	it('to Google with what it understands of a schema', () => {
		const parameters = {
			$schema: 'x',
			type: 'object',
			additionalProperties: false,
			properties: {
				a: { type: ['string', 'null'], enum: ['x', 'y'], pattern: 'x' },
				b: { type: 'array', items: { type: 'integer', minimum: 1, exclusiveMinimum: 0 } },
				c: { anyOf: [{ type: 'number' }, { type: 'boolean' }], default: 1 },
				d: { type: 'number', enum: [1, 2] },
			},
			required: [],
		};
		const { body } = requestOf('gemini-3-5-flash', { tools: [{ ...WEATHER, parameters }] });
		expect(body.tools).toMatchObject([
			{
				functionDeclarations: [
					{
						parameters: {
							type: 'OBJECT',
							properties: {
								a: { type: 'STRING', nullable: true, enum: ['x', 'y'] },
								b: { type: 'ARRAY', items: { type: 'INTEGER', minimum: 1 } },
								c: { anyOf: [{ type: 'NUMBER' }, { type: 'BOOLEAN' }] },
								d: { type: 'NUMBER' },
							},
						},
					},
				],
			},
		]);
		const sent = JSON.stringify(body.tools);
		for (const word of [
			'$schema',
			'additionalProperties',
			'pattern',
			'exclusive',
			'default',
			'required',
		]) {
			expect(sent).not.toContain(word);
		}
	});
});
