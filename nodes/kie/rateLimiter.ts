import { cancellation } from './errors';
import { clock } from './clock';

/** A hair above Kie.ai's ten seconds, so that unequal network delays do not squeeze 21 requests into its window. */
const WINDOW_MS = 10_050;
const REQUESTS_PER_WINDOW = 20;

/** Hands out starting times so that no window of `windowMs` holds more than `limit` of them. */
export class RateLimiter {
	private readonly starts: number[] = [];

	private earliest = 0;

	constructor(
		private readonly limit: number,
		private readonly windowMs: number,
	) {}

	/** Waits for the next free start. @throws {KieError} category `cancelled` when `signal` aborts first. */
	async acquire(signal?: AbortSignal): Promise<void> {
		do {
			const start = this.reserve(clock.now());
			await clock.sleep(start - clock.now(), signal);
			if (signal?.aborted) throw cancellation('no');
		} while (this.earliest > clock.now());
	}

	/** Nobody starts for the next `ms` milliseconds: Kie.ai asked for a pause. */
	pauseFor(ms: number): void {
		this.earliest = Math.max(this.earliest, clock.now() + ms);
	}

	private reserve(now: number): number {
		const windowFree = (this.starts.at(-this.limit) ?? -Infinity) + this.windowMs;
		const start = Math.max(now, windowFree, this.earliest);
		this.starts.push(start);
		if (this.starts.length > this.limit) this.starts.shift();
		return start;
	}
}

const paces = new Map<string, RateLimiter>();

/** The pace of paid submissions of one API key, shared by all executions of this process (Kie.ai: 20 per 10 s). */
export function submissionRateLimiter(keyId: string): RateLimiter {
	const pace = paces.get(keyId) ?? new RateLimiter(REQUESTS_PER_WINDOW, WINDOW_MS);
	paces.set(keyId, pace);
	return pace;
}

/** Forgets all reservations, for tests that start from an empty process. */
export function resetRateLimiters(): void {
	paces.clear();
}
