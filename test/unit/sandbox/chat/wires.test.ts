import { chatModels, chatSamples, type WireName } from '../../../facts/chat';
import { differences } from '../shape';
import { Story } from '../story';
import {
	ask,
	eventsOf,
	FEWEST,
	LIST,
	modelOf,
	mostOf,
	ONE_PER_WIRE,
	PICTURE,
	ROUND,
	say,
	TOOL,
	WEATHER,
} from './asks';

let story: Story;
beforeEach(async () => {
	story = await Story.begin();
});
afterEach(async () => await story.sandbox.close());

type Body = Record<string, unknown>;

/** What a sample has and an answer has not; answers may carry more. */
const missing = (actual: unknown, sample: unknown) =>
	differences(actual, sample).filter((one) => !one.endsWith('is not in the example'));

const sampleOf = (wire: WireName, name: string) =>
	chatSamples.find((one) => one.wire === wire && one.name === name);

describe.each(chatModels.map((model) => [model.id, model] as const))('%s', (_, model) => {
	it.each([
		['the fewest', () => ({ ...FEWEST[model.wire]('ping', model), stream: false })],
		['all', () => mostOf(model, 'ping')],
	])('takes a request with %s fields, and is paid', async (_name, body) => {
		const { status, data } = await ask(story, model.path, body());
		expect(status).toBe(200);
		expect(JSON.parse(data)).toMatchObject({ credits_consumed: expect.any(Number) });
		expect(story.sandbox.violations).toEqual([]);
		expect(story.sandbox.ledger.of(model.path)).toHaveLength(1);
	});

	it('refuses nothing, but notes a field that nobody knows', async () => {
		await ask(story, model.path, { ...FEWEST[model.wire]('ping', model), wisdom: 11 });
		expect(story.sandbox.violations).toMatchObject([
			{ path: model.path, problems: [expect.stringContaining('wisdom')] },
		]);
	});

	it('streams when it is not told, as its page says', async () => {
		const { headers } = await ask(story, model.path, FEWEST[model.wire]('ping', model));
		const streams = String(headers['content-type']).startsWith('text/event-stream');
		expect(streams).toBe(model.streamDefault);
	});
});

describe('answers', () => {
	const recorded: Array<[WireName, string]> = [
		['chatCompletions', 'gpt-5-2'],
		['messages', 'claude-haiku-4-5'],
		['responses', 'kimi-k3'],
		['generateContent', 'gemini-3-5-flash'],
	];

	it.each(recorded)('has the shape that was recorded over %s from %s', async (wire, id) => {
		const thinks = wire === 'responses' || wire === 'generateContent';
		const usage = thinks ? { reasoningTokens: 40 } : {};
		story.sandbox.chat.reply({
			text: 'pong',
			usage,
			...(wire === 'responses' && { reasoning: 'Think.' }),
		});
		const answer = await say(story, id, 'ping');
		expect(differences(answer, sampleOf(wire, id)?.body)).toEqual([]);
	});

	it.each([
		['chatCompletions', 'gemini-2.5-pro', 'text'],
		['messages', 'claude-sonnet-4-6', 'text'],
		['responses', 'gpt-5-5', 'text'],
		['chatCompletions', 'gemini-2.5-pro', 'toolCall'],
		['responses', 'gpt-5-5', 'toolCall'],
		['generateContent', 'gemini-3-flash-v1betamodels', 'toolCall'],
	] as Array<[WireName, string, string]>)(
		'over %s, %s, holds all of the page: %s',
		async (wire, id, name) => {
			const toolCalls = [{ name: 'get_weather', arguments: { city: 'Paris', location: 'Paris' } }];
			const usage = { reasoningTokens: 10 };
			story.sandbox.chat.reply(
				name === 'text' ? { text: 'Hello!', reasoning: 'Think.', usage } : { toolCalls, usage },
			);
			const answer = await say(story, id, 'ping');
			const body = structuredClone(sampleOf(wire, name)?.body) as Body;
			if (wire === 'responses') {
				(body.output as Body[]).forEach((item) => item.type === 'reasoning' && delete item.summary);
			}
			if (name === 'toolCall') {
				const text = JSON.stringify(answer);
				expect(text).toContain('get_weather');
				expect(text).toMatch(/city\\?":\\?"Paris/);
			}
			const lists = ['$.output[', '$.candidates[0].content.parts[0].functionCall.args'];
			const found = missing(answer, body).filter((one) => !lists.some((at) => one.startsWith(at)));
			expect(found).toEqual([]);
		},
	);

	it.each(['gpt-5-5', 'gpt-6-astra'])(
		'of %s repeat the hidden prompt, and no error',
		async (id) => {
			const answer = await say(story, id, 'ping');
			expect(String(answer.instructions).length).toBeGreaterThan(12_000);
			expect(answer).toMatchObject({ error: null, tools: [], status: 'completed' });
		},
	);

	it.each([
		['claude-haiku-4-5', undefined],
		['gpt-5-2', undefined],
		['gpt-5-5', 'application/json'],
	])('of %s come with the content type %s', async (id, type) => {
		const model = modelOf(id);
		const body = { ...FEWEST[model.wire]('ping', model), stream: false };
		expect((await ask(story, model.path, body)).headers['content-type']).toBe(type);
	});

	it('name the model by its upstream name, or not at all', async () => {
		expect((await say(story, 'claude-opus-5', 'ping')).model).toBe('claude-opus-5-medium');
		expect(await say(story, 'gemini-3.1-pro', 'ping')).not.toHaveProperty('model');
	});

	it('cost what the price says, a hundredth of a credit at least', async () => {
		story.sandbox.chat.reply({ usage: { inputTokens: 10_000, outputTokens: 1_000 } }, 'pong');
		expect((await say(story, 'claude-sonnet-5', 'ping')).credits_consumed).toBe(2.56);
		expect((await say(story, 'gpt-6-luna', 'ping')).credits_consumed).toBe(0.01);
	});
});

