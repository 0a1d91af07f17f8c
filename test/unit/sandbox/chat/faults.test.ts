/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import axios, { type AxiosError } from 'axios';

import { chatErrors } from '../../../facts/chat';
import { CREDITS_INSUFFICIENT } from '../../../sandbox';
import { Story } from '../story';
import { ask, eventsOf, FEWEST, modelOf, say, TOOL, WEATHER } from './asks';

let story: Story;
beforeEach(async () => {
	story = await Story.begin();
});
afterEach(async () => await story.sandbox.close());

type Body = Record<string, unknown>;

const CLAUDE = '/claude/v1/messages';
const GEMINI = '/gemini-2.5-pro/v1/chat/completions';
const GOOGLE = '/gemini/v1/models/gemini-3-5-flash:streamGenerateContent';

const hello = FEWEST.messages('one two three four', modelOf('claude-sonnet-5'));
const request = async (body: Body = { stream: false }) =>
	await ask(story, CLAUDE, { ...hello, ...body });
const broken = async (body: Body) =>
	await request(body).then(
		() => 'answered',
		(error: AxiosError) => error.code,
	);

describe('an answer', () => {
	it('may be empty', async () => {
		story.sandbox.faults.add({ kind: 'empty' });
		expect(JSON.parse((await request()).data)).toMatchObject({ content: [] });
	});

	it('may be wrapped', async () => {
		story.sandbox.faults.add({ kind: 'wrapped' });
		expect(JSON.parse((await request()).data)).toMatchObject({
			...{ code: 200, data: { type: 'message', content: [{ type: 'text' }] } },
		});
	});

	it('may have glued arguments', async () => {
		story.sandbox.faults.add({ kind: 'glued' });
		story.sandbox.chat.reply({ toolCalls: [{ name: 'weather', arguments: { city: 'Rome' } }] });
		const tools = [TOOL.chatCompletions('weather', WEATHER)];
		const answer = JSON.stringify(await say(story, 'gemini-2.5-pro', 'x', { tools }));
		expect(answer).toContain(JSON.stringify('{}{"city":"Rome"}'));
	});

	it.each([[undefined], ['text/plain'], ['text/event-stream']])('may come as %s', async (type) => {
		story.sandbox.faults.add({ kind: 'contentType', type });
		const { data, headers } = await ask(story, GEMINI, {
			...FEWEST.chatCompletions('x', modelOf('gemini-2.5-pro')),
			stream: false,
		});
		expect(headers['content-type']).toBe(type);
		expect(JSON.parse(data)).toHaveProperty('choices');
	});

	it('may break in the middle; it is paid', async () => {
		story.sandbox.faults.add({ kind: 'cut' });
		expect(await broken({ stream: false })).toMatch(/ECONNRESET|ERR_BAD_RESPONSE/);
		expect(story.sandbox.ledger.of(CLAUDE)).toHaveLength(1);
	});

	it('may take 108 seconds', async () => {
		story.sandbox.chat.reply({ text: 'pong', seconds: 108 });
		const answer = request();
		let isThere = false;
		void answer.then(() => (isThere = true));
		await until(() => story.sandbox.chat.requests.length > 0);
		await story.clock.advance(107_000);
		expect(isThere).toBe(false);
		await story.clock.advance(1_000);
		expect((await answer).data).toContain('pong');
	});
});

describe('a stream', () => {
	it('may break off, and then lacks its end', async () => {
		story.sandbox.faults.add({ kind: 'break', after: 3 });
		expect(await broken({ stream: true })).toMatch(/ECONNRESET|ERR_BAD_RESPONSE/);
		expect(story.sandbox.ledger.of(CLAUDE)).toHaveLength(1);
	});

	it('may just stop', async () => {
		story.sandbox.faults.add({ kind: 'break', after: 3, end: true });
		const events = eventsOf((await request({ stream: true })).data);
		expect(events.map(({ event }) => event)).toEqual([
			'message_start',
			'content_block_start',
			'content_block_delta',
		]);
	});

	it('may carry a refusal', async () => {
		story.sandbox.faults.add({ kind: 'streamError', after: 1, code: 500, msg: 'no' });
		const events = eventsOf((await request({ stream: true })).data);
		expect(events.at(-1)).toEqual({ data: { code: 500, msg: 'no', data: null } });
	});

	it('may be one list', async () => {
		story.sandbox.faults.add({ kind: 'chunkList' });
		const body = FEWEST.generateContent('a b', modelOf('gemini-3-5-flash'));
		const { data } = await ask(story, GOOGLE, { ...body, stream: true });
		expect(JSON.parse(data)).toContainEqual(expect.objectContaining({ credits_consumed: 0.01 }));
	});

	it('comes at its pace', async () => {
		story.sandbox.chat.reply({ text: 'a b c', pause: 1 });
		const answer = request({ stream: true });
		await until(() => story.sandbox.chat.requests.length > 0);
		await story.clock.advance(60_000);
		expect(eventsOf((await answer).data).at(-1)).toMatchObject({ event: 'message_stop' });
	});
});

