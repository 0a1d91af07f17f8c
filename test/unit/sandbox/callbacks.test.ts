/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { endpointOf, type Envelope } from '../../facts/endpoints';
import { FAMILIES, FAMILY_OF_PATH, sign } from '../../sandbox';
import { differences } from './shape';
import { Story } from './story';

const KEY = 'test-webhook-hmac-key';
const GENERATE = '/api/v1/generate';
const LYRICS = '/api/v1/lyrics';

interface Received {
	headers: IncomingHttpHeaders;
	body: Envelope & { data: { task_id?: string; callbackType?: string } };
}

let story: Story;
let receiver: Server;
let url: string;
let received: Received[];
/** Status to answer with; none means silence. */
let answers: Array<number | undefined>;

beforeEach(async () => {
	[received, answers] = [[], []];
	receiver = createServer((req, res) => {
		let text = '';
		req.on('data', (chunk) => (text += String(chunk)));
		req.on('end', () => {
			received.push({ headers: req.headers, body: JSON.parse(text) as Received['body'] });
			const status = answers.length > 0 ? answers.shift() : 200;
			if (status !== undefined) res.writeHead(status).end();
		});
	});
	await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?id=7`;
	story = await Story.begin({ hmacKey: KEY });
});
afterEach(async () => {
	await story.sandbox.close();
	receiver.closeAllConnections();
	await new Promise((resolve) => receiver.close(resolve));
});

/** Submits with the receiver's address, and lets time pass until the last callback has arrived. */
async function told(path: string, ms = 3_600_000): Promise<string> {
	const body = { ...(await story.bodyFor(path)), callBackUrl: url, calBackUrl: url };
	received.length = 0;
	const taskId = await story.start(path, body);
	await pass(ms);
	return taskId;
}

/** Real requests need real turns of the event loop between two steps of the clock. */
async function pass(ms: number): Promise<void> {
	for (let step = 0; step < 8; step++) {
		await story.clock.advance(ms / 8);
		await story.sandbox.callbacks.idle();
	}
}

/** Waits for requests that are really on their way. */
async function arrived(count: number): Promise<void> {
	while (received.length < count) await new Promise((turn) => setImmediate(turn));
}

const results = () => story.sandbox.callbacks.deliveries.map(({ result }) => result);

it('signs as documented', () => {
	const signature = sign(KEY, 'ee9c2715375b7837f8bb51d641ff5863', '1769670760');
	expect(signature).toBe('xG6/yOyrMyJtUdc1yjmHpKLHSHF3MpzOPa6uxSj3qb4=');
});

it('tells a song in three stages, each in its time', async () => {
	await told(GENERATE, 120_000);
	expect(received.map(({ body }) => body.data.callbackType)).toEqual(['text', 'first', 'complete']);
	const [task] = story.sandbox.tasks.all;
	const times = story.sandbox.callbacks.deliveries.map(({ at }) => (at - task.createdAt) / 1000);
	expect(times).toEqual([24, 72, 120]);
});

it.each(Object.keys(FAMILY_OF_PATH))(
	'tells the end of %s as the facts do, well and badly',
	async (path) => {
		const { callbackExamples = {} } = endpointOf('POST', path);
		const { success, failure } = FAMILIES[FAMILY_OF_PATH[path]];
		// The Market's example is that of a video with its first and last frame.
		const good = path === '/api/v1/jobs/createTask' ? 'success_frames' : success;
		for (const end of [good, failure]) {
			story.sandbox.next(path, { end });
			await told(path);
			const { stage, body, taskId } = story.sandbox.callbacks.deliveries.at(-1)!;
			expect(differences(body, callbackExamples[stage])).toEqual([]);
			expect(JSON.stringify(body)).toContain(taskId);
			expect((body as Envelope).code === 200).toBe(end === good);
		}
	},
);

it('signs with the time of sending and the id of the task', async () => {
	const taskId = await told(LYRICS);
	const [{ headers }] = received;
	const timestamp = String(headers['x-webhook-timestamp']);
	expect(Number(timestamp)).toBe(story.sandbox.callbacks.deliveries[0].at / 1000);
	expect(headers['x-webhook-signature']).toBe(sign(KEY, taskId, timestamp));
});

it('signs nothing without a key', async () => {
	await story.sandbox.close();
	story = await Story.begin();
	await told(LYRICS);
	expect(received[0].headers).not.toHaveProperty('x-webhook-signature');
});

it('tries three times more when not answered with 200', async () => {
	answers = [500, 404, 302, 500, 200];
	await told(LYRICS);
	expect(story.sandbox.callbacks.deliveries.map(({ result }) => result)).toEqual([
		500, 404, 302, 500,
	]);
	expect(received).toHaveLength(4);
});

it('does not wait longer than 15 seconds for an answer', async () => {
	answers = [undefined, 200];
	await story.start(LYRICS, { ...(await story.bodyFor(LYRICS)), callBackUrl: url });
	await story.clock.advance(20_000);
	await arrived(1);
	await story.clock.advance(14_999);
	expect(results()).toEqual(['failed']);
	await story.clock.advance(5_001);
	await arrived(2);
	await story.sandbox.callbacks.idle();
	expect(results()).toEqual(['no answer', 200]);
});

it('tells twice, late or never on demand', async () => {
	story.sandbox.next(LYRICS, { callback: { copies: 2, delay: 60 } });
	await told(LYRICS, 79_000);
	expect(received).toHaveLength(0);
	await pass(1_000);
	expect(received).toHaveLength(2);
	story.sandbox.callbacks.behave({ drop: true });
	await told(LYRICS);
	expect(received).toHaveLength(0);
});

it.each(['signature', 'stale', 'unsigned', 'body'] as const)('forges: %s', async (forge) => {
	story.sandbox.next(GENERATE, { callback: { forge } });
	const taskId = await told(GENERATE);
	const { headers, body } = received.at(-1)!;
	const timestamp = String(headers['x-webhook-timestamp']);
	const good = headers['x-webhook-signature'] === sign(KEY, taskId, timestamp);
	expect(good).toBe(forge === 'stale' || forge === 'body');
	const sentAt = story.sandbox.callbacks.deliveries.at(-1)!.at / 1000;
	expect(sentAt - Number(timestamp) > 900).toBe(forge === 'stale');
	expect(JSON.stringify(body).includes('attacker.invalid')).toBe(forge === 'body');
});

it.each(['complete', 'complete_alt_cn', 'complete_alt_nested'])(
	'speaks the dialect %s',
	async (variant) => {
		const path = '/api/v1/wav/generate';
		story.sandbox.next(path, { callback: { variant } });
		await told(path);
		expect(
			differences(received.at(-1)?.body, endpointOf('POST', path).callbackExamples?.[variant]),
		).toEqual([]);
	},
);

it('tells the code and reason of a failure', async () => {
	const order = { end: 'GENERATE_AUDIO_FAILED', errorCode: 531, errorMessage: 'Nothing came out.' };
	story.sandbox.next(GENERATE, order);
	await told(GENERATE);
	expect(received.map(({ body }) => body)).toMatchObject([{ code: 531, msg: 'Nothing came out.' }]);
});

it('says anything at any time when asked to', async () => {
	await told(GENERATE, 1_000);
	const [task] = story.sandbox.tasks.all;
	const delivery = await story.sandbox.callbacks.send(task, 'complete', { forge: 'signature' });
	expect(delivery).toMatchObject({ result: 200, stage: 'complete' });
	expect(received).toHaveLength(1);
});

it.each(['https://proxy.kie.ai/mcp-callback', 'https://example.com/callback', 'not an address'])(
	'calls nobody at %s',
	async (callBackUrl) => {
		await story.finish(LYRICS, { ...(await story.bodyFor(LYRICS)), callBackUrl });
		expect(story.sandbox.callbacks.deliveries).toMatchObject([{ result: 'skipped', attempt: 1 }]);
	},
);

it('ends at once, whoever is still to be told', async () => {
	await story.start(LYRICS, { ...(await story.bodyFor(LYRICS)), callBackUrl: url });
	await story.sandbox.close();
	await story.clock.advance(3_600_000);
	expect(received).toHaveLength(0);
});
