import Ajv from 'ajv/dist/2020';
import type { IDataObject } from 'n8n-workflow';

import { familyOf } from '../../../nodes/kie/chat/families';
import { resolveRoute } from '../../../nodes/kie/chat/route';
import type { ChatRequest } from '../../../nodes/kie/chat/types';
import {
	type ChatModelFacts,
	chatEndpointOf,
	chatModelFacts,
	chatRequestSchema,
} from '../../facts/chatPages';
import { FORMATS, WEATHER, filesFor, requestOf, said } from '../../support/chat';

const ajv = new Ajv({ strict: false, allErrors: true });

const SCHEMA = {
	type: 'object',
	properties: { title: { type: 'string' } },
	required: ['title'],
	additionalProperties: false,
};

const models = chatModelFacts.map((model): [string, ChatModelFacts] => [model.id, model]);

function expectDocumented(model: ChatModelFacts, body: IDataObject): void {
	const { id } = model;
	const check = ajv.getSchema(id) ?? ajv.addSchema(chatRequestSchema(model), id).getSchema(id)!;
	expect({ errors: check(body) ? [] : check.errors, body }).toEqual({ errors: [], body });
	expect(body).toEqual(JSON.parse(JSON.stringify(body)));
}

/** A conversation with a system message, files, and two calls side by side with their results. */
const conversation = (model: string, withTools: boolean) => [
	said('system', 'You write songs.'),
	said('user', 'Look at these', ...filesFor(model)),
	...(withTools
		? [
				said(
					'assistant',
					{ type: 'toolCall', id: 'a', name: 'get_weather', arguments: { city: 'Rome' } },
					{ type: 'toolCall', id: 'b', name: 'get_weather', arguments: { city: 'Oslo' } },
				),
				said('tool', { type: 'toolResult', id: 'a', text: 'sunny' }),
				said('tool', { type: 'toolResult', id: 'b', text: '' }),
			]
		: [said('assistant', 'I see.')]),
	said('user', 'And now?'),
];

const everything = (model: string): Partial<ChatRequest> => ({
	messages: conversation(model, false),
	...(familyOf(model)?.efforts?.length && { reasoningEffort: familyOf(model)?.efforts?.at(-1) }),
	includeReasoning: true,
	temperature: 0.5,
	maxTokens: 1000,
});

describe.each(models)('%s', (id, model) => {
	it('is asked where and how Kie.ai says', () => {
		const route = resolveRoute(id);
		expect(route.path).toBe(model.path);
		expect(route.format).toBe(FORMATS[model.endpoint]);
	});

	it('has the smallest request: what is needed, a system message, no streaming', () => {
		const { body, path } = requestOf(id);
		expect(path).toBe(model.path);
		expect(body.stream).toBe(false);
		const needed = new Set([...chatEndpointOf(model).required, 'stream']);
		const own = Object.keys(body).filter((key) => !needed.has(key) && key !== 'system');
		expect(own).toEqual([]);
		expect(JSON.stringify(body)).toMatch(/helpful assistant/);
		expectDocumented(model, body);
	});

	it('has the fullest request, and the same for a stream', () => {
		expectDocumented(model, requestOf(id, everything(id)).body);
		const { body } = requestOf(id, { ...everything(id), stream: true });
		expect(body.stream).toBe(true);
		expectDocumented(model, body);
	});

	it('takes function tools and gets their results back', () => {
		const { body } = requestOf(id, {
			...everything(id),
			messages: conversation(id, true),
			tools: [WEATHER],
			toolChoice: 'auto',
		});
		expect(JSON.stringify(body)).toContain('get_weather');
		expectDocumented(model, body);
	});

	it('searches the web where it can', () => {
		const canSearch = familyOf(id)?.webSearch !== false;
		const ask = () => requestOf(id, { webSearch: true }).body;
		if (canSearch) expectDocumented(model, ask());
		else expect(ask).toThrow(`${id} has no web search`);
	});

	it('answers in JSON: by its own option where it has one, else by instruction', () => {
		const { body } = requestOf(id, { json: { schema: SCHEMA } });
		expectDocumented(model, body);
		expect(JSON.stringify(body).includes('JSON Schema')).toBe(!model.structuredOutput);
		expect(JSON.stringify(body)).toContain('additionalProperties');
	});

	it('takes the effort levels of its page and no others', () => {
		const documented = model.efforts ?? [];
		const levels = ['none', 'low', 'medium', 'high', 'xhigh', 'max'];
		const taken = levels.filter((reasoningEffort) => {
			try {
				return Boolean(requestOf(id, { reasoningEffort }));
			} catch {
				return false;
			}
		});
		const own = familyOf(id)?.efforts;
		expect(taken).toEqual(own ? levels.filter((level) => own.includes(level)) : levels);
		expect(taken).toEqual(expect.arrayContaining(documented));
	});
});