describe('instead of an answer', () => {
	it.each(chatErrors.map((error) => [error.shape, error] as const))(
		'an error in the words of %s: %j',
		async (_, { status = 200, body }) => {
			story.sandbox.faults.add({ kind: 'status', status, body });
			const heard = await request();
			expect([heard.status, JSON.parse(heard.data)]).toEqual([status, body]);
			expect(story.sandbox.ledger.payments).toEqual([]);
		},
	);

	it.each([402, 429, 433, 455, 500, 503])('a body with code %i under HTTP 200', async (code) => {
		story.sandbox.faults.add({ kind: 'code', code });
		for (const stream of [true, false]) {
			const { status, data } = await request({ stream });
			if (!stream) break;
			expect(status).toBe(200);
			expect(JSON.parse(data)).toMatchObject({ code });
		}
		expect(story.sandbox.ledger.of(CLAUDE)).toHaveLength(1);
	});

	it('a page of a proxy, or nothing', async () => {
		story.sandbox.faults.add({ kind: 'html' });
		story.sandbox.faults.add({ kind: 'drop', when: 'before-reading' });
		expect((await request()).data).toContain('<html>');
		expect(await broken({})).toBe('ECONNRESET');
		expect(story.sandbox.ledger.payments).toEqual([]);
	});

	it('the news that the credits are used up', async () => {
		const poor = await Story.begin({ credits: 0 });
		const { data } = await ask(poor, CLAUDE, hello);
		expect(JSON.parse(data)).toEqual({ code: 402, msg: CREDITS_INSUFFICIENT, data: null });
		await poor.sandbox.close();
	});
});

describe('a client that goes away', () => {
	const goAway = async (body: Body) => {
		const leaving = new AbortController();
		const left = axios
			.post(`${story.sandbox.url}${CLAUDE}`, body, {
				headers: { authorization: `Bearer ${story.sandbox.apiKey}` },
				signal: leaving.signal,
			})
			.catch((error: AxiosError) => error.code);
		await until(() => story.sandbox.chat.requests.length > 0);
		await story.clock.advance(5_000);
		leaving.abort();
		expect(await left).toBe('ERR_CANCELED');
		const [entry] = story.sandbox.requestsTo('POST', CLAUDE);
		await until(() => entry.disconnectedAt !== undefined);
		return entry;
	};

	it.each([
		['before the answer', { text: 'pong', seconds: 60 }, false],
		['in the middle of a stream', { text: 'a b c d', pause: 60 }, true],
	])('is noticed %s; the answer is paid', async (_, reply, stream) => {
		story.sandbox.chat.reply(reply);
		const { disconnectedAt, at } = await goAway({ ...hello, stream });
		expect(disconnectedAt).toBe(at + 5_000);
		expect(story.sandbox.ledger.of(CLAUDE)).toHaveLength(1);
	});

	it('is not confused with one that was thrown out, or has its answer', async () => {
		story.sandbox.faults.add({ kind: 'break' });
		await broken({ stream: true });
		await request();
		const entries = story.sandbox.requestsTo('POST', CLAUDE);
		expect(entries.map(({ disconnectedAt }) => disconnectedAt)).toEqual([undefined, undefined]);
	});
});

/** Lets the sandbox work until something has happened. */
async function until(happened: () => boolean): Promise<void> {
	while (!happened()) await new Promise<void>((resolve) => setImmediate(resolve));
}
