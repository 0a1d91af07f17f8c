import type { Exchange } from './answers';
import { clock } from './clock';
import { OUT_OF_CREDITS } from './advice';
import { cancellation } from './errors';

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

/** Kie.ai asked for a slower pace, and has not done so too often: the pause in milliseconds. */
export function pauseAfterAnswer(
	reply: { code: number; message: string; retryAfter?: number },
	attempt: number,
): number | undefined {
	return isTooFast(reply) && attempt < TRIES_AFTER_429
		? pauseOf(attempt, reply.retryAfter)
		: undefined;
}

/** The pause, in milliseconds, before a request is sent again that got no answer; nothing after too many attempts. */
export const pauseAfterSilence = (attempt: number): number | undefined =>
	attempt < TRIES_OF_THE_NETWORK ? pauseOf(attempt) : undefined;

/** The pause after an exchange. `mayRepeat`: whether it may be sent again where no answer came. */
export function pauseAfter(
	last: Exchange,
	attempt: number,
	mayRepeat: boolean,
): number | undefined {
	if (last.outcome === 'answered') return pauseAfterAnswer(last.reply, attempt);
	return mayRepeat ? pauseAfterSilence(attempt) : undefined;
}

/** Kie.ai names a pause only rarely; without one it doubles, with jitter so that executions do not march in step. */
function pauseOf(attempt: number, asked?: number): number {
	const pause = asked ?? FIRST_PAUSE_MS * 2 ** (attempt - 1);
	return Math.min(pause, LONGEST_PAUSE_MS) * (1 + Math.random() / 10);
}

/** Kie.ai asked for a slower pace. On one page it uses 429 for missing credits, where no pause helps. */
export const isTooFast = ({ code, message }: { code: number; message: string }): boolean =>
	(code === 429 || code === 430) && !OUT_OF_CREDITS.test(message);
