import axios from 'axios';
import type { AxiosResponse } from 'axios';

import { chatModels, type ChatModelFacts, type WireName } from '../../../facts/chat';
import { Story } from '../story';

type Body = Record<string, unknown>;

export const WEATHER = { type: 'object', properties: { city: { type: 'string' } } };
export const SONG_SCHEMA = {
	type: 'object',
	properties: { title: { type: 'string' }, lyrics: { type: 'string' } },
	required: ['title', 'lyrics'],
};
const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';

/** A chat model of the facts. */
export function modelOf(id: string): ChatModelFacts {
	const model = chatModels.find((one) => one.id === id);
	if (!model) throw new Error(`No chat model ${id}`);
	return model;
}

/** One model of each wire that knows most of it. */
export const ONE_PER_WIRE: Array<[WireName, string]> = [
	['chatCompletions', 'gemini-2.5-pro'],
	['messages', 'claude-sonnet-4-5'],
	['responses', 'gpt-5-5'],
	['generateContent', 'gemini-3-5-flash'],
];

/** The fewest fields that a page asks for. */
export const FEWEST: Record<WireName, (said: string, model: ChatModelFacts) => Body> = {
	chatCompletions: (said, { path, id }) => ({
		...(path === '/api/v1/chat/completions' && { model: id }),
		messages: [{ role: 'user', content: [{ type: 'text', text: said }] }],
	}),
	messages: (said, { id }) => ({ model: id, messages: [{ role: 'user', content: said }] }),
	responses: (said, { id }) => ({
		model: id,
		input: [{ role: 'user', content: [{ type: 'input_text', text: said }] }],
	}),
	generateContent: (said) => ({ contents: [{ role: 'user', parts: [{ text: said }] }] }),
};

/** A function tool in the words of each wire. */
export const TOOL: Record<WireName, (name: string, parameters: Body) => Body> = {
	chatCompletions: (name, parameters) => ({
		type: 'function',
		function: { name, description: name, parameters },
	}),
	messages: (name, parameters) => ({ name, description: name, input_schema: parameters }),
	responses: (name, parameters) => ({ type: 'function', name, description: name, parameters }),
	generateContent: (name, parameters) => ({
		functionDeclarations: [{ name, description: name, parameters }],
	}),
};

/** A picture next to a text. */
export const PICTURE: Record<WireName, (said: string, model: ChatModelFacts) => Body> = {
	chatCompletions: (said) => ({
		messages: [
			{
				role: 'user',
				content: [
					{ type: 'text', text: said },
					{ type: 'image_url', image_url: { url: PIXEL } },
				],
			},
		],
	}),
	messages: (said, { id }) => ({
		model: id,
		messages: [
			{
				role: 'user',
				content: [
					{ type: 'text', text: said },
					{ type: 'image', source: { type: 'url', url: 'https://example.org/a.png' } },
				],
			},
		],
	}),
	responses: (said, { id }) => ({
		model: id,
		input: [
			{
				role: 'user',
				content: [
					{ type: 'input_text', text: said },
					{ type: 'input_image', image_url: PIXEL },
				],
			},
		],
	}),
	generateContent: (said) => ({
		contents: [
			{
				role: 'user',
				parts: [{ text: said }, { inline_data: { mime_type: 'image/png', data: 'iVBORw0KGgo=' } }],
			},
		],
	}),
};

/** A call and what the tool answered, as the next request repeats them. */
export const ROUND: Record<WireName, (id: string, name: string, told: string) => Body[]> = {
	chatCompletions: (id, name, told) => [
		{
			role: 'assistant',
			content: '.',
			tool_calls: [{ id, type: 'function', function: { name, arguments: '{}' } }],
		},
		{ role: 'tool', tool_call_id: id, content: told },
	],
	messages: (id, name, told) => [
		{ role: 'assistant', content: [{ type: 'tool_use', id, name, input: {} }] },
		{ role: 'user', content: [{ type: 'tool_result', tool_use_id: id, content: told }] },
	],
	responses: (id, name, told) => [
		{ type: 'function_call', call_id: id, name, arguments: '{}' },
		{ type: 'function_call_output', call_id: id, output: told },
	],
	generateContent: (id, name, told) => [
		{
			role: 'model',
			parts: [{ functionCall: { id, name, args: {} }, thoughtSignature: 'Es8C' }],
		},
		{ role: 'user', parts: [{ functionResponse: { id, name, response: { output: told } } }] },
	],
};

/** Name of the list of messages in each wire. */
export const LIST: Record<WireName, string> = {
	...{ chatCompletions: 'messages', messages: 'messages', responses: 'input' },
	generateContent: 'contents',
};

/** Everything that the facts know of a model, in one request; schema and tools exclude each other. */
export function mostOf(model: ChatModelFacts, said: string): Body {
	const { wire, effort, thoughts, jsonSchema, jsonObject, thinking } = model;
	const body: Body = { ...FEWEST[wire](said, model), stream: false };
	const level = effort?.at(-1);
	if (wire === 'chatCompletions') {
		if (level) body.reasoning_effort = level;
		if (thoughts !== undefined) body.include_thoughts = true;
		if (jsonSchema) {
			body.response_format = {
				type: 'json_schema',
				json_schema: { name: 'song', strict: true, schema: SONG_SCHEMA },
			};
		}
	}
	if (wire === 'messages') {
		Object.assign(body, { max_tokens: 100, thinkingFlag: true, system: 'Be brief.' });
		if (jsonSchema) body.output_config = { format: { type: 'json_schema', schema: SONG_SCHEMA } };
	}
	if (wire === 'responses') {
		if (level) body.reasoning = { effort: level };
		if (thinking) body.thinking = { type: 'disabled' };
		if (jsonSchema) {
			body.text = {
				format: { type: 'json_schema', name: 'song', strict: true, schema: SONG_SCHEMA },
			};
		}
		if (jsonObject) body.text = { format: { type: 'json_object' } };
	}
	if (wire === 'generateContent') {
		body.generationConfig = { thinkingConfig: { includeThoughts: true, thinkingLevel: level } };
	}
	return body;
}

/** Asks a model with any body, and hears everything about the answer. */
export async function ask(
	{ sandbox }: Story,
	path: string,
	body: Body,
	key = sandbox.apiKey,
): Promise<AxiosResponse<string>> {
	return await axios.post<string>(sandbox.url + path, body, {
		headers: { authorization: `Bearer ${key}` },
		validateStatus: () => true,
		responseType: 'text',
		transformResponse: (text: string) => text,
	});
}

/** The answer of a model to a text. */
export async function say(story: Story, id: string, said: string, more: Body = {}): Promise<Body> {
	const model = modelOf(id);
	const body = { ...FEWEST[model.wire](said, model), stream: false, ...more };
	const { data } = await ask(story, model.path, body);
	return JSON.parse(data) as Body;
}

/** Events of a stream: the JSON behind `data:`, and the names before it. */
export function eventsOf(text: string): Array<{ event?: string; data: unknown }> {
	return text
		.split('\n\n')
		.filter((one) => one.trim() !== '')
		.map((one) => {
			const event = /^event: (.*)$/m.exec(one)?.[1];
			const data = /^data: (.*)$/m.exec(one)?.[1] ?? '';
			return { ...(event && { event }), data: data.startsWith('{') ? JSON.parse(data) : data };
		});
}
