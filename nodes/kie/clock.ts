import { sleep } from 'n8n-workflow';

/** Time as the package sees it: milliseconds since 1970, and a pause that ends early when `signal` aborts. */
export interface Clock {
	now(): number;
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** n8n's `sleep` fails when its signal aborts, and in older versions ignores it: only short naps end soon everywhere. */
const LONGEST_NAP_MS = 500;

const systemClock: Clock = {
	now: () => Date.now(),
	async sleep(ms, signal) {
		const elapsed = startStopwatch();
		for (let left = ms; left > 0 && !signal?.aborted; left = ms - elapsed()) {
			await sleep(Math.min(left, LONGEST_NAP_MS), signal).catch(() => undefined);
		}
	},
};

let current = systemClock;

/** The clock of the whole package. */
export const clock: Clock = {
	now: () => current.now(),
	// In whole milliseconds: what is left of a pause could be too little to move the clock on, and never end.
	sleep: async (ms, signal) => await current.sleep(Math.ceil(ms), signal),
};

/** Replaces the time source, for tests and benchmarks on virtual time; without an argument restores the system's. */
export function useClock(replacement: Clock = systemClock): void {
	current = replacement;
}

/** Measures milliseconds from now on. When the clock of the machine is set back, it stops for a moment and goes on. */
export function startStopwatch(): () => number {
	let last = clock.now();
	let elapsed = 0;
	return () => {
		const now = clock.now();
		elapsed += Math.max(0, now - last);
		last = now;
		return elapsed;
	};
}
