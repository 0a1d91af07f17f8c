/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { setMaxListeners } from 'node:events';

/** Time as the sandbox sees it: milliseconds since 1970, and a pause that ends early when `signal` aborts. */
export interface Clock {
	now(): number;
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** The same pause, while a request waits for its answer; where that makes no difference it is left out. */
	hold?(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Lets a request wait for its answer. */
export const hold = async (clock: Clock, ms: number, signal?: AbortSignal): Promise<void> =>
	await (clock.hold ? clock.hold(ms, signal) : clock.sleep(ms, signal));

/** Real time. */
export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: async (ms, signal) =>
		await new Promise<void>((resolve) => {
			if (signal?.aborted) return resolve();
			const done = () => {
				clearTimeout(timer);
				signal?.removeEventListener('abort', done);
				resolve();
			};
			const timer = setTimeout(done, Math.max(0, ms));
			signal?.addEventListener('abort', done);
		}),
};

interface Sleeper {
	at: number;
	wake: () => void;
}

/** Time that moves only when told to: `advance` wakes the sleepers in order. */
export class ManualClock implements Clock {
	private readonly sleepers: Sleeper[] = [];

	/** @param time epoch milliseconds to start from */
	constructor(private time = Date.UTC(2026, 0, 1)) {}

	now(): number {
		return this.time;
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) return;
		await new Promise<void>((resolve) => {
			const stop = () => this.wake(sleeper);
			const wake = () => {
				signal?.removeEventListener('abort', stop);
				resolve();
			};
			const sleeper = { at: this.time + Math.max(0, ms), wake };
			this.queue(sleeper);
			if (signal) setMaxListeners(0, signal);
			signal?.addEventListener('abort', stop);
		});
	}

	/** Moves time on by `ms`; work that was waiting gets its turn at the moment it waited for. */
	async advance(ms: number): Promise<void> {
		const end = this.time + ms;
		await settle();
		while (this.next(end)) {
			this.wakeNext();
			await settle();
		}
		this.time = end;
	}

	/** The first one to wake, if that is due. */
	protected next(until = Infinity): Sleeper | undefined {
		const first = this.sleepers.at(0);
		return first && first.at <= until ? first : undefined;
	}

	/** Moves time on to the first one's moment and wakes it. */
	protected wakeNext(): void {
		const next = this.next();
		if (!next) return;
		this.time = Math.max(this.time, next.at);
		this.wake(next);
	}

	/** Keeps the sleepers in the order in which they wake. */
	private queue(sleeper: Sleeper): void {
		let [low, high] = [0, this.sleepers.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.sleepers[middle].at <= sleeper.at) low = middle + 1;
			else high = middle;
		}
		this.sleepers.splice(low, 0, sleeper);
	}

	private wake(sleeper: Sleeper): void {
		const place = this.sleepers.indexOf(sleeper);
		if (place >= 0) this.sleepers.splice(place, 1);
		sleeper.wake();
	}
}

/** Lets promise chains that became ready run, so that they can go to sleep again before time moves on. */
async function settle(): Promise<void> {
	for (let turn = 0; turn < 5; turn++) {
		await new Promise<void>((resolve) => setImmediate(resolve));
	}
}
