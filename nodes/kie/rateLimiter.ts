import { processMemory } from './boundedMap';
import { cancellation } from './errors';
import { clock, startStopwatch } from './clock';
import { SharedRateLimiter } from './sharedRateLimiter';

/** Hands out starting times so that no window of `windowMs` holds more than `limit` of them. */
class RateLimiter {
	private readonly starts: number[] = [];

	private earliest = 0;

	private readonly now = startStopwatch();

	constructor(
		private readonly limit: number,
		private readonly windowMs: number,
	) {}

	/** Waits for the next free start. @throws {KieError} category `cancelled` when `signal` aborts first. */
	async acquire(signal?: AbortSignal): Promise<void> {
		do {
			const start = this.reserve(this.now());
			await clock.sleep(start - this.now(), signal);
			if (signal?.aborted) throw cancellation('no');
		} while (this.earliest > this.now());
	}

	/** Nobody starts for the next `ms` milliseconds: Kie.ai asked for a pause. */
	pauseFor(ms: number): void {
		this.earliest = Math.max(this.earliest, this.now() + ms);
	}

	/** Milliseconds until the next free start. */
	get delay(): number {
		const now = this.now();
		return this.nextStart(now) - now;
	}

	private reserve(now: number): number {
		const start = this.nextStart(now);
		this.starts.push(start);
		if (this.starts.length > this.limit) this.starts.shift();
		return start;
	}

	private nextStart(now: number): number {
		const windowFree = (this.starts.at(-this.limit) ?? -Infinity) + this.windowMs;
		return Math.max(now, windowFree, this.earliest);
	}
}

/** API keys whose rate is remembered at a time. */
const KEYS = 1_000;

const submissionLimiters = processMemory<string, SharedRateLimiter>(KEYS);

/** The rate of paid submissions of one API key, shared by all executions of this process (Kie.ai: 20 per 10 s). */
export function submissionRateLimiter(keyId: string): SharedRateLimiter {
	return limiterOf(keyId, submissionLimiters, () => new SharedRateLimiter());
}

/** A hair above Kie.ai's second. */
export const CATALOGUE_WINDOW_MS = 1_050;

const catalogueLimiters = processMemory<string, RateLimiter>(KEYS);

/** The rate of questions about models: Kie.ai takes one per second for all of its catalogue together. */
export function catalogueRateLimiter(keyId: string): RateLimiter {
	return limiterOf(keyId, catalogueLimiters, () => new RateLimiter(1, CATALOGUE_WINDOW_MS));
}

function limiterOf<T>(keyId: string, limiters: Map<string, T>, make: () => T): T {
	const limiter = limiters.get(keyId) ?? make();
	// Setting it again keeps a key that is in use from being the oldest.
	limiters.set(keyId, limiter);
	return limiter;
}
