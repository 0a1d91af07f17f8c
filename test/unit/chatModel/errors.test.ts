import { failureOf, modelNode, piecesOf, tool, withModel } from '../../support/chatModel';
import { Scenario } from '../../support/scenario';
import type { Fault } from '../../sandbox/faults';

const MODEL = 'claude-sonnet-5';
const TOP_UP = 'Credits insufficient : Please top up to continue.';

describe('a model that does not answer', () => {
	const scenario = new Scenario();
	beforeEach(async () => {
		scenario.credential = {};
		await scenario.open();
	});
	afterEach(async () => await scenario.close());

	const asked = () => scenario.sandbox.requestsTo('POST', /./).length;
	/** Both are there wherever only one of the two texts is shown. */
	const expectWords = ({ message, description }: Awaited<ReturnType<typeof failureOf>>) => ({
		toContain: (...words: string[]) => {
			for (const word of words) {
				expect(message).toContain(word);
				expect(description).toContain(word);
			}
		},
	});

	it.each([
		[401, 'Unauthorized token', 'Check the API key'],
		[402, TOP_UP, 'Top up the credits'],
		[433, 'Sub-key limit', 'raise it at kie.ai/api-key'],
		[455, 'The server is being maintained', 'run it again later'],
		[500, 'Server exception', 'choose another model'],
	])('code %i: Kie.ai’s words and what to do, sent once', async (code, msg, advice) => {
		scenario.sandbox.chat.reply({ refuse: { code, msg } });

		const failure = await failureOf(scenario, modelNode(MODEL));

		expectWords(failure).toContain(msg.replace(/\.$/, ''), `code ${code}`, advice);
		expect(asked()).toBe(1);
	});

	const PAGES: Array<[string, Fault, string]> = [
		['a page of a gateway', { kind: 'html', status: 502 }, 'HTTP 502'],
		['a refused page', { kind: 'html', status: 403 }, 'HTTP 403'],
		['half an answer', { kind: 'cut' }, 'no answer that can be read'],
		['a connection that breaks', { kind: 'drop', when: 'after-queueing' }, 'no answer'],
		['an empty answer', { kind: 'empty' }, 'the model gave an empty answer'],
	];
	it.each(PAGES)('%s: says so, sent once', async (_, fault, words) => {
		scenario.sandbox.faults.add(fault);

		const failure = await failureOf(scenario, modelNode(MODEL));

		expectWords(failure).toContain(words);
		expect(failure.message).not.toMatch(/undefined/);
		expect(asked()).toBe(1);
	});

	it('a host that is not there: nothing was paid', async () => {
		scenario.credential = { apiHost: 'http://127.0.0.1:9' };

		const failure = await failureOf(scenario, modelNode(MODEL));

		expectWords(failure).toContain('Kie.ai could not be reached', 'Nothing was paid');
	});

	it('429: is asked again after a pause', async () => {
		scenario.sandbox.faults.add({ kind: 'code', code: 429, msg: 'Too many requests', times: 2 });
		const before = scenario.clock.now();

		const { result } = await withModel(
			scenario,
			modelNode(MODEL),
			async (model) => await piecesOf(model.stream('ping')),
		);

		expect(result.map(({ text }) => text).join('')).toBe('You said: ping');
		expect(asked()).toBe(3);
		expect(scenario.clock.now() - before).toBeGreaterThanOrEqual(6_000);
	});

	it('429 for good: says so after four tries', async () => {
		scenario.sandbox.faults.add({ kind: 'status', status: 429, times: 9 });

		const failure = await failureOf(scenario, modelNode(MODEL));

		expectWords(failure).toContain('too many requests', 'run it again in a minute');
		expect(asked()).toBe(4);
	});

	const BREAKS: Array<[string, Fault, string]> = [
		['breaks off', { kind: 'break', after: 3 }, 'The answer is incomplete: the answer broke off'],
		['just ends', { kind: 'break', after: 3, end: true }, 'The answer is incomplete'],
		[
			'turns into a refusal',
			{ kind: 'streamError', after: 3, code: 402, msg: TOP_UP },
			'Credits insufficient',
		],
	];
	it.each(BREAKS)('a stream that %s: what came stays, then the reason', async (_, fault, words) => {
		scenario.sandbox.chat.reply('one two three four five six');
		scenario.sandbox.faults.add(fault);
		const seen: string[] = [];

		const failure = await failureOf(scenario, modelNode(MODEL), async (model) => {
			for await (const { text } of await model.stream('ping')) seen.push(text);
		});

		expect(seen.join('')).toMatch(/^one/);
		expectWords(failure).toContain(words);
		expect(asked()).toBe(1);
	});

	it('a stream that falls silent is given up after ten minutes', async () => {
		scenario.sandbox.chat.reply({ text: 'one two three', pause: 24 * 3600 });

		const failure = await failureOf(
			scenario,
			modelNode(MODEL),
			async (model) => await piecesOf(model.stream('ping')),
		);

		expectWords(failure).toContain('nothing was received for ten minutes');
		expect(asked()).toBe(1);
	});

	it.each([
		[{ webSearch: true }, 'gpt-5-5', 'Web search and function tools exclude each other'],
		[{ reasoningEffort: 'max' }, 'gemini-3-7-flash', 'has no reasoning effort "max"'],
		[{ temperature: 3 }, MODEL, 'Sampling Temperature must be at least 0 and at most 2, but is 3'],
		[{ path: 'https://elsewhere.example/v1' }, MODEL, 'API Path must be a path of api.kie.ai'],
		[{}, 'no model!', 'Model must be the ID of a model, but is "no model!"'],
	])('options %j of %s are refused before they cost anything', async (options, id, words) => {
		const failure = await failureOf(
			scenario,
			modelNode(id, options),
			async (model) => await model.bindTools([tool('get_weather')]).invoke('ping'),
		);

		expectWords(failure).toContain(words, 'Nothing was sent and nothing was paid');
		expect(asked()).toBe(0);
	});

	it('options are read as they are meant', async () => {
		const options = { reasoningEffort: 'High', temperature: ' 0.2 ', maxTokens: '99' };

		await withModel(scenario, modelNode(' GPT-5.5 ', options), async (model) => {
			await model.invoke('ping');
		});

		expect(scenario.sandbox.chat.requests[0].body).toMatchObject({
			model: 'gpt-5-5',
			reasoning: { effort: 'high' },
			temperature: 0.2,
			max_output_tokens: 99,
		});
	});

	it.each([
		[{ temperature: '0,7' }, 'Sampling Temperature must be a number, but is "0,7"'],
		[{ maxTokens: '4.096' }, 'Maximum Number of Tokens is "4.096", which may mean'],
		[{ webSearch: 'maybe' }, 'Web Search must be true or false'],
		[{ format: 'xml' }, 'API Format must be one of Automatic'],
	])('options that say nothing are refused: %j', async (options, words) => {
		expectWords(await failureOf(scenario, modelNode('gpt-5-5', options))).toContain(words);
		expect(asked()).toBe(0);
	});

	it('the options that are chosen are sent', async () => {
		const options = { reasoningEffort: 'high', temperature: 0.2, maxTokens: 99, webSearch: true };

		const { result } = await withModel(
			scenario,
			modelNode('gpt-5-5', options),
			async (model) => await model.invoke('ping'),
		);

		expect(result.text).toContain('I searched the web');
		expect(scenario.sandbox.chat.requests[0].body).toMatchObject({
			reasoning: { effort: 'high' },
			temperature: 0.2,
			max_output_tokens: 99,
		});
	});
});
