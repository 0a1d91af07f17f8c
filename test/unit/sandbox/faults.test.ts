/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import axios from 'axios';

import type { Fault } from '../../sandbox';
import { Story } from './story';

const LYRICS = '/api/v1/lyrics';

let story: Story;
beforeEach(async () => {
	story = await Story.begin();
});
afterEach(async () => await story.sandbox.close());

interface Heard {
	status?: number;
	data?: unknown;
	headers?: Record<string, unknown>;
	error?: string;
}

async function submit(timeout = 0): Promise<Heard> {
	return await axios
		.post(story.sandbox.url + LYRICS, await story.bodyFor(LYRICS), {
			headers: { authorization: `Bearer ${story.sandbox.apiKey}` },
			validateStatus: () => true,
			timeout,
		})
		.then(
			({ status, data, headers }) => ({ status, data: data as unknown, headers: { ...headers } }),
			(error: { code: string }) => ({ error: error.code }),
		);
}

const OK = { status: 200, data: { code: 200, msg: 'success' } };
const BROKEN = { error: 'ECONNRESET' };

const answered: Array<[Fault, Heard]> = [
	[
		{ kind: 'code', code: 429 },
		{ status: 200, data: { code: 429, data: null } },
	],
	[{ kind: 'code', code: 500, msg: 'no', data: {} }, { data: { code: 500, msg: 'no', data: {} } }],
	[
		{ kind: 'status', status: 503 },
		{ status: 503, data: { code: 503 } },
	],
	[
		{ kind: 'status', status: 500, body: { error: 'x' } },
		{ status: 500, data: { error: 'x' } },
	],
	[{ kind: 'html' }, { status: 502, headers: { 'content-type': 'text/html; charset=utf-8' } }],
	[{ kind: 'malformed' }, { status: 200, data: expect.stringMatching(/^\{.*[^}]$/) }],
	[{ kind: 'nullRecord' }, { status: 200, data: { code: 200, msg: 'success', data: null } }],
	[{ kind: 'drop', when: 'before-reading' }, BROKEN],
	[{ kind: 'drop', when: 'before-queueing' }, BROKEN],
];

it.each(answered)('spoils one request with %j, and queues nothing', async (fault, expected) => {
	story.sandbox.faults.add(fault);
	expect(await submit()).toMatchObject(expected);
	expect(story.sandbox.tasks.all).toEqual([]);
	expect(story.sandbox.ledger.payments).toEqual([]);
	expect(await submit()).toMatchObject(OK);
});

const queued: Array<[Fault, Heard]> = [
	[{ kind: 'drop', when: 'after-queueing' }, BROKEN],
	[{ kind: 'html', queued: true }, { status: 502 }],
	[{ kind: 'code', code: 500, queued: true }, { data: { code: 500 } }],
	[{ kind: 'malformed', queued: true }, { status: 200 }],
];

it.each(queued)(
	'spoils the answer with %j, though the task is queued and paid',
	async (fault, expected) => {
		story.sandbox.faults.add(fault);
		expect(await submit()).toMatchObject(expected);
		expect(story.sandbox.tasks.all).toHaveLength(1);
		expect(story.sandbox.ledger.payments).toHaveLength(1);
	},
);

it.each([
	[false, 0],
	[true, 1],
])('never answers, with the task queued: %s', async (wanted, tasks) => {
	story.sandbox.faults.add({ kind: 'hang', queued: wanted });
	expect(await submit(100)).toEqual({ error: 'ECONNABORTED' });
	expect(story.sandbox.tasks.all).toHaveLength(tasks);
});

it('knows whether a request was read before its connection broke', async () => {
	story.sandbox.faults.add({ kind: 'drop', when: 'before-reading' });
	story.sandbox.faults.add({ kind: 'drop', when: 'before-queueing' });
	await submit();
	await submit();
	const bodies = story.sandbox.requestsTo('POST', LYRICS).map(({ body }) => body);
	expect(bodies).toEqual([undefined, await story.bodyFor(LYRICS)]);
});

it('sends Retry-After with a refusal', async () => {
	story.sandbox.faults.add({ kind: 'code', code: 429, headers: { 'Retry-After': '7' } });
	expect(await submit()).toMatchObject({ headers: { 'retry-after': '7' } });
});

it('comes late, by the clock of the sandbox', async () => {
	story.sandbox.faults.add({ kind: 'delay', ms: 5_000 });
	const answer = submit();
	while (story.sandbox.requests.length === 0) await new Promise((turn) => setImmediate(turn));
	await story.clock.advance(4_999);
	expect(story.sandbox.tasks.all).toEqual([]);
	await story.clock.advance(1);
	expect(await answer).toMatchObject(OK);
});

it('strikes only where it is told to, as often as told', async () => {
	const taskId = await story.start(LYRICS, await story.bodyFor(LYRICS));
	story.sandbox.faults.add({
		kind: 'code',
		code: 500,
		method: 'GET',
		path: /record-info$/,
		skip: 1,
		times: 2,
	});
	expect(await submit()).toMatchObject(OK);
	const codes = [];
	for (let count = 0; count < 4; count++) codes.push((await story.record(LYRICS, taskId)).code);
	expect(codes).toEqual([200, 500, 500, 200]);
});

it('forgets its faults when cleared', async () => {
	story.sandbox.faults.add({ kind: 'html', times: Infinity });
	expect(await submit()).toMatchObject({ status: 502 });
	story.sandbox.faults.clear();
	expect(await submit()).toMatchObject(OK);
});

it('answers a body that is no JSON like a server that expects one', async () => {
	const { data } = await axios.post(story.sandbox.url + LYRICS, '{"prompt":', {
		headers: {
			authorization: `Bearer ${story.sandbox.apiKey}`,
			'content-type': 'application/json',
		},
	});
	expect(data).toMatchObject({ code: 500 });
});
