import { type NoAnswer, readBody } from '../answers';
import { endTurn, pauseAfterAnswer, pauseAfterSilence } from '../attempts';
import { type Block, readBlock } from '../blocked';
import { clock } from '../clock';
import { cancellation } from '../errors';
import { submissionRateLimiter } from '../rateLimiter';
import { type OpenAnswer, openStream } from '../stream';
import type { KieConnection } from '../transport';
import type { KieRequest } from '../types';
import { type ChatReply, ChatReader } from './reply';
import { Listener, SILENT } from './silence';
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
		const isOpen = answer.outcome === 'open';
		const end = isOpen ? yield* readStream(answer, format, signal) : answer;
		const wait = isOpen ? answer.retryAfter : undefined;
		const pause = pauseAfter(end, attempt, wait);
		endTurn(
			limiter,
			start,
			end.outcome === 'refused' ? { ...end, retryAfter: wait } : undefined,
			pause,
		);
		if (pause === undefined || attempt === TRIES) return end;
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
	const listener = new Listener(body);
	for await (const piece of listener.pieces()) {
		if (start === '') start = Buffer.from(piece).toString();
		yield* reader.push(piece);
	}
	if (signal?.aborted) throw cancellation();
	// Refusals of models are JSON or events; a page comes from somebody on the way.
	const block = /^\s*</.test(start) && readBlock(statusCode, headers, readBody(start));
	if (block) return { outcome: 'blocked', ...block };
	const end = reader.end();
	return end.outcome === 'lost' && listener.isSilent ? { ...end, reason: SILENT } : end;
}
