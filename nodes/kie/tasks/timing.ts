import { clock } from '../clock';
import { asRecord } from '../json';
import { type Expectation, expectationOf, rememberDuration } from './durations';
import { familyNamed } from './families';
import { resultOf, timesOf } from './outcome';
import type { TaskRef, TaskStatus } from '../types';

const SHORTEST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Weighs a second of delay against a question: larger means fewer questions. */
const PATIENCE = 0.47;

/**
 * The pause before the next question about a task that is `age` milliseconds old. Nothing is asked before the earliest
 * end. From then on the pause shrinks as the end becomes likely, and grows again with a task that takes longer: it is
 * proportional to the square root of the time per expected end, which asks least for a given delay.
 */
function pollDelay(age: number, expected: Expectation): number {
	const left = expected.earliest - age;
	if (left > expected.earliest / 10) return left;
	const start = Math.max(age, expected.earliest, 1);
	return idealPause(start + idealPause(start, expected) / 2, expected);
}

/** From the hazard of a log-logistic distribution: `(k/t) / (1 + (m/t)^k)`, times in seconds. */
function idealPause(age: number, { typical, regularity }: Expectation): number {
	const hazard = regularity / (age / 1000) / (1 + (typical / age) ** regularity);
	const pause = (PATIENCE / Math.sqrt(hazard)) * 1000;
	return Math.min(Math.max(pause, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
}

/** What is known beforehand of a task that is waited for. */
export interface KnownTask {
	/** When it was started, on the clock of this machine. Absent for a task that was not started by this node. */
	startedAt?: number;
	/** The name by which its model was asked for. */
	model?: string;
}

/** When to ask for one task, and what its end teaches for the next ones. `elapsed` is milliseconds of its wait. */
export class TaskTiming {
	/** How old the task was when its wait began, where that is known. */
	private age?: number;

	private model?: string;

	private readonly isOwn: boolean;

	private lastPending = 0;

	constructor(
		private readonly task: TaskRef,
		{ startedAt, model }: KnownTask,
	) {
		this.isOwn = startedAt !== undefined;
		this.age = startedAt === undefined ? undefined : Math.max(0, clock.now() - startedAt);
		this.model = model;
	}

	/** The pause before the next question. A task of unknown age may be over at any time. */
	delay(elapsed: number): number {
		const expected = expectationOf(this.task.family, this.model);
		return pollDelay((this.age ?? expected.typical) + elapsed, expected);
	}

	/** Takes note of an answer. */
	note(status: TaskStatus, elapsed: number): void {
		if (!this.isOwn) this.readRecord(status, elapsed);
		else if (status.state === 'pending') this.lastPending = elapsed;
		else if (status.state === 'success' || status.state === 'failed') {
			this.remember(status, elapsed);
		}
	}

	/** The record of a task that was started elsewhere tells its model and, unless the clocks disagree, its age. */
	private readRecord({ record }: TaskStatus, elapsed: number): void {
		const { model, createdAt } = resultOf(asRecord(record) ?? {}, {});
		const age = clock.now() - Date.parse(createdAt ?? '');
		const isPlausible = age >= elapsed && age <= familyNamed(this.task.family).timeLimit * 1000;
		this.model = model;
		this.age = isPlausible ? age - elapsed : undefined;
	}

	private remember({ state, record }: TaskStatus, elapsed: number): void {
		const duration = this.durationIn(record, elapsed);
		if (duration === undefined) return;
		rememberDuration(this.task.family, this.model, { duration, failed: state === 'failed' });
	}

	/**
	 * The record knows the duration exactly; it is believed within what was seen from here. Without it, a task that may
	 * have been over for long (its node came back to it, or the machine was asleep) teaches nothing.
	 */
	private durationIn(record: unknown, elapsed: number): number | undefined {
		const { createdAt, completedAt } = timesOf(asRecord(record) ?? {});
		const told = Date.parse(completedAt ?? '') - Date.parse(createdAt ?? '');
		const most = (this.age ?? 0) + elapsed;
		const least = this.lastPending > 0 ? (this.age ?? 0) + this.lastPending : 0;
		if (told >= least && told <= most) return told;
		const { typical } = expectationOf(this.task.family, this.model);
		if (most > 2 * Math.max(least, typical)) return undefined;
		return told < least ? least : most;
	}
}
