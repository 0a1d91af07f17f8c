import { clock } from './clock';
import { type KieError, adviceFor, cancellation, KieError as Failed, refusal } from './errors';
import { submissionRateLimiter } from './rateLimiter';
import {
	type HttpAnswer,
	type KieConnection,
	isTooFast,
	pauseAfter,
	retryAfter,
	sendOnce,
	uncertain,
	unreachable,
} from './transport';
import type { KieRequest } from './types';

/** What the reader of a chat answer says of one that is none; any other outcome is the caller's own. */
export type NoChatAnswer =
	| { outcome: 'refused'; code: number; message: string }
	/** No readable answer came, or one that broke off. */
	| { outcome: 'lost'; reason: string };

export interface ConverseOptions {
	/** Milliseconds. */
	timeout?: number;
	/** Called when its turn has come, right before every sending. What it throws is the end of it. */
	onSend?(): void;
}

/** Models think for minutes. */
const CHAT_TIMEOUT_MS = 600_000;

const TRIES = 10;

/**
 * Asks a chat model, which answers in the format of its maker and without Kie.ai's envelope. The request is sent again
 * only where it surely was not answered: after 429, and where no connection came about.
 * @param read reads an HTTP answer of any status
 * @throws {KieError} a refusal; category `uncertain` when no whole answer came back.
 */
export async function converse<R extends { outcome: string }>(
	connection: KieConnection,
	request: KieRequest,
	read: (answer: HttpAnswer) => R,
	{ timeout = CHAT_TIMEOUT_MS, onSend }: ConverseOptions = {},
): Promise<Exclude<R, NoChatAnswer>> {
	const limiter = submissionRateLimiter(connection.keyId);
	for (let attempt = 1; ; attempt++) {
		await limiter.acquire(connection.signal);
		onSend?.();
		const sent = await sendOnce(connection, request, timeout);
		const ended: { outcome: string } = 'outcome' in sent ? sent : read(sent);
		const error = failureOf(ended as NoChatAnswer, sent as HttpAnswer);
		if (!error) return ended as Exclude<R, NoChatAnswer>;
		const { code, message, category } = error.failure;
		const mayRepeat = category === 'network' || isTooFast({ code: Number(code), message });
		if (!mayRepeat || attempt >= (category === 'network' ? 3 : TRIES)) throw error;
		const pause =
			error.failure.retryAfter ?? pauseAfter({ outcome: 'notSent', reason: '' }, attempt);
		limiter.pauseFor(pause);
		await clock.sleep(pause, connection.signal);
		if (connection.signal?.aborted) throw cancellation('no');
	}
}

function failureOf(
	ended: NoChatAnswer | { outcome: 'notSent'; reason: string },
	{ headers }: HttpAnswer,
): KieError | undefined {
	if (ended.outcome === 'notSent') return unreachable(ended.reason);
	if (ended.outcome === 'lost') return uncertain(ended.reason);
	if (ended.outcome !== 'refused') return undefined;
	const { code, message } = ended;
	return code >= 500 && code !== 505
		? new Failed({ message, ...adviceFor(code, message), code, creditsTaken: 'unknown' })
		: refusal({ code, message, data: null, retryAfter: retryAfter(headers) });
}
