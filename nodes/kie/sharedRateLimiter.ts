import { startStopwatch } from './clock';
import { WaitingLine } from './waitingLine';

const LIMIT = 20;
/** A hair above Kie.ai's ten seconds. */
const WINDOW_MS = 10_050;

/** An answer that takes longer is not waited for: Kie.ai counts a request when it arrives. */
const ROUND_TRIP_MS = 300;

/** A busy machine may send a request so much later than it was started. */
const LATEST_ARRIVAL_MS = 1_000;

/** A start that was not used again for so long is no longer this process's own. */
const FORGOTTEN_MS = 30_000;

/** So many starts are tried one at a time: two processes that begin together have used up the window by then. */
const CAREFUL_STARTS = 10;
const MOST_AT_ONCE = 8;

/** What a process gives up, beyond the start itself, when another one took it. */
const KEPT_SHARE = 0.9;

/** Milliseconds between tries to get a further start: the more a process has, the sooner it tries. */
const TRY = { first: 5_000, mostOfFirst: 4, each: 80_000, least: 8_000, most: 40_000 };

/** With so many starts a process is most likely alone, and a first refusal a slip of its own timing. */
const NEARLY_ALL = 15;
const PAUSE_AFTER_SLIP_MS = 2_000;

/** A refusal may name any pause: it holds for everybody who uses the key. */
const LONGEST_PAUSE_MS = 60_000;

/** So long another process is expected to be there still. */
const SHARED_MS = 60_000;

/** One of the starts in Kie.ai's window that this process has, and has again when the window has passed. */
interface Slot {
	startedAt: number;
	freeAt: number;
	/** A try for one more that has no answer yet. */
	isTry: boolean;
}

/** A start that was given out: its user must tell how it ended. */
export interface Start {
	accept(): void;
	/** Kie.ai said that requests come too fast. @param pause milliseconds, where it names them */
	refuse(pause?: number): void;
}

/**
 * Paces the paid requests of one key when several processes use it and none knows of the others. Kie.ai takes 20 in
 * ten seconds from all of them together and refuses the rest. A start that Kie.ai took is free again ten seconds later,
 * so a process that keeps to its own times is not refused. It tries for one more now and then (additive increase), and
 * a refusal tells it that another process has come: it gives up a share (multiplicative decrease). Alone it comes to
 * all 20 with its first requests, and stays there.
 */
export class SharedRateLimiter {
	private slots: Slot[] = [];

	private readonly now = startStopwatch();

	private readonly line = new WaitingLine(() => this.timeToNextStart());

	/** New starts that are tried at the same time. */
	private atOnce = 1;

	private nextTry = 0;

	private refusalsInARow = 0;

	/** Tries that came to nothing since the last one that did not. */
	private vainTries = 0;

	private sharedUntil = 0;

	private pausedUntil = 0;

	/**
	 * Waits for the next free start.
	 * @param onTurn called when it has come. What it throws is the end of it, and leaves the start to the next one.
	 * @throws {KieError} category `cancelled` when `signal` aborts first
	 */
	async acquire(signal?: AbortSignal, onTurn?: () => void): Promise<Start> {
		const take = () => {
			onTurn?.();
			return this.take();
		};
		return await this.line.wait(take, signal);
	}

	/** Nobody starts for the next `ms` milliseconds. */
	pauseFor(ms: number): void {
		this.pausedUntil = Math.max(this.pausedUntil, this.now() + ms);
	}

	private timeToNextStart(): number {
		const now = this.now();
		this.slots = this.slots.filter(({ freeAt }) => freeAt > now - FORGOTTEN_MS);
		const [{ freeAt } = { freeAt: Infinity }] = this.slots;
		const another = this.slots.length < LIMIT ? this.timeOfAnother() : Infinity;
		return Math.max(Math.min(freeAt, another), this.pausedUntil) - now;
	}

	private timeOfAnother(): number {
		const since = this.now() - ROUND_TRIP_MS;
		const tried = this.slots.filter((slot) => slot.isTry && slot.startedAt > since);
		const isWaitedFor = tried.length >= this.atOnce;
		return Math.max(this.nextTry, isWaitedFor ? tried[0].startedAt + ROUND_TRIP_MS : 0);
	}

	private take(): Start {
		const startedAt = this.now();
		const isTry = !(this.slots[0]?.freeAt <= startedAt);
		if (!isTry) this.slots.shift();
		const slot = { startedAt, freeAt: startedAt + ROUND_TRIP_MS + WINDOW_MS, isTry };
		this.slots.push(slot);
		this.sort();
		return {
			accept: () => this.accept(slot, isTry),
			refuse: (pause) => this.refuse(slot, isTry, pause),
		};
	}

	private sort(): void {
		this.slots.sort((a, b) => a.freeAt - b.freeAt);
	}

	private accept(slot: Slot, wasTry: boolean): void {
		const arrived = Math.min(this.now(), slot.startedAt + LATEST_ARRIVAL_MS);
		slot.freeAt = arrived + WINDOW_MS;
		slot.isTry = false;
		this.sort();
		this.refusalsInARow = 0;
		if (wasTry) this.grow();
		this.line.check();
	}

	/** What was free may be free for more. */
	private grow(): void {
		const isAlone = this.slots.length >= CAREFUL_STARTS && this.now() > this.sharedUntil;
		this.atOnce = isAlone ? Math.min(this.atOnce + 1, MOST_AT_ONCE) : 1;
		this.nextTry = 0;
		this.vainTries = 0;
	}

	private refuse(slot: Slot, wasTry: boolean, asked?: number): void {
		const pause = asked === undefined ? undefined : Math.min(asked, LONGEST_PAUSE_MS);
		this.slots = this.slots.filter((other) => other !== slot);
		if (!wasTry) this.slots.splice(Math.ceil(KEPT_SHARE * this.slots.length));
		this.refusalsInARow++;
		this.vainTries++;
		this.atOnce = 1;
		this.sharedUntil = this.now() + SHARED_MS;
		this.nextTry = this.now() + (pause ?? this.pauseBetweenTries());
		if (pause !== undefined) this.pauseFor(pause);
		this.line.check();
	}

	private pauseBetweenTries(): number {
		const count = this.slots.length;
		if (count >= NEARLY_ALL && this.vainTries === 1) return PAUSE_AFTER_SLIP_MS;
		const pause =
			count === 0
				? TRY.first * Math.min(this.refusalsInARow, TRY.mostOfFirst)
				: Math.min(Math.max(TRY.each / count, TRY.least), TRY.most);
		return pause * (0.8 + 0.4 * Math.random());
	}
}
