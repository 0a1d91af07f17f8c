/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFile } from 'node:fs/promises';

import { N8nApi } from '../../tools/n8n/api';
import { type Execution, outputOf } from '../../tools/n8n/api/executions';
import type { StoredCredential } from '../../tools/n8n/api/credentials';
import { withCredential, type WorkflowFile } from '../../tools/n8n/api/workflows';
import { OWNER } from '../../tools/n8n/server';
import { exampleFiles, sandboxCredential } from '../../tools/n8n/session/furnish';
import { startSandbox, type Sandbox } from '../../sandbox';
import { knownValues } from '../../sandbox/chat/examples';
import type { Fault } from '../../sandbox/faults';
import { addressVariable } from '../setup/running';
import {
	agent,
	ai,
	calculator,
	callsOf,
	chatTrigger,
	kieModel,
	openChat,
	run,
	says,
	selecting,
	using,
	workflow,
} from '../support/chatWorkflows';

declare const n8nRelease: string;

jest.setTimeout(900_000);

const MODELS = ['claude-sonnet-5', 'gemini-3-7-flash', 'gemini-2.5-pro', 'gpt-5-5'];
const [CLAUDE, , , GPT] = MODELS;
const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

let api: N8nApi;
let sandbox: Sandbox;
let credential: StoredCredential;
beforeAll(async () => {
	api = await N8nApi.enter(process.env[addressVariable(n8nRelease)] ?? '', OWNER);
	sandbox = await startSandbox({ durations: 40, rateLimit: false });
	credential = await sandboxCredential(api, sandbox);
});
afterAll(async () => await sandbox?.close());
beforeEach(() => {
	sandbox.chat.clear();
	sandbox.faults.clear();
});

const MODEL = 'ai_languageModel';
const jsonOf = (execution: Execution, name = 'Agent') => outputOf(execution, name)[0]?.json;
const errorOf = ({ run: { resultData } }: Execution) => resultData.error;
const lastAsked = () => sandbox.chat.requests[sandbox.chat.requests.length - 1];

/** Calls the calculator so often, then says what it heard. */
const calculates = (times: number) => () =>
	sandbox.chat.reply(
		({ tools }) => ({
			toolCalls: Array.from({ length: times }, (_, i) => ({
				name: tools[0].name,
				arguments: { input: `6*${i + 7}` },
			})),
			credits: 0.5,
		}),
		({ turns }) => ({
			text: `It is ${turns.flatMap(({ results }) => results.map(({ text }) => text)).join(' and ')}`,
			usage: { inputTokens: 30, outputTokens: 11, totalTokens: 41 },
			credits: 0.25,
		}),
	);

const secondModel = () => kieModel(credential, GPT, 'Second');

const callsTools = (versions: number[]) =>
	it.each(versions)('Agent %s calls tools with a model of each format', async (version) => {
		for (const model of MODELS) {
			for (const [times, words] of [
				[1, '42'],
				[2, '48'],
			] as const) {
				calculates(times)();
				const file = using(agent(version), [
					[kieModel(credential, model), MODEL],
					[calculator(), 'ai_tool'],
				]);

				const execution = await run(api, file);

				const label = `${version} ${model} ${times}`;
				expect([label, errorOf(execution)]).toEqual([label, undefined]);
				expect([label, jsonOf(execution)?.output]).toEqual([label, expect.stringContaining(words)]);
				expect(callsOf(execution, 'Model')).toEqual([
					expect.objectContaining({ creditsConsumed: 0.5 }),
					expect.objectContaining({
						creditsConsumed: 0.25,
						tokenUsage: { promptTokens: 30, completionTokens: 11, totalTokens: 41 },
					}),
				]);
			}
		}
		expect(sandbox.violations).toEqual([]);
	});

/** The first n8n with the SDK has older agents, and a zod that its SDK does not know. */
const inFirst = () => callsTools([1.7, 2.2, 3, 3.1]);

