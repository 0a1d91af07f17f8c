/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import type { Clock } from '../../nodes/kie/clock';

export type { Clock } from '../../nodes/kie/clock';

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
	private sleepers: Sleeper[] = [];

	/** @param time epoch milliseconds to start from */
	constructor(private time = Date.UTC(2026, 0, 1)) {}

	now(): number {
		return this.time;
	}

	async sleep(ms: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) return;
		await new Promise<void>((resolve) => {
			const sleeper = { at: this.time + Math.max(0, ms), wake: resolve };
			this.sleepers.push(sleeper);
			signal?.addEventListener('abort', () => this.wake(sleeper));
		});
	}

	/** Moves time on by `ms`; work that was waiting gets its turn at the moment it waited for. */
	async advance(ms: number): Promise<void> {
		const end = this.time + ms;
		await settle();
		for (let next = this.next(end); next; next = this.next(end)) {
			this.time = Math.max(this.time, next.at);
			this.wake(next);
			await settle();
		}
		this.time = end;
	}

	private next(until: number): Sleeper | undefined {
		const due = this.sleepers.filter((one) => one.at <= until);
		return due.sort((a, b) => a.at - b.at)[0];
	}

	private wake(sleeper: Sleeper): void {
		this.sleepers = this.sleepers.filter((one) => one !== sleeper);
		sleeper.wake();
	}
}

/** Lets promise chains that became ready run, so that they can go to sleep again before time moves on. */
async function settle(): Promise<void> {
	for (let turn = 0; turn < 5; turn++) {
		await new Promise<void>((resolve) => setImmediate(resolve));
	}
}
