import { clock } from '../clock';
import { FileError } from './fetch';

/** n8n itself would wait without end. */
const WINDOW_MS = 60_000;

/** A thousand bytes per second: a song takes more than an hour then, and slower hosts only keep the connection busy. */
const LEAST_BYTES = 60_000;

/** Hands out the pieces of a body, and fails when they do not come, come too slowly, or come too late. */
export class ProgressWatch {
	private readonly over = new AbortController();

	/** Present while somebody waits: who receives may take as long as it needs. */
	private fail?: (error: Error) => void;

	private isArmed = false;

	private bytes = 0;

	private lastPieceAt = clock.now();

	constructor(
		private readonly pieces: AsyncIterator<Uint8Array>,
		private readonly deadline: number,
	) {}

	/** @throws {FileError} `refused` when it takes too long; any other error means that the connection broke */
	async next(): Promise<IteratorResult<Uint8Array, undefined>> {
		if (!this.isArmed) void this.watch();
		const next = this.pieces.next();
		const result = await new Promise<IteratorResult<Uint8Array, undefined>>((resolve, reject) => {
			this.fail = reject;
			next.then(resolve, reject);
		}).finally(() => {
			// A watch outlives its piece and must not keep it in memory.
			this.fail = undefined;
		});
		this.bytes += result.value?.length ?? 0;
		this.lastPieceAt = clock.now();
		return result;
	}

	end(): void {
		// Without a reason one would be made whose stack trace keeps the piece in memory as long as the signal.
		this.over.abort(false);
	}

	private async watch(): Promise<void> {
		this.isArmed = true;
		let isEnough = true;
		while (isEnough) {
			this.bytes = 0;
			await clock.sleep(Math.min(WINDOW_MS, this.deadline - clock.now()), this.over.signal);
			isEnough = this.fail !== undefined && this.bytes >= LEAST_BYTES && !this.isLate();
		}
		this.isArmed = false;
		this.fail?.(this.problem());
	}

	private isLate(): boolean {
		return clock.now() >= this.deadline;
	}

	private problem(): Error {
		if (this.isLate()) return tookTooLong();
		const isSilent = clock.now() - this.lastPieceAt >= WINDOW_MS / 2;
		if (isSilent) return new Error('nothing was received for a minute');
		return new FileError('It comes slower than 1 kB per second', 'refused');
	}
}

/** The time for the file is up. */
export const tookTooLong = (): FileError =>
	new FileError('It did not arrive within the time limit', 'refused');