const inNewest = () => {
	callsTools([1.7, 2.2, 3, 3.1]);

	it('streams to a chat window and remembers three turns', async () => {
		const chat = await openChat(
			api,
			workflow(
				[
					chatTrigger(),
					agent(3.1),
					kieModel(credential, CLAUDE),
					ai('Memory', 'memoryBufferWindow', 1.3),
				],
				[
					['Chat', 'Agent'],
					['Model', 'Agent', MODEL],
					['Memory', 'Agent', 'ai_memory'],
				],
			),
		);
		sandbox.chat.reply('Hello Ada', 'Blue, then', 'You are Ada and like blue');

		expect(await chat.say('I am Ada')).toEqual({ text: 'Hello Ada', errors: [] });
		await chat.say('I like blue');
		const { text } = await chat.say('Who am I?');

		expect(text).toBe('You are Ada and like blue');
		expect(lastAsked().stream).toBe(true);
		expect(lastAsked().turns.map((turn) => turn.text)).toEqual([
			'I am Ada',
			'Hello Ada',
			'I like blue',
			'Blue, then',
			'Who am I?',
		]);
		const [id] = await api.executions.ids(chat.id);
		const [call] = callsOf(await api.executions.waitFor(id), 'Model');
		expect(call).toMatchObject({ creditsConsumed: expect.any(Number), tokenUsage: {} });
	});

	it('shows every refusal in the chat window', async () => {
		const chat = await openChat(
			api,
			workflow(
				[chatTrigger(), agent(3.1), kieModel(credential, CLAUDE)],
				[
					['Chat', 'Agent'],
					['Model', 'Agent', MODEL],
				],
			),
		);
		const code = (number: number, msg: string): Fault => ({ kind: 'code', code: number, msg });
		const cases: Array<[Fault, string, string]> = [
			[code(401, 'Unauthorized token'), 'Unauthorized token', 'Check the API key'],
			[code(402, 'Credits insufficient'), 'Credits insufficient', 'Top up the credits'],
			[{ ...code(429, 'Too many requests'), times: 4 }, 'Too many requests', 'in a minute'],
			[code(455, 'Being maintained'), 'Being maintained', 'run it again later'],
			[code(500, 'Server exception'), 'Server exception', 'choose another model'],
			[{ kind: 'html', status: 502 }, 'HTTP 502', 'run it again'],
			[{ kind: 'break', after: 3 }, 'broke off', 'run it again'],
		];
		for (const [fault, words, advice] of cases) {
			sandbox.faults.add({ ...fault, path: /messages/ });
			const { errors } = await chat.say('one two three four');
			expect(errors).toEqual([expect.stringContaining(words)]);
			expect(errors).toEqual([expect.stringContaining(advice)]);
		}
	});

	it('gives structured output, from an agent and from a chain', async () => {
		const jsonSchemaExample = '{ "city": "Oslo", "degrees": 3 }';
		const parser = ai('Parser', 'outputParserStructured', 1.3, { jsonSchemaExample });
		const chain = ai('Agent', 'chainLlm', 1.7, {
			...{ promptType: 'define', text: '={{ $json.chatInput }}', hasOutputParser: true },
		});
		for (const user of [chain, agent(3.1, { hasOutputParser: true })]) {
			if (user === chain) sandbox.chat.reply(fenced({ output: { city: 'Oslo', degrees: 3 } }));
			const execution = await run(
				api,
				using(user, [
					[kieModel(credential, GPT), MODEL],
					[parser, 'ai_outputParser'],
				]),
			);

			expect(errorOf(execution)).toBeUndefined();
			expect(jsonOf(execution)?.output).toEqual({
				city: expect.any(String),
				degrees: expect.any(Number),
			});
		}
	});

	it('sees pictures by address and of the workflow, and PDFs', async () => {
		const chain = ai('Agent', 'chainLlm', 1.7, {
			promptType: 'define',
			text: '={{ $json.chatInput }}',
			messages: {
				messageValues: [
					{
						type: 'HumanMessagePromptTemplate',
						messageType: 'imageUrl',
						imageUrl: 'https://files.example/cat.png',
					},
				],
			},
		});
		const options = { passthroughBinaryImages: true, passthroughBinaryPdfs: true };
		const look = says('Look', { data: PNG, mimeType: 'image/png' });
		const read = says('Read', { data: 'JVBERi0xLjQ=', mimeType: 'application/pdf' });
		for (const [user, start, file] of [
			[chain, look, { url: 'https://files.example/cat.png' }],
			[agent(3.1, { options }), look, { mimeType: 'image/png' }],
			[agent(3.1, { options }), read, { mimeType: 'application/pdf' }],
		] as const) {
			const below: Parameters<typeof using>[1] = [[kieModel(credential, CLAUDE), MODEL]];
			const execution = await run(api, using(user, below, [...start]));

			expect(errorOf(execution)).toBeUndefined();
			expect(lastAsked().turns.flatMap(({ files }) => files)).toEqual([
				expect.objectContaining(file),
			]);
		}
	});

	it('serves the Information Extractor, and a second model when the first one fails', async () => {
		const extractor = ai('Agent', 'informationExtractor', 1.2, {
			text: 'It is 3 degrees in Oslo',
			attributes: { attributes: [{ name: 'city', description: 'The city' }] },
			options: {},
		});
		sandbox.chat.reply(fenced({ city: 'Oslo' }));
		const extracted = await run(api, using(extractor, [[kieModel(credential, GPT), MODEL]]));
		expect([errorOf(extracted), jsonOf(extracted)?.output]).toEqual([undefined, { city: 'Oslo' }]);

		sandbox.faults.add({ kind: 'code', code: 500, path: /messages/, times: 3 });
		const file = workflow(
			[
				...says('ping'),
				agent(3.1, { needsFallback: true }),
				kieModel(credential, CLAUDE),
				secondModel(),
			],
			[
				['Start', 'Say'],
				['Say', 'Agent'],
				['Model', 'Agent', MODEL],
				['Second', 'Agent', MODEL, 1],
			],
		);
		const rescued = await run(api, file);
		expect(errorOf(rescued)).toBeUndefined();
		expect(jsonOf(rescued)?.output).toContain('You said');
	});

	it('serves the Summarization Chain, and a Model Selector that chooses among models', async () => {
		const chain = ai('Agent', 'chainSummarization', 2.1, { options: {} });
		sandbox.chat.reply('A kite flies');
		const startedAt = Date.now();
		const summed = await run(api, using(chain, [[kieModel(credential, GPT), MODEL]]));
		expect([errorOf(summed), jsonOf(summed)?.output]).toEqual([
			undefined,
			{ text: 'A kite flies' },
		]);
		// LangChain would ask the internet how many tokens there are, and give up after 100 seconds.
		expect(Date.now() - startedAt).toBeLessThan(60_000);

		calculates(1)();
		const selected = await run(api, selecting(kieModel(credential, CLAUDE), secondModel()));
		expect([errorOf(selected), jsonOf(selected)?.output]).toEqual([
			undefined,
			expect.stringContaining('42'),
		]);
		expect(callsOf(selected, 'Model')).toEqual([]);
		expect(callsOf(selected, 'Second')).toHaveLength(2);
	});

	it('Stop closes the connection within a second', async () => {
		sandbox.chat.reply({ seconds: 600 });
		const file = using(agent(3.1), [[kieModel(credential, CLAUDE), MODEL]]);
		const before = sandbox.requests.length;
		const id = await api.workflows.run(await api.workflows.create(file));
		while (sandbox.requests.length === before) await pause(50);

		const stoppedAt = Date.now();
		await api.executions.stop(id);

		const [request] = sandbox.requests.slice(before);
		while (request.disconnectedAt === undefined) await pause(20);
		expect(request.disconnectedAt - stoppedAt).toBeLessThan(1_000);
		expect((await api.executions.waitFor(id)).status).toBe('canceled');
	});

	it('the songwriter writes lyrics, makes the song and hands on the links', async () => {
		const file = withCredential(await songwriter(), credential, ({ type }) =>
			type.startsWith('n8n-nodes-kie-ai'),
		);
		const trigger = chatTrigger();
		const { name } = file.nodes[0];
		const nodes = file.nodes.map((node, i) => (i === 0 ? { ...trigger, name } : node));
		const chat = await openChat(api, { ...file, nodes });
		const paid = sandbox.ledger.payments.length;

		sandbox.chat.reply(
			({ tools }) => calls(tools, /music/i, { title: 'Kite', style: 'folk', lyrics: LYRICS }),
			(request) => {
				const known = knownValues(request);
				const [taskId, audioId] = [known.get('taskid'), known.get('audioid')];
				return calls(request.tools, /vocals/i, { taskId, audioId });
			},
			({ turns }) => turns.flatMap(({ results }) => results.map((one) => one.text)).join(' '),
		);
		const { text, errors } = await chat.say(
			'Make a song about a red kite, and separate the vocals',
		);

		expect(errors).toEqual([]);
		const [song, stems] = sandbox.ledger.payments
			.slice(paid)
			.filter(({ path }) => path.startsWith('/api/v1/'));
		expect(song.body).toMatchObject({ customMode: true, title: 'Kite', prompt: LYRICS });
		expect(stems).toMatchObject({
			path: '/api/v1/vocal-removal/generate',
			body: { taskId: song.taskId },
		});
		expect(text).toContain(sandbox.filesUrl);
		expect(sandbox.violations).toEqual([]);
	});
};

