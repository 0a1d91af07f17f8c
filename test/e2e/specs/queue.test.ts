/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFile } from 'node:fs/promises';

import type { N8nApi } from '../../tools/n8n/api';
import { type Execution, outputOf } from '../../tools/n8n/api/executions';
import type { StoredWorkflow } from '../../tools/n8n/api/workflows';
import { startQueue, type N8nQueue } from '../../tools/n8n/queue';
import { releaseOf } from '../../tools/n8n/releases';
import { sandboxCredential } from '../../tools/n8n/session/furnish';
import { startSandbox, type Sandbox } from '../../sandbox';
import { PACKAGE_VARIABLE } from '../setup/running';
import {
	activate,
	chain,
	executionOf,
	post,
	triggerUrl,
	triggered,
} from '../support/callbackWorkflows';
import { agentOfWebhook, callsOf } from '../support/chatWorkflows';

declare const n8nRelease: string;

jest.setTimeout(1_800_000);

const EXECUTIONS = Number(process.env.E2E_QUEUE_EXECUTIONS ?? 200);
const HALF = EXECUTIONS / 2;
const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);
const LONGEST_MS = 1_200_000;
const WORKERS = 4;
/** All workers together take the polling executions, all but one of them cannot: the one that dies has some of them. */
const CONCURRENCY = Math.ceil(HALF * 0.3);
/** All songs are started, at Kie.ai's pace for all workers and on a busy machine, before the first one is finished. */
const SONG_SECONDS = Math.round(90 + EXECUTIONS * 0.7);
/** Workers that each take Kie.ai's pace for their own are refused three times for every task. */
const MOST_REFUSED_PER_TASK = 1;

interface Listed {
	id: string;
	status: string;
}

interface Page {
	results: Listed[];
	nextCursor?: string | null;
}

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

