import { processMemory } from './boundedMap';
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

	/** Milliseconds until the next free start. */
	get delay(): number {
		const now = clock.now();
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

const submissionLimiters = processMemory<string, RateLimiter>(KEYS);

/** The rate of paid submissions of one API key, shared by all executions of this process (Kie.ai: 20 per 10 s). */
export function submissionRateLimiter(keyId: string): RateLimiter {
	return limiterOf(keyId, submissionLimiters, REQUESTS_PER_WINDOW, WINDOW_MS);
}

/** A hair above Kie.ai's second. */
export const CATALOGUE_WINDOW_MS = 1_050;

const catalogueLimiters = processMemory<string, RateLimiter>(KEYS);

/** The rate of questions about models: Kie.ai takes one per second for all of its catalogue together. */
export function catalogueRateLimiter(keyId: string): RateLimiter {
	return limiterOf(keyId, catalogueLimiters, 1, CATALOGUE_WINDOW_MS);
}

function limiterOf(
	keyId: string,
	limiters: Map<string, RateLimiter>,
	limit: number,
	windowMs: number,
): RateLimiter {
	const limiter = limiters.get(keyId) ?? new RateLimiter(limit, windowMs);
	// Setting it again keeps a key that is in use from being the oldest.
	limiters.set(keyId, limiter);
	return limiter;
}