const LYRICS = '[Verse]\nA little red kite in the big blue sky';

const calls = (tools: Array<{ name: string }>, wanted: RegExp, args: object) => ({
	toolCalls: [{ name: tools.find(({ name }) => wanted.test(name))?.name ?? '', arguments: args }],
});

const fenced = (value: object) => `\`\`\`json\n${JSON.stringify(value)}\n\`\`\``;

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

async function songwriter(): Promise<WorkflowFile> {
	const file = (await exampleFiles()).find((path) => path.endsWith('songwriter-agent.json'));
	return JSON.parse(await readFile(file ?? '', 'utf8')) as WorkflowFile;
}

const inOlder = () => {
	it('lists the node, and a run says which n8n it needs and what to use instead', async () => {
		const types = await api.nodeTypes('n8n-nodes-kie-ai');
		expect(types.map(({ name }) => name)).toContain('n8n-nodes-kie-ai.lmChatKieAi');

		const execution = await run(
			api,
			using(agent(2.2), [[kieModel(credential, CLAUDE), MODEL]], says('ping')),
		);

		const { message, description } = errorOf(execution) as Error & { description?: string };
		expect(`${message} ${description}`).toMatch(/n8n to 2\.16 or later.*Chat > Send Message/);
	});
};

const SCENES: Record<string, () => void> = { newest: inNewest, older: inOlder };

describe('the chat model behind agents and chains', SCENES[n8nRelease] ?? inFirst);
