import { clock, startStopwatch } from '../clock';
import { KieError, cancellation } from '../errors';
import { present } from '../json';
import { FAMILY_LABELS } from './labels';
import { getStatus, taskFailed, unknownTask } from './status';
import { type KnownTask, TaskTiming } from './timing';
import type { KieConnection } from '../transport';
import type { TaskRef, TaskStatus } from '../types';

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

interface PollOptions extends KnownTask {
	/** Milliseconds from now. */
	timeLimit: number;
	onQuestion(progress: Progress): void;
}

export type Finished = Extract<TaskStatus, { state: 'success' }>;

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
	const stopwatch = startStopwatch();
	if (pausesFirst) await pause(delay(0), timeLimit, signal);
	for (;;) {
		const answer = await ask();
		const elapsed = stopwatch();
		if (isDone(answer, elapsed) || elapsed >= timeLimit) return answer;
		await pause(delay(elapsed), timeLimit - elapsed, signal);
	}
}

/**
 * Asks until the task is finished, at a pace that {@link TaskTiming} learns from the tasks before: the more of a model's
 * tasks were waited for in this process, the fewer questions and the less delay. `npm run bench` shows how far that
 * goes, next to fixed intervals. A task that was started elsewhere is asked for at once.
 * @returns the status of the finished task, or the last one if the time limit ran out.
 * @throws {KieError} when the task failed, is unknown to Kie.ai, or the execution was stopped.
 */
export async function pollUntilFinished(
	connection: KieConnection,
	task: TaskRef,
	{ timeLimit, onQuestion, ...known }: PollOptions,
): Promise<TaskStatus> {
	const isOwn = known.startedAt !== undefined;
	const timing = new TaskTiming(task, known);
	let questions = 0;
	return await poll({
		ask: async () => await getStatus(connection, task),
		isDone(status, elapsed) {
			const { state, statusWord, creditsConsumed } = status;
			onQuestion({ task, state, statusWord, questions: ++questions, elapsed, creditsConsumed });
			timing.note(status, elapsed);
			if (state === 'failed') throw taskFailed(task, status.failure);
			// A task that Kie.ai has just accepted is there, however long it takes to show.
			if (state === 'notFound' && !isOwn) throw unknownTask(task.taskId, task.family);
			return state === 'success';
		},
		delay: (elapsed) => timing.delay(elapsed),
		timeLimit,
		pausesFirst: isOwn,
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
