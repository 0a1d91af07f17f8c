import { clock } from './clock';
import { cancellation } from './errors';

interface Waiting {
	serve(): void;
}

/** Those who wait for the same thing, which comes at its own time, are served in order. */
export class WaitingLine {
	private readonly waiting: Waiting[] = [];

	private sleep = new AbortController();

	/** @param timeToNext milliseconds until the next one can be served, as things are */
	constructor(private readonly timeToNext: () => number) {}

	/** Waits for its turn. @throws {KieError} category `cancelled` when `signal` aborts first, and whatever `take` throws */
	async wait<T>(take: () => T, signal?: AbortSignal): Promise<T> {
		if (signal?.aborted) throw cancellation('no');
		return await new Promise<T>((resolve, reject) => {
			const leave = () => {
				this.waiting.splice(this.waiting.indexOf(entry), 1);
				reject(cancellation('no'));
				this.check();
			};
			const serve = () => {
				signal?.removeEventListener('abort', leave);
				try {
					resolve(take());
				} catch (error) {
					reject(error as Error);
				}
			};
			const entry = { serve };
			signal?.addEventListener('abort', leave, { once: true });
			this.waiting.push(entry);
			if (this.waiting.length === 1) this.check();
		});
	}

	/** Something has changed: the time to the next one may be another. */
	check(): void {
		this.sleep.abort();
		while (this.waiting.length > 0) {
			const time = this.timeToNext();
			if (time > 0) return this.checkIn(time);
			this.waiting.shift()?.serve();
		}
	}

	private checkIn(time: number): void {
		const sleep = new AbortController();
		this.sleep = sleep;
		void clock.sleep(time, sleep.signal).then(() => {
			if (!sleep.signal.aborted) this.check();
		});
	}
}
