import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { familyOf } from '../../nodes/kie/chat/families';
import { type ChatModelFacts, chatModels } from '../facts/chat';
import { Scenario, sendMessage } from '../support/scenario';

const SCHEMA = {
	type: 'object',
	properties: { title: { type: 'string' } },
	required: ['title'],
	additionalProperties: false,
};

const TOOLS = [
	{
		name: 'get_weather',
		description: 'Get the weather of a city',
		parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
	},
];

const FILES: Record<string, string> = {
	image: 'https://files.example/a.png',
	audio: 'https://files.example/a.mp3',
	video: 'https://files.example/a.mp4',
	pdf: 'https://files.example/a.pdf',
};

const HISTORY = [
	{ role: 'user', content: 'Hello' },
	{ role: 'assistant', content: 'Hello, what can I do for you?' },
];

/** Options that every model takes, and those that the facts say this one takes. */
const optionsFor = ({ effort = [] }: ChatModelFacts): INodeParameters => ({
	history: JSON.stringify(HISTORY),
	includeReasoning: true,
	includeRaw: true,
	maxTokens: 500,
	temperature: 0.5,
	timeLimit: 5,
	...(effort.length > 0 && { reasoningEffort: effort.at(-1) }),
});

const models = chatModels.map((model): [string, ChatModelFacts] => [model.id, model]);

describe.each(models)('chat with %s', (id, facts) => {
	const scenario = new Scenario();
	beforeAll(async () => await scenario.open({ rateLimit: false }));
	// A request that no page, recording or client knows fails here.
	afterAll(async () => await scenario.close());

	const answerTo = async (parameters: INodeParameters, options: INodeParameters) => {
		const [{ json }] = await scenario.output(
			sendMessage({ model: { mode: 'id', value: id }, ...parameters }, options),
		);
		return { json, request: scenario.sandbox.chat.requests.at(-1)! };
	};

	it('answers with the fewest fields', async () => {
		const { json, request } = await answerTo({}, {});

		expect(json).toMatchObject({ model: id, finishReason: 'stop' });
		expect(json.text).toMatch(/^You said: .*Say pong$/);
		expect(Object.keys(json).sort()).toEqual(
			['creditsConsumed', 'finishReason', 'model', 'text', 'usage'].sort(),
		);
		const { inputTokens, outputTokens, totalTokens } = json.usage as IDataObject;
		expect([inputTokens, outputTokens, totalTokens].every(Number.isInteger)).toBe(true);
		expect(json.creditsConsumed).toBeGreaterThan(0);
		expect(request).toMatchObject({ stream: false, tools: [], webSearch: false });
		expect(JSON.stringify(request.body)).toContain('You are a helpful assistant');
	});

	it('takes every option, and the files that it can read', async () => {
		const files = facts.media.map((kind) => FILES[kind]).filter(Boolean);
		const taken = familyOf(id)?.files?.length === 0 ? [] : files;
		const { json, request } = await answerTo(
			{ systemMessage: 'Be short.', files: taken },
			optionsFor(facts),
		);

		expect(json.raw).toBeInstanceOf(Object);
		// Google's format has no place for it but the first message.
		expect(JSON.stringify(request.body)).toContain('Be short.');
		expect(request.turns.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
		expect(request.turns.at(-1)!.files.map(({ url }) => url)).toEqual(taken);
	});

	it('answers as JSON, and calls tools', async () => {
		const asked = await answerTo({ outputAsJson: true, jsonSchema: JSON.stringify(SCHEMA) }, {});
		expect(asked.json.json).toEqual({ title: expect.any(String) as string });
		const called = await answerTo(
			{ message: 'What is the weather?' },
			{ tools: JSON.stringify(TOOLS), toolChoice: 'auto' },
		);

		expect(called.json).toMatchObject({
			finishReason: 'tool-calls',
			toolCalls: [{ name: 'get_weather', arguments: { city: expect.any(String) as string } }],
		});
		expect(called.request.tools.map(({ name }) => name)).toEqual(['get_weather']);
	});

	if (facts.search) {
		it('searches the web', async () => {
			const { request } = await answerTo({}, { webSearch: true });
			expect(request.webSearch).toBe(true);
		});
	}

	if (familyOf(id)?.webSearch === false) {
		it('is not asked to search the web', async () => {
			const node = sendMessage({ model: { mode: 'id', value: id } }, { webSearch: true });
			expect((await scenario.failure(node)).message).toBe(`${id} has no web search`);
		});
	}
});
