import { type NoAnswer, readBody } from '../answers';
import { isTooFast, pauseAfterAnswer, pauseAfterSilence } from '../attempts';
import { type Block, readBlock } from '../blocked';
import { clock } from '../clock';
import { cancellation } from '../errors';
import { submissionRateLimiter } from '../rateLimiter';
import { type KieConnection, type OpenAnswer, openStream } from '../transport';
import type { KieRequest } from '../types';
import { type ChatReply, ChatReader } from './reply';
import type { ChatDelta, ChatFormat } from './types';

/** How a question ended: with a reply, refused by somebody on the way, or without an answer. */
export type ChatEnd = ChatReply | ({ outcome: 'blocked' } & Block) | NoAnswer;

/** Somebody waits in front of a chat, so its patience with a busy Kie.ai is short. */
const TRIES = 4;

/**
 * Asks a chat model: gives what its answer consists of while it comes in, then how it ended. The question is sent again
 * only where it surely cost nothing: Kie.ai said 429, or the connection never came about.
 * @throws {KieError} category `cancelled` when the signal aborts
 */
export async function* askModel(
	connection: KieConnection,
	request: KieRequest,
	format: ChatFormat,
	signal = connection.signal,
): AsyncGenerator<ChatDelta, ChatEnd> {
	const limiter = submissionRateLimiter(connection.keyId);
	for (let attempt = 1; ; attempt++) {
		const start = await limiter.acquire(signal);
		const answer = await openStream(connection, request, signal);
		start.accept();
		const isOpen = answer.outcome === 'open';
		const end = isOpen ? yield* readStream(answer, format, signal) : answer;
		const wait = isOpen ? answer.retryAfter : undefined;
		if (end.outcome === 'refused' && isTooFast(end)) start.refuse(wait);
		const pause = pauseAfter(end, attempt, wait);
		if (pause === undefined || attempt === TRIES) return end;
		if (end.outcome === 'notSent') limiter.pauseFor(pause);
		await clock.sleep(pause, signal);
		if (signal?.aborted) throw cancellation('no');
	}
}

function pauseAfter(end: ChatEnd, attempt: number, retryAfter?: number): number | undefined {
	if (end.outcome === 'notSent') return pauseAfterSilence(attempt);
	if (end.outcome !== 'refused' || end.partial) return undefined;
	return pauseAfterAnswer({ ...end, retryAfter }, attempt);
}

async function* readStream(
	{ statusCode, headers, body }: OpenAnswer,
	format: ChatFormat,
	signal?: AbortSignal,
): AsyncGenerator<ChatDelta, ChatEnd> {
	const reader = new ChatReader(format, statusCode);
	let start = '';
	for await (const piece of untilBroken(body)) {
		if (start === '') start = Buffer.from(piece).toString();
		yield* reader.push(piece);
	}
	if (signal?.aborted) throw cancellation();
	// Refusals of models are JSON or events; a page comes from somebody on the way.
	const block = /^\s*</.test(start) && readBlock(statusCode, headers, readBody(start));
	return block ? { outcome: 'blocked', ...block } : reader.end();
}

/** Where a connection breaks, what was read tells whether anything is missing. */
async function* untilBroken(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield* body;
	} catch {
		return;
	}
}
