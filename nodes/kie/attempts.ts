import type { Exchange } from './answers';
import { clock } from './clock';
import { OUT_OF_CREDITS } from './advice';
import { cancellation } from './errors';
import { submissionRateLimiter } from './rateLimiter';
import type { SharedRateLimiter, Start } from './sharedRateLimiter';

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
const TRIES_AFTER_429 = 10;
const TRIES_OF_THE_NETWORK = 3;

/**
 * Sends until `pauseBefore` names no pause (in milliseconds) before another attempt.
 * @throws {KieError} category `cancelled` when the execution stops in a pause, and whatever `sendOnce` throws
 */
export async function repeat<T>(
	signal: AbortSignal | undefined,
	sendOnce: () => Promise<T>,
	pauseBefore: (last: T, attempt: number) => number | undefined,
): Promise<T> {
	for (let attempt = 1; ; attempt++) {
		const ended = await sendOnce();
		const pause = pauseBefore(ended, attempt);
		if (pause === undefined) return ended;
		await clock.sleep(pause, signal);
		if (signal?.aborted) throw cancellation('no');
	}
}

/** An answer, as far as it says whether and when to send again. */
interface Answer {
	code: number;
	message: string;
	/** Milliseconds, where Kie.ai names a pause. */
	retryAfter?: number;
}

/** One paid request, as {@link repeatInTurn} sends it. */
interface PaidRequest<T> {
	/** Whose pace it is. */
	keyId: string;
	signal?: AbortSignal;
	send(): Promise<T>;
	/** Kie.ai's answer, which may ask for a slower pace; nothing where none came. */
	answerIn(ended: T): Answer | undefined;
	/** As for {@link repeat}. */
	pauseBefore(ended: T, attempt: number): number | undefined;
	/** Called when its turn has come, right before every sending. What it throws is the end of it. */
	onSend?(): void;
}

/**
 * Sends a paid request when its turn has come, and again as `pauseBefore` says. The pace of the key learns from every
 * answer; while none comes, nobody else tries either.
 * @throws {KieError} category `cancelled` when the execution stops, and whatever `send` and `onSend` throw
 */
export async function repeatInTurn<T>(request: PaidRequest<T>): Promise<T> {
	const { signal, answerIn } = request;
	const limiter = submissionRateLimiter(request.keyId);
	let start: Start;
	const sendInTurn = async () => {
		start = await limiter.acquire(signal, request.onSend);
		return await request.send();
	};
	return await repeat(signal, sendInTurn, (ended, attempt) => {
		const pause = request.pauseBefore(ended, attempt);
		endTurn(limiter, start, answerIn(ended), pause);
		return pause;
	});
}

/** Tells the pace of a key how a paid request ended, and what pause in milliseconds follows, if it is to be sent again. */
export function endTurn(
	limiter: SharedRateLimiter,
	start: Start,
	answer?: Answer,
	pause?: number,
): void {
	// The pause comes first: whoever is next in line goes on with the end of this one.
	if (pause !== undefined && !answer) limiter.pauseFor(pause);
	if (answer && isTooFast(answer)) start.refuse(answer.retryAfter);
	else start.accept();
}

/** Kie.ai asked for a slower pace, and has not done so too often: the pause in milliseconds. */
export const pauseAfterAnswer = (answer: Answer, attempt: number): number | undefined =>
	isTooFast(answer) && attempt < TRIES_AFTER_429 ? pauseOf(attempt, answer.retryAfter) : undefined;

/** The pause, in milliseconds, before a request is sent again that got no answer; nothing after too many attempts. */
export const pauseAfterSilence = (attempt: number): number | undefined =>
	attempt < TRIES_OF_THE_NETWORK ? pauseOf(attempt) : undefined;

/** The pause after an exchange. `repeated`: which ends without an answer are no reason to give up. */
export function pauseAfter(
	last: Exchange,
	attempt: number,
	repeated: ReadonlyArray<Exchange['outcome']>,
): number | undefined {
	if (last.outcome === 'answered') return pauseAfterAnswer(last.reply, attempt);
	return repeated.includes(last.outcome) ? pauseAfterSilence(attempt) : undefined;
}

/** Kie.ai names a pause only rarely; without one it doubles, with jitter so that executions do not march in step. */
function pauseOf(attempt: number, asked?: number): number {
	const pause = asked ?? FIRST_PAUSE_MS * 2 ** (attempt - 1);
	return Math.min(pause, LONGEST_PAUSE_MS) * (1 + Math.random() / 10);
}

/** Kie.ai asked for a slower pace. On one page it uses 429 for missing credits, where no pause helps. */
const isTooFast = ({ code, message }: Answer): boolean =>
	(code === 429 || code === 430) && !OUT_OF_CREDITS.test(message);
