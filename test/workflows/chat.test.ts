import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { type ChatSample, chatErrors, chatModels, chatSamples } from '../facts/chat';
import { KieAi } from '../../nodes/KieAi/KieAi.node';
import { KieAiTool, agentThat, agentWorkflow } from '../support/agent';
import { itemsOf, prepareExecution } from '../support/engine';
import { editorContext } from '../support/editor-context';
import { type NodeSettings, Scenario, chainOf, kie, sendMessage } from '../support/scenario';

const PICTURE =
	'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk';

const byId = (id: string) => ({ model: { mode: 'id', value: id } });

const TOOLS = JSON.stringify([
	{ type: 'function', name: 'get_weather', parameters: { type: 'object', properties: {} } },
]);

const SCHEMA = JSON.stringify({
	type: 'object',
	properties: { title: { type: 'string' } },
	required: ['title'],
});

const threeTries = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

describe('Chat > Send Message', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const chat = () => scenario.sandbox.chat;
	const paid = () => scenario.sandbox.ledger.payments.length;
	const ask = async (...node: Parameters<typeof sendMessage>) =>
		(await scenario.output(sendMessage(...node)))[0].json;
	const failure = async (
		...node: Parameters<typeof sendMessage>
	): Promise<IDataObject & { message: string }> => {
		const error = await scenario.failure(sendMessage(...node));
		const failed = error.context.kie as IDataObject;
		return { ...failed, message: error.message };
	};

	it('offers every model that talks, with the prices that Kie.ai names', async () => {
		const { searchChatModels } = new KieAi().methods.listSearch;
		const { results } = await searchChatModels.call(editorContext({}, scenario.sandbox));

		const offered = new Set(results.map(({ value }) => value));
		// Kie.ai's pages no longer name the two; they work by their IDs.
		const missing = chatModels.filter(({ id }) => !offered.has(id)).map(({ id }) => id);
		expect(missing).toEqual(['deepseek-chat', 'deepseek-reasoner']);
		expect(results.length).toBeGreaterThanOrEqual(45);
		expect(results.filter(({ name }) => /credits/.test(name)).length).toBeGreaterThan(30);
	});

	describe('what is sent', () => {
		it('asks the default model, which takes files, tools and a search', async () => {
			expect(await ask()).toMatchObject({ model: 'gemini-3-5-flash', finishReason: 'stop' });
			expect(chat().requests[0].body).toEqual({
				stream: false,
				contents: expect.anything() as unknown,
			});
		});

		it('continues a conversation without a new message', async () => {
			const history = [
				{ role: 'user', content: 'What is the weather?' },
				{
					role: 'assistant',
					content: '',
					tool_calls: [
						{ id: 'a', type: 'function', function: { name: 'get_weather', arguments: '{}' } },
					],
				},
				{ role: 'tool', tool_call_id: 'a', content: 'sunny' },
			];
			const { text } = await ask(
				{ ...byId('gpt-5-4'), message: '' },
				{ history: JSON.stringify(history), tools: TOOLS },
			);

			expect(text).toBe('Done. The tools answered: sunny');
		});

		it('takes history and tools as lists, as an expression gives them', async () => {
			const node = sendMessage(
				{ ...byId('claude-sonnet-5'), message: 'And the weather?' },
				{ history: '={{ $json.history }}', tools: '={{ $json.tools }}' },
			);
			const history = [{ human: 'Hello', ai: 'Hi' }];
			const [{ json }] = await scenario.output(node, [{ history, tools: JSON.parse(TOOLS) }]);

			expect(json.toolCalls).toMatchObject([{ name: 'get_weather', arguments: {} }]);
			expect(chat().requests[0].turns.map(({ text }) => text)).toEqual([
				'Hello',
				'Hi',
				'And the weather?',
			]);
		});

		it.each(['gemini-3-5-flash', 'gemini-2.5-pro', 'claude-sonnet-5', 'gpt-5-4'])(
			'uploads a file of n8n for %s, once per execution',
			async (id) => {
				const node = sendMessage({ ...byId(id), files: '={{ [$json.picture] }}' });
				const items = await scenario.output(node, [{ picture: PICTURE }, { picture: PICTURE }]);

				expect(items).toHaveLength(2);
				expect(scenario.sandbox.uploads).toHaveLength(1);
				const [{ turns }] = chat().requests;
				expect(turns.at(-1)!.files).toEqual([
					expect.objectContaining({ url: expect.stringMatching(/^http.*\.png$/) as string }),
				]);
			},
		);

		it('refuses a file that the model cannot read, before anything is sent or uploaded', async () => {
			const error = await failure({
				...byId('gpt-5-4'),
				files: ['https://files.example/song.mp3'],
			});

			expect(error.message).toBe('gpt-5-4 does not take audio; it takes images, documents');
			expect([paid(), scenario.sandbox.requests.length]).toEqual([0, 0]);
		});

		it('says everything that is wrong at once', async () => {
			const { message } = await failure(
				{ ...byId('claude-sonnet-5'), message: '', outputAsJson: true },
				{ webSearch: true, reasoningEffort: 'max' },
			);

			expect(message).toMatch(/Message is empty, and so are Files and History/);
			expect(message).toMatch(/claude-sonnet-5 has no web search/);
			expect(message).toMatch(/claude-sonnet-5 has no reasoning effort "max"/);
			expect(scenario.sandbox.requests).toEqual([]);
		});

		it.each([
			['tools', '[{"description":"no name"}]', /Tool 1 has no name/],
			['history', '[{"role":"user"},{"role":"robot","content":"?"}]', /Message 2 of the history/],
			['apiPath', 'https://evil.example/v1/responses', /API Path must be a path of api.kie.ai/],
			['fallbackModels', ['a', 'b', 'c'], /at most 2 models/],
		])('refuses %s that cannot be read', async (name, value, words) => {
			expect((await failure({}, { [name]: value } as INodeParameters)).message).toMatch(words);
			expect(paid()).toBe(0);
		});

		it('asks a model that nobody knows where its live schema says, or where the user says', async () => {
			const known = chatModels.find(({ id }) => id === 'gpt-5-2')!;
			const path = '/luna-9/v1/chat/completions';
			chat().offer({ ...known, id: 'luna-9', path, alsoAt: [], upstream: undefined });

			expect(await ask(byId('luna-9'))).toMatchObject({ model: 'luna-9' });
			expect(await ask(byId('luna-9'), { apiPath: path })).toMatchObject({ model: 'luna-9' });
			expect(chat().requests.map((request) => request.path)).toEqual([path, path]);
		});
	});

	describe('what comes back', () => {
		const everyKey = { includeReasoning: true, includeRaw: true };

		it('has JSON that fits, checked, also where a model wraps it in words', async () => {
			chat().reply('Sure!\n```json\n{"title":"Rain"}\n```');
			const { json, text } = await ask({
				...byId('claude-opus-5'),
				outputAsJson: true,
				jsonSchema: SCHEMA,
			});

			expect(json).toEqual({ title: 'Rain' });
			expect(text).toContain('Sure!');
		});

		it('fails with the answer where it is not the JSON that was asked for', async () => {
			chat().reply('{"title":1}');
			const error = await failure({ outputAsJson: true, jsonSchema: SCHEMA });

			expect(error).toMatchObject({
				category: 'provider',
				retryable: true,
				creditsTaken: 'yes',
				answer: '{"title":1}',
			});
			expect(error.message).toMatch(/is not the JSON that was asked for: .*title/);
		});

		it('has the reasoning and the raw answer on request only', async () => {
			const reply = { text: 'pong', reasoning: 'They want pong.' };
			chat().reply(reply, reply);

			const plain = await ask(byId('gpt-5-4'));
			expect(plain).not.toHaveProperty('raw');
			expect(plain).not.toHaveProperty('reasoning');
			expect(JSON.stringify(plain).length).toBeLessThan(400);
			expect((await ask(byId('gpt-5-4'), everyKey)).raw).toMatchObject({ status: 'completed' });
		});

		it('has the calls of tools as data, glued arguments included', async () => {
			scenario.sandbox.faults.add({ kind: 'glued' });
			const { toolCalls, text } = await ask(
				{ ...byId('gemini-2.5-pro'), message: 'The weather?' },
				{ tools: TOOLS },
			);

			expect(toolCalls).toMatchObject([{ name: 'get_weather', arguments: {} }]);
			expect(text).toBe('');
		});

		it.each([{ kind: 'wrapped' }, { kind: 'contentType', type: 'text/plain' }] as const)(
			'is read when it comes $kind',
			async (fault) => {
				scenario.sandbox.faults.add(fault);
				expect(await ask(byId('claude-haiku-4-5'))).toMatchObject({ text: 'You said: Say pong' });
			},
		);

		it('is read after two minutes of thinking', async () => {
			chat().reply({ text: 'pong', seconds: 118 });
			expect(await ask(byId('claude-haiku-4-5'))).toMatchObject({ text: 'pong' });
		});

		const bodies = chatSamples.filter(({ body }) => body !== undefined);
		const sampleModels: Record<ChatSample['wire'], string> = {
			chatCompletions: 'gemini-3.1-pro',
			messages: 'claude-haiku-4-5',
			responses: 'gpt-5-4',
			generateContent: 'gemini-3-5-flash',
		};
		it.each(bodies.map((sample) => [`${sample.wire} ${sample.name}`, sample] as const))(
			'reads the documented and recorded answer: %s',
			async (_name, { wire, body }) => {
				scenario.sandbox.faults.add({ kind: 'status', status: 200, body });
				const { text, toolCalls, usage } = await ask(byId(sampleModels[wire]));

				expect(Boolean(text) || Boolean(toolCalls)).toBe(true);
				expect(usage).toMatchObject({ totalTokens: expect.any(Number) as number });
			},
		);
	});

	describe('errors', () => {
		it.each(chatErrors.map((error) => [JSON.stringify(error.body), error] as const))(
			'says as a sentence: %s',
			async (_body, { status = 200, body }) => {
				scenario.sandbox.faults.add({ kind: 'status', status, body, times: 20 });
				const { message, hint, category, creditsTaken } = await failure();

				expect(message).toMatch(/^\S+.*\w/);
				expect(message).not.toMatch(/undefined|\[object|^\d+$/);
				expect(hint).toMatch(/\w+ \w+/);
				expect(category).not.toBe('uncertain');
				expect(creditsTaken).not.toBe('yes');
				expect(paid()).toBe(0);
			},
		);

		it.each([
			[
				'wrong key',
				{ kind: 'status', status: 401, body: { code: 401, msg: 'Unauthorized' } },
				'credential',
			],
			['wrong key under HTTP 200', { kind: 'code', code: 401, msg: 'Unauthorized' }, 'credential'],
			['no credits', { kind: 'code', code: 402, msg: 'Credits insufficient' }, 'credits'],
			['maintenance', { kind: 'code', code: 455, msg: 'Maintained' }, 'maintenance'],
			['a cut answer', { kind: 'cut' }, 'uncertain'],
			['a page of a gateway', { kind: 'html', status: 502 }, 'uncertain'],
			['silence', { kind: 'drop', when: 'after-queueing' }, 'uncertain'],
			['an empty answer', { kind: 'empty' }, 'provider'],
		] as const)('%s', async (_what, fault, category) => {
			scenario.sandbox.faults.add(fault);
			expect(await failure(byId('gpt-5-4'))).toMatchObject({ category, model: 'gpt-5-4' });
			expect(scenario.requests('/codex/v1/responses')).toBe(1);
		});

		it('asks again after 429, as late as Kie.ai says', async () => {
			const headers = { 'retry-after': '7' };
			scenario.sandbox.faults.add({ kind: 'code', code: 429, headers, times: 2 });
			const start = scenario.clock.now();

			expect(await ask(byId('gpt-5-4'))).toMatchObject({ text: 'You said: Say pong' });
			expect(scenario.clock.now() - start).toBeGreaterThanOrEqual(14_000);
			expect(paid()).toBe(1);
		});

		it('takes the fallback model where the first does not deliver, and says so', async () => {
			const refuse = { code: 500, msg: 'The model is overloaded' };
			scenario.sandbox.setOutcome('/codex/v1/responses', { refuse });
			const json = await ask(
				{ ...byId('gpt-5-4') },
				{ fallbackModels: ['claude-sonnet-5'], reasoningEffort: 'high' },
			);

			expect(json).toMatchObject({
				text: 'You said: Say pong',
				model: 'claude-sonnet-5',
				insteadOf: [{ model: 'gpt-5-4', message: 'The model is overloaded' }],
			});
		});

		it('does not take the fallback model for a refused input', async () => {
			const refuse = { code: 422, msg: 'The prompt is too long' };
			scenario.sandbox.setOutcome('/codex/v1/responses', { refuse });
			const { message } = await failure(byId('gpt-5-4'), { fallbackModels: ['claude-sonnet-5'] });

			expect(message).toBe('The prompt is too long');
			expect(chat().requests).toHaveLength(1);
		});
	});

	describe('many items', () => {
		const prompts = (count: number) =>
			Array.from({ length: count }, (_, i) => ({ prompt: `Item ${i}` }));
		const each = (settings?: NodeSettings, options: INodeParameters = {}) =>
			sendMessage({ ...byId('gpt-5-4'), message: '={{ $json.prompt }}' }, options, settings);

		it('asks 100 of 20 seconds at Kie.ai’s pace, waits for them together and keeps their order', async () => {
			chat().when(/./, ({ turns }) => ({ text: turns[0].text, seconds: 20 }));
			const start = scenario.clock.now();
			const items = await scenario.output(each(), prompts(100));

			expect(items.map(({ json }) => json.text)).toEqual(prompts(100).map(({ prompt }) => prompt));
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
				prompts(100).map((_, item) => ({ item })),
			);
			// The last of 100 may be sent after 40 seconds.
			expect(scenario.clock.now() - start).toBeLessThan(70_000);
		});

		const reactions: NodeSettings[] = [
			{},
			{ onError: 'continueRegularOutput' },
			{ onError: 'continueErrorOutput' },
		];
		it.each(reactions)('does not ask again what was answered on a retry (%j)', async (reaction) => {
			let tries = 0;
			chat().when('Item 0', () =>
				++tries < 3 ? { refuse: { code: 500, msg: 'Overloaded' } } : { text: 'at last' },
			);
			const items = await scenario.output(each({ ...threeTries, ...reaction }), prompts(3));

			expect(items.map(({ json }) => json.text)).toEqual([
				'at last',
				'You said: Item 1',
				'You said: Item 2',
			]);
			expect(paid()).toBe(3);
			expect(chat().requests).toHaveLength(5);
		});

		it('asks again on a retry where the answer was not the JSON that was asked for', async () => {
			chat().reply('no JSON', '{"title":"Rain"}');
			const node = sendMessage({ outputAsJson: true, jsonSchema: SCHEMA }, {}, threeTries);

			expect((await scenario.output(node))[0].json).toMatchObject({ json: { title: 'Rain' } });
		});

		it('does not send again what may have been answered', async () => {
			scenario.sandbox.faults.add({ kind: 'drop', when: 'after-queueing' });
			const error = await scenario.failure(each(threeTries), prompts(1));

			expect((error.context.kie as IDataObject).category).toBe('uncertain');
			expect(paid()).toBe(1);
		});

		it('gives failed items their error and the others their answer', async () => {
			chat().when('Item 1', { refuse: { code: 422, msg: 'Not this one' } });
			const run = await scenario.run(
				chainOf(each({ onError: 'continueRegularOutput' })),
				prompts(3),
			);

			expect(itemsOf(run, 'Chat').map(({ json }) => Object.keys(json)[0])).toEqual([
				'text',
				'error',
				'text',
			]);
		});
	});

	it('gives an agent the words alone', async () => {
		const replies: string[] = [];
		const use = agentThat(async (tool) => {
			replies.push(await tool.invoke({ message: 'Say pong' }));
			return replies;
		});
		const nodes = { 'test.agent': use, 'n8n-nodes-kie-ai.kieAiTool': new KieAiTool() };
		const workflow = agentWorkflow({
			resource: 'chat',
			operation: 'sendMessage',
			message: 'Say pong',
			...byId('gpt-5-4'),
		});
		await prepareExecution(scenario.installation(undefined, nodes), workflow).run();

		expect(JSON.parse(replies[0])).toEqual([{ text: 'You said: Say pong' }]);
	});

	it('has a field for every parameter of the tool Execute GPT Codex', async () => {
		await ask(
			{ ...byId('gpt-5-codex'), message: 'The weather?' },
			{ tools: TOOLS, toolChoice: 'auto', reasoningEffort: 'high' },
		);

		const [{ body, path }] = chat().requests;
		expect(path).toBe('/api/v1/responses');
		expect(Object.keys(body).sort()).toEqual(
			['input', 'model', 'reasoning', 'stream', 'tool_choice', 'tools'].sort(),
		);
	});

	it('answers a chain of nodes with one credential', async () => {
		const run = await scenario.run(
			chainOf(
				sendMessage({ message: 'Write the lyrics of a song about rain' }),
				kie('Song', { resource: 'music', operation: 'generate', prompt: '={{ $json.text }}' }),
			),
		);

		expect(itemsOf(run, 'Song')[0].json).toMatchObject({ taskType: 'Music', status: 'success' });
	});
});