describe('queue mode: main, four workers, a webhook process', () => {
	let n8n: N8nQueue;
	let sandbox: Sandbox;

	beforeAll(async () => {
		const durations = { stems: 20, midi: 10 };
		sandbox = await startSandbox({ durations, hmacKey: 'queue-hmac-key' });
		n8n = await startQueue({
			release: releaseOf(n8nRelease),
			workers: WORKERS,
			concurrency: CONCURRENCY,
			packageTarball: process.env[PACKAGE_VARIABLE] ?? '',
			postgres: {
				host: process.env.E2E_POSTGRES_HOST ?? '127.0.0.1',
				port: Number(process.env.E2E_POSTGRES_PORT ?? 5432),
				user: process.env.E2E_POSTGRES_USER ?? 'postgres',
				password: process.env.E2E_POSTGRES_PASSWORD,
			},
			redis: {
				host: process.env.E2E_REDIS_HOST ?? '127.0.0.1',
				port: Number(process.env.E2E_REDIS_PORT ?? 6379),
			},
		});
	});
	afterAll(async () => {
		await n8n?.stop();
		await sandbox?.close();
	});

	it('a worker asks the chat model of an agent, which calls a tool', async () => {
		const { api, webhookUrl } = n8n;
		const credential = await sandboxCredential(api, sandbox);
		sandbox.chat.reply(
			({ tools }) => ({ toolCalls: [{ name: tools[0].name, arguments: { input: '6*7' } }] }),
			({ turns }) => `It is ${turns.at(-1)?.results[0].text}`,
		);
		const workflow = await activate(api, agentOfWebhook('queue-agent', credential));

		await post(webhookUrl, 'queue-agent', ['What is 6 times 7?']);

		const execution = await executionOf(api, workflow, ['success', 'error'], 60_000);
		expect(execution.run.resultData.error).toBeUndefined();
		expect(outputOf(execution, 'Agent')[0].json).toEqual({ output: expect.stringContaining('42') });
		expect(callsOf(execution, 'Model')).toEqual([
			expect.objectContaining({ creditsConsumed: expect.any(Number) }),
			expect.objectContaining({ creditsConsumed: expect.any(Number) }),
		]);
	});

	it(`${EXECUTIONS} chains survive the loss of a worker`, async () => {
		const { api, webhookUrl, workers } = n8n;
		const credential = await sandboxCredential(api, sandbox);
		const trigger = await activate(
			api,
			triggered('queue-trigger', credential, { events: ['success'] }),
		);
		const song = { callbackUrl: triggerUrl(webhookUrl, 'queue-trigger') };
		const polling = await activate(api, chain('queue-polling', credential, 'polling', song));
		const callback = await activate(api, chain('queue-callback', credential, 'callback'));

		for (let i = 0; i < HALF; i++) {
			await post(webhookUrl, 'queue-callback', [prompt('By callback', i)]);
		}
		for (let i = 0; i < HALF; i++) {
			await post(webhookUrl, 'queue-polling', [prompt('By polling', i)]);
		}
		const songs = () => sandbox.tasks.all.filter(({ path }) => path === '/api/v1/generate');
		const isStored = ({ status }: Listed) => status === 'waiting';
		while (songs().length < EXECUTIONS || !(await listed(api, callback)).every(isStored)) {
			expect(songs().some(({ endsAt }) => endsAt < Date.now())).toBe(false);
			await pause(500);
		}
		await workers[0].kill();
		const log = await readFile(workers[0].logFile, 'utf8');

		const byCallback = await allEnded(api, callback);
		const byPolling = await allEnded(api, polling);
		await pause(5_000);
		const byTrigger = await allEnded(api, trigger);

		const count = (list: Execution[]) => tally(list.map(({ status }) => status));
		const lost = byPolling.filter(({ status }) => status !== 'success');
		const emitted = byTrigger.flatMap((one) =>
			outputOf(one, 'After').map(({ json }) => String(json.taskId)),
		);
		const prompts = tally(songs().map(({ body }) => String(body.prompt)));
		const report = {
			callback: count(byCallback),
			polling: count(byPolling),
			payments: sandbox.ledger.payments.length,
			songs: songs().length,
			refusedPerTask: refused() / sandbox.tasks.all.length,
			paidTwice: Object.values(prompts).filter((times) => times > 1).length,
			triggered: emitted.length,
			deliveries: tally(sandbox.callbacks.deliveries.map(({ result }) => String(result))),
			lost: tally(lost.map(({ run }) => run.resultData.error?.message ?? 'no message')),
		};
		process.stdout.write(`${JSON.stringify(report)}\n`);

		expect(count(byCallback)).toEqual({ success: HALF });
		expect(byPolling).toHaveLength(HALF);
		expect(report.paidTwice).toBe(0);
		expect(report.refusedPerTask).toBeLessThan(MOST_REFUSED_PER_TASK);
		const tasks = sandbox.tasks.all.map(asked);
		expect(new Set(tasks).size).toBe(tasks.length);
		expect(new Set(emitted).size).toBe(emitted.length);
		expect(emitted).toHaveLength(HALF);
		// What was under way in the dead worker is lost, and found again by the ids in its log.
		expect(lost.length).toBeGreaterThan(0);
		expect(lost.length).toBeLessThan(HALF);
		const promptOf = new Map(sandbox.tasks.all.map(({ id, body }) => [id, body.prompt]));
		const started = [...log.matchAll(/Kie\.ai task started: music (\w+)/g)].map(([, id]) => id);
		const polled = started.filter((id) => String(promptOf.get(id)).startsWith('By polling'));
		expect(polled).toHaveLength(lost.length);
	});

	const refused = () => sandbox.requests.filter(({ code }) => code === 429).length;

	const prompt = (how: string, i: number) => `${how} ${i} [sandbox: seconds ${SONG_SECONDS}]`;

	/** What a task was asked for: the same twice would have been paid twice. */
	const asked = ({ path, body }: { path: string; body: Record<string, unknown> }) =>
		JSON.stringify([path, body.prompt, body.taskId, body.audioId]);

	const tally = (words: string[]) =>
		words.reduce<Record<string, number>>(
			(sum, word) => ({ ...sum, [word]: (sum[word] ?? 0) + 1 }),
			{},
		);

	async function all(api: N8nApi, workflow: StoredWorkflow): Promise<Execution[]> {
		const executions: Execution[] = [];
		for (const { id } of await listed(api, workflow)) executions.push(await api.executions.get(id));
		return executions;
	}

	/** Ids and states of all executions of a workflow: the list comes in pages. */
	async function listed(api: N8nApi, { id: workflowId }: StoredWorkflow): Promise<Listed[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const found: Listed[] = [];
		for (let cursor = ''; ; ) {
			const page = await api.rest.request<Page>(
				'GET',
				`/rest/executions?limit=100&filter=${filter}${cursor && `&cursor=${cursor}`}`,
			);
			found.push(...page.results);
			if (!page.nextCursor) return found;
			cursor = page.nextCursor;
		}
	}

	async function allEnded(api: N8nApi, workflow: StoredWorkflow): Promise<Execution[]> {
		const deadline = Date.now() + LONGEST_MS;
		const isOver = ({ status }: Listed) => ENDED.has(status);
		while (!(await listed(api, workflow)).every(isOver) && Date.now() < deadline) {
			await pause(2_000);
		}
		return await all(api, workflow);
	}
});