describe('a whole request', () => {
	const full = { ...everything(''), tools: [WEATHER], toolChoice: { name: 'get_weather' } };
	const messages = [said('system', 'Sing.'), said('user', 'Hello')];

	it('to Gemini in the format of OpenAI', () => {
		const request = { ...full, messages, reasoningEffort: 'low' };
		expect(requestOf('gemini-2.5-pro', request).body).toEqual({
			stream: false,
			messages: [
				{ role: 'system', content: [{ type: 'text', text: 'Sing.' }] },
				{ role: 'user', content: [{ type: 'text', text: 'Hello' }] },
			],
			tools: [{ type: 'function', function: WEATHER }],
			tool_choice: { type: 'function', function: { name: 'get_weather' } },
			reasoning_effort: 'low',
			include_thoughts: true,
			temperature: 0.5,
			max_tokens: 1000,
		});
	});

	it('to Claude', () => {
		expect(requestOf('claude-opus-5', { ...full, messages }).body).toEqual({
			model: 'claude-opus-5',
			stream: false,
			system: 'Sing.',
			messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
			tools: [
				{
					name: 'get_weather',
					description: 'The weather of a city',
					input_schema: WEATHER.parameters,
				},
			],
			tool_choice: { type: 'tool', name: 'get_weather' },
			temperature: 0.5,
			max_tokens: 1000,
		});
		const { body } = requestOf('claude-opus-5', { messages, includeReasoning: false });
		expect(body.thinkingFlag).toBe(false);
	});

	it('to GPT', () => {
		const request = { ...full, messages, toolChoice: 'auto' as const, reasoningEffort: 'max' };
		expect(requestOf('gpt-6-astra', request).body).toEqual({
			model: 'gpt-6-astra',
			stream: false,
			input: [
				{ role: 'system', content: [{ type: 'input_text', text: 'Sing.' }] },
				{ role: 'user', content: [{ type: 'input_text', text: 'Hello' }] },
			],
			tools: [{ type: 'function', ...WEATHER }],
			tool_choice: 'auto',
			reasoning: { effort: 'max' },
			temperature: 0.5,
			max_output_tokens: 1000,
		});
		expect(
			requestOf('grok-4-6', { ...full, messages, toolChoice: 'auto' }).body,
		).not.toHaveProperty('tool_choice');
	});

	it('to Gemini in its own format', () => {
		const request = { ...full, messages, reasoningEffort: 'high' };
		expect(requestOf('gemini-3-5-flash', request).body).toEqual({
			stream: false,
			contents: [{ role: 'user', parts: [{ text: 'Sing.' }, { text: 'Hello' }] }],
			tools: [
				{
					functionDeclarations: [
						{
							name: 'get_weather',
							description: 'The weather of a city',
							parameters: {
								type: 'OBJECT',
								properties: { city: { type: 'STRING', description: 'Name' } },
								required: ['city'],
							},
						},
					],
				},
			],
			toolConfig: {
				functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['get_weather'] },
			},
			generationConfig: {
				thinkingConfig: { thinkingLevel: 'high', includeThoughts: true },
				temperature: 0.5,
				maxOutputTokens: 1000,
			},
		});
	});
});
