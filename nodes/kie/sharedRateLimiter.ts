import { startStopwatch } from './clock';
import { WaitingLine } from './waitingLine';

const LIMIT = 20;
/** A hair above Kie.ai's ten seconds. */
const WINDOW_MS = 10_050;

/** An answer that takes longer is not waited for: Kie.ai counts a request when it arrives. */
const ROUND_TRIP_MS = 300;

/** A busy machine may send a request so much later than it was started. */
const LATEST_ARRIVAL_MS = 1_000;

/** So much longer the shortest round trip is taken to be after each answer, until a shorter one comes. */
const FORGETTING = 1.05;

/** A start that was not used again for so long is no longer this process's own. */
const FORGOTTEN_MS = 30_000;

const HALF = LIMIT / 2;
const FEW_AT_ONCE = 3;

/** What a process that had more than half keeps when another one took a start of it. */
const KEPT_SHARE = 0.75;

/** The first time may be a slip of its own timing: it tries soon whether it is alone. */
const AFTER_SLIP_MS = 2_000;

/** Milliseconds until a refused process tries again: without a start of its own, so long at first, then twice as long. */
const NOTHING = { first: 6_000, mostOfFirst: 2 };
/** It had found something, and may find more when the window has moved on. */
const FOUND = 12_000;
/** Else later, and latest with few starts: these come of many processes, each of which tries. */
const FULL = { least: 25_000, shared: 20_000 };

/** So long another process is expected to be there still. */
const SHARED_MS = 60_000;

/** A refusal may name any pause: it holds for everybody who uses the key. */
const LONGEST_PAUSE_MS = 60_000;

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
 * so a process that uses it again right then is not refused. Refused are only tries for one more, or whoever had the
 * start that such a try took. So tries are rare: one after each pause, and further ones as long as they succeed. A
 * process that was not refused yet is most likely alone: it tries several at once, and has all 20 in a second or two.
 */
export class SharedRateLimiter {
	private slots: Slot[] = [];

	private readonly now = startStopwatch();

	private readonly line = new WaitingLine(() => this.timeToNextStart());

	private shortestTrip = Infinity;

	private nextTry = 0;

	/** A try has succeeded since the last refusal. */
	private hasFound = false;

	private refusalsInARow = 0;

	/** It was refused for the first time, perhaps only because its own request was late or early. */
	private isInDoubt = false;

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
		const isWaitedFor = tried.length >= this.atOnce(this.slots.length - tried.length);
		const next = this.hasFound ? 0 : this.nextTry;
		return Math.max(next, isWaitedFor ? tried[0].startedAt + ROUND_TRIP_MS : 0);
	}

	/** The more it has already, the fewer others can have come at the same time. */
	private atOnce(count: number): number {
		if (this.now() < this.sharedUntil) return 1;
		return count > HALF ? LIMIT - count : Math.min(1 + Math.floor(count / 2), FEW_AT_ONCE);
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
		slot.freeAt = this.latestArrival(slot) + WINDOW_MS;
		slot.isTry = false;
		this.refusalsInARow = 0;
		this.sort();
		if (wasTry) [this.hasFound, this.isInDoubt] = [true, false];
		this.line.check();
	}

	/** When Kie.ai counted a request, at the latest: the answer was on its way, too. */
	private latestArrival({ startedAt }: Slot): number {
		const now = this.now();
		this.shortestTrip = Math.min(now - startedAt, FORGETTING * this.shortestTrip);
		return Math.min(now - this.shortestTrip / 2, startedAt + LATEST_ARRIVAL_MS);
	}

	private refuse(slot: Slot, wasTry: boolean, asked = 0): void {
		const now = this.now();
		const pause = Math.min(asked, LONGEST_PAUSE_MS);
		this.slots = this.slots.filter((other) => other !== slot);
		const hadMost = this.slots.length >= HALF;
		const isSlip = hadMost && !wasTry && now >= this.sharedUntil;
		if (hadMost && !isSlip && (!wasTry || this.isInDoubt)) {
			this.slots.splice(Math.ceil(KEPT_SHARE * this.slots.length));
		}
		this.isInDoubt = isSlip;
		this.refusalsInARow++;
		this.sharedUntil = now + SHARED_MS;
		this.nextTry = now + Math.max(pause, isSlip ? AFTER_SLIP_MS : this.pauseBetweenTries());
		this.hasFound = false;
		this.pauseFor(pause);
		this.line.check();
	}

	/** At random, so that processes do not try at the same time again and again. */
	private pauseBetweenTries(): number {
		return this.usualPause() * (0.8 + 0.4 * Math.random());
	}

	private usualPause(): number {
		const count = this.slots.length;
		if (count === 0) return NOTHING.first * Math.min(this.refusalsInARow, NOTHING.mostOfFirst);
		return this.hasFound ? FOUND : FULL.least + FULL.shared / count;
	}
}