describe.each(ONE_PER_WIRE)('%s, %s', (wire, id) => {
	const model = modelOf(id);
	const stream = async (more: Body = {}) => {
		const body = { ...FEWEST[wire]('ping', model), stream: true, ...more };
		const { data, headers } = await ask(story, model.path, body);
		expect(headers['content-type']).toContain('text/event-stream');
		return eventsOf(data);
	};

	it('streams a text in pieces, with the price at the end', async () => {
		story.sandbox.chat.reply('one two three');
		const text = JSON.stringify(await stream());
		for (const piece of ['one ', 'two ', 'three']) expect(text).toContain(JSON.stringify(piece));
		expect(text).toContain('credits_consumed');
	});

	it('knows every event of the documented stream', async () => {
		story.sandbox.chat.reply({ text: 'Hel lo', reasoning: 'thinking' });
		const events = await stream(wire === 'chatCompletions' ? { include_thoughts: true } : {});
		const documented = eventsOf((sampleOf(wire, 'stream')?.lines ?? []).join('\n'));
		for (const { event, data } of documented) {
			const same = events.filter((one) => one.event === event);
			const found = same.some(
				(one) =>
					data === one.data || (one.data !== '[DONE]' && missing(one.data, data).length === 0),
			);
			expect([event, data, found]).toEqual([event, data, true]);
		}
	});

	it('calls two tools at once, whole and in a stream', async () => {
		const toolCalls = [
			{ name: 'weather', arguments: { city: 'Paris' } },
			{ name: 'weather', arguments: { city: 'Rome' } },
		];
		story.sandbox.chat.reply({ toolCalls }, { toolCalls });
		const tools = [TOOL[wire]('weather', WEATHER)];
		const whole = JSON.stringify(await say(story, id, 'weather?', { tools }));
		expect(whole).toMatch(/Paris.*Rome/);
		expect(JSON.stringify(await stream({ tools }))).toMatch(/Paris.*Rome/);
		expect(story.sandbox.violations).toEqual([]);
		expect(story.sandbox.chat.requests.at(-1)?.tools).toMatchObject([
			{ name: 'weather', parameters: WEATHER },
		]);
	});

	it('reads a round of tools, and answers it', async () => {
		const [asked] = FEWEST[wire]('weather?', model)[LIST[wire]] as Body[];
		const list = [asked, ...ROUND[wire]('call_1', 'weather', 'sunny')];
		const tools = [TOOL[wire]('weather', WEATHER)];
		const answer = await say(story, id, '', { [LIST[wire]]: list, tools });
		expect(JSON.stringify(answer)).toContain('sunny');
		expect(story.sandbox.violations).toEqual([]);
	});

	it('notes an answer without a call, and a call without an answer', async () => {
		const [asked] = FEWEST[wire]('weather?', model)[LIST[wire]] as Body[];
		const [call, told] = ROUND[wire]('call_1', 'weather', 'sunny');
		await say(story, id, '', { [LIST[wire]]: [asked, told] });
		await say(story, id, '', { [LIST[wire]]: [asked, call, asked] });
		expect(story.sandbox.violations.map(({ problems }) => problems)).toEqual([
			[expect.stringContaining('a call that nobody made')],
			['No answer to the call call_1'],
		]);
	});

	it('sees a picture', async () => {
		await say(story, id, 'look', PICTURE[wire]('look', model));
		const [{ turns }] = story.sandbox.chat.requests;
		expect(turns[0].files).toHaveLength(1);
		expect(story.sandbox.violations).toEqual([]);
	});

	it('shows its thoughts only where they are asked for', async () => {
		story.sandbox.chat.reply({ text: 'pong', reasoning: 'Hmm.' });
		const answer = JSON.stringify(await say(story, id, 'ping', mostOf(model, 'ping')));
		expect(answer).toContain('Hmm.');
	});
});

