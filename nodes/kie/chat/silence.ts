import { clock } from '../clock';
import type { StreamBody } from '../stream';

/** Models think for minutes, also in the middle of an answer. */
const LONGEST_SILENCE_MS = 600_000;

/** What is said of a stream that was given up. */
export const SILENT = 'nothing was received for ten minutes';

/** Hears the pieces of an answer, and gives the connection up where none comes for long. */
export class Listener {
	/** The sender fell silent for good. */
	isSilent = false;

	private readonly over = new AbortController();

	/** Since when the next piece is waited for; who reads may take as long as it needs. */
	private waitingSince: number | undefined = clock.now();

	constructor(private readonly body: StreamBody) {}

	/** Where a connection breaks, what was read tells whether anything is missing. */
	async *pieces(): AsyncGenerator<Uint8Array> {
		void this.watch();
		try {
			for await (const piece of this.body) {
				this.waitingSince = undefined;
				yield piece;
				this.waitingSince = clock.now();
			}
		} catch {
			return;
		} finally {
			this.over.abort();
		}
	}

	private async watch(): Promise<void> {
		const { signal } = this.over;
		for (let left = LONGEST_SILENCE_MS; left > 0; left = this.patience()) {
			await clock.sleep(left, signal);
			if (signal.aborted) return;
		}
		this.isSilent = true;
		this.body.destroy();
	}

	private patience(): number {
		return (this.waitingSince ?? clock.now()) + LONGEST_SILENCE_MS - clock.now();
	}
}
