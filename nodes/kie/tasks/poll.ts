import { clock } from '../clock';
import { KieError, cancellation } from '../errors';
import { present } from '../json';
import { familyNamed } from './families';
import { FAMILY_LABELS } from './labels';
import { getStatus, taskFailed, unknownTask } from './status';
import type { KieConnection } from '../transport';
import type { TaskRef, TaskStatus } from '../types';

const LONGEST_PAUSE_MS = 30_000;

/** One question of a wait, for the log. Times in milliseconds. */
export interface Progress {
	task: TaskRef;
	state: TaskStatus['state'];
	statusWord: string;
	questions: number;
	elapsed: number;
	/** What the task costs, where Kie.ai says so: usually from the first question on. */
	creditsConsumed?: number;
}

export interface PollOptions {
	/** Milliseconds from now. */
	timeLimit: number;
	/** False asks at once: the task was started earlier. */
	justStarted: boolean;
	onQuestion(progress: Progress): void;
}

export type Finished = Extract<TaskStatus, { state: 'success' }>;

/**
 * The pause before the next question after `elapsed` milliseconds: about a twentieth of the time already taken, and
 * less of it the longer it takes. The steps are chosen so that neither a fixed interval of 3, 5, 10 nor 30 seconds asks
 * less and answers sooner, for tasks of 5 seconds to 20 minutes (`npm run bench` shows it).
 */
export function pollDelay(elapsed: number): number {
	return Math.min(2_000 + elapsed / 22, 3_500 + elapsed / 52, LONGEST_PAUSE_MS);
}

/** What {@link poll} asks again and again. Times in milliseconds. */
export interface Polling<T> {
	ask(): Promise<T>;
	isDone(answer: T, elapsed: number): boolean;
	/** The pause after the first `elapsed` milliseconds. */
	delay(elapsed: number): number;
	timeLimit: number;
	/** Whether to pause before the first question too. */
	pausesFirst?: boolean;
	signal?: AbortSignal;
}

/**
 * Asks until an answer is good enough or the time limit has run out.
 * @returns the last answer
 * @throws {KieError} category `cancelled` when `signal` aborts, and whatever `ask` throws
 */
export async function poll<T>(polling: Polling<T>): Promise<T> {
	const { ask, isDone, delay, timeLimit, pausesFirst, signal } = polling;
	const start = clock.now();
	if (pausesFirst) await pause(delay(0), timeLimit, signal);
	for (;;) {
		const answer = await ask();
		const elapsed = clock.now() - start;
		if (isDone(answer, elapsed) || elapsed >= timeLimit) return answer;
		await pause(delay(elapsed), timeLimit - elapsed, signal);
	}
}

/**
 * Asks until the task is finished.
 * @returns the status of the finished task, or the last one if the time limit ran out.
 * @throws {KieError} when the task failed, is unknown to Kie.ai, or the execution was stopped.
 */
export async function pollUntilFinished(
	connection: KieConnection,
	task: TaskRef,
	{ timeLimit, justStarted, onQuestion }: PollOptions,
): Promise<TaskStatus> {
	let questions = 0;
	return await poll({
		ask: async () => await getStatus(connection, task),
		isDone(status, elapsed) {
			const { state, statusWord, creditsConsumed } = status;
			onQuestion({ task, state, statusWord, questions: ++questions, elapsed, creditsConsumed });
			if (state === 'failed') throw taskFailed(task, status.failure);
			// A task that Kie.ai has just accepted is there, however long it takes to show.
			if (state === 'notFound' && !justStarted) throw unknownTask(task.taskId, task.family);
			return state === 'success';
		},
		delay: familyNamed(task.family).pollDelay ?? pollDelay,
		timeLimit,
		pausesFirst: justStarted,
		signal: connection.signal,
	});
}

async function pause(ms: number, timeLeft: number, signal?: AbortSignal): Promise<void> {
	const jitter = 0.95 + Math.random() / 10;
	await clock.sleep(Math.min(ms * jitter, timeLeft), signal);
	if (signal?.aborted) throw cancellation();
}

const STILL: Record<TaskStatus['state'], string> = {
	pending: 'Kie.ai is still working on it',
	notFound: 'Kie.ai does not show it yet',
	unavailable: 'Kie.ai could not be asked about it',
	failed: 'it failed',
	success: 'it is finished',
};

/** The time limit ran out while Kie.ai was still working. */
export function outOfTime(task: TaskRef, status: TaskStatus, timeLimit: number): KieError {
	const minutes = Math.round(timeLimit / 6_000) / 10;
	const limit = `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
	return new KieError({
		message: `${FAMILY_LABELS[task.family]} task ${task.taskId} was not finished after ${limit}: ${STILL[status.state]}`,
		hint: 'It continues at Kie.ai and is paid for: get it with Task > Wait and this task ID, or raise Time Limit',
		category: 'timeout',
		retryable: true,
		creditsTaken: 'unknown',
		taskId: task.taskId,
		family: task.family,
		...present({ creditsConsumed: status.creditsConsumed }),
	});
}