describe('what the server refuses', () => {
	it('is a tool of another shape', async () => {
		const answer = await say(story, 'gemini-2.5-pro', 'x', { tools: [{ name: 'weather' }] });
		expect(answer).toEqual({ code: 400, msg: 'Tool type or function is null', data: null });
	});

	it('is an empty turn of calls, by Gemini 3.1 Pro', async () => {
		const [call, told] = ROUND.chatCompletions('call_1', 'weather', 'sunny');
		const messages = [{ role: 'user', content: 'x' }, { ...call, content: null }, told];
		expect(await say(story, 'gemini-3.1-pro', 'x', { messages })).toMatchObject({ code: 400 });
		expect(await say(story, 'gemini-2.5-pro', 'x', { messages })).not.toHaveProperty('code');
	});

	it.each([
		['a dated id', '/claude/v1/messages', 'claude-opus-4-5-20251101', 422],
		['a model of another maker', '/grok/v1/responses', 'gpt-5-5', 422],
		['a path that does not exist', '/chat/gpt-5-2/v1/chat/completions', 'gpt-5-2', 404],
		['a model that does not exist', '/gpt-9/v1/chat/completions', 'gpt-9', 404],
	])('is %s', async (_, path, model, code) => {
		const { data } = await ask(story, path, { model, messages: [{ role: 'user', content: 'x' }] });
		expect(JSON.parse(data)).toMatchObject({ code });
		expect(story.sandbox.ledger.payments).toEqual([]);
	});

	it.each([
		['search and functions', 'gemini-2.5-pro', 'googleSearch'],
		['search and functions', 'gpt-5-5', 'web_search'],
	])('is noted where the page forbids it: %s, %s', async (_, id, name) => {
		const { wire } = modelOf(id);
		const search = wire === 'responses' ? { type: name } : { type: 'function', function: { name } };
		await say(story, id, 'x', { tools: [search] });
		expect(story.sandbox.violations).toEqual([]);
		expect(story.sandbox.chat.requests[0].webSearch).toBe(true);
		await say(story, id, 'x', { tools: [search, TOOL[wire]('weather', WEATHER)] });
		expect(story.sandbox.violations).toHaveLength(1);
	});

	it('is noted: a schema together with functions, a wrong level, tool_choice alone', async () => {
		const { response_format: format } = mostOf(modelOf('gemini-2.5-pro'), 'x');
		const tools = [TOOL.chatCompletions('weather', WEATHER)];
		await say(story, 'gemini-2.5-pro', 'x', { response_format: format, tools });
		await say(story, 'gemini-2.5-pro', 'x', { reasoning_effort: 'medium' });
		await say(story, 'gpt-5-5', 'x', { tool_choice: 'auto' });
		await say(story, 'gpt-5-5', 'x', { reasoning: { effort: 'max' } });
		expect(story.sandbox.violations).toHaveLength(4);
	});
});
