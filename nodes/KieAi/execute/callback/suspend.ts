import type { INodeExecutionData } from 'n8n-workflow';

import { clock } from '../../../kie/clock';
import { type Outcome, hasFailed, settle } from '../../../kie/outcome';
import { taskFailed } from '../../../kie/tasks/status';
import type { TaskRef, TaskStatus } from '../../../kie/types';
import type { Job, Run } from '../job';
import { pendingJson, taskJson } from '../../../results/items';
import type { ResultItem } from '../../../results/delivery';
import { type TaskSettings, timeLimitFor } from '../parameters/settings';
import { TaskStatuses } from './taskStatuses';
import { type WaitingItem, saveWaitState } from './waitState';

interface Waiting {
	itemIndex: number;
	job: Job;
	task: TaskRef;
}

/**
 * Stores the execution until Kie.ai calls back, if it has to be: a callback that came while the tasks were started
 * found nobody who listened, so they are asked about once more.
 * @param asItems makes the final items of an outcome
 * @returns the outcomes, now complete, or `undefined` when the execution waits
 */
export async function suspendOrCollect(
	run: Run,
	jobs: Array<Outcome<Job>>,
	started: Array<Outcome<ResultItem[]>>,
	asItems: (outcome: Outcome<ResultItem[]>, itemIndex: number) => INodeExecutionData[],
): Promise<Array<Outcome<ResultItem[]>> | undefined> {
	const waiting = jobs.flatMap((job, itemIndex) => waitingFor(job, started[itemIndex], itemIndex));
	if (waiting.length === 0) return started;
	const statuses = new TaskStatuses(run.connection, waiting.map(({ task }) => task).reverse());
	if (await areFinished(statuses)) return await collect(run, started, waiting, statuses);

	const waitingItems: WaitingItem[] = started.map((outcome, i) => ({ items: asItems(outcome, i) }));
	for (const { itemIndex, job, task } of waiting) {
		waitingItems[itemIndex] = { task, settings: job.settings };
	}
	saveWaitState(run.context, waitingItems);
	await run.context.putExecutionToWait(deadlineOf(waiting));
	markInput(run, waitingItems);
	run.context.logger.info('Execution waits for Kie.ai', { tasks: waiting.map(({ task }) => task) });
	return undefined;
}

function waitingFor(job: Outcome<Job>, started: Outcome<unknown>, itemIndex: number): Waiting[] {
	if (hasFailed(job) || hasFailed(started)) return [];
	const { task, settings } = job.value;
	return task && settings.wait === 'callback' ? [{ itemIndex, job: job.value, task }] : [];
}

/** Stops at the first task that is not finished, most likely the one started last. What is unavailable now comes with the callback. */
const areFinished = async (statuses: TaskStatuses): Promise<boolean> =>
	await statuses.findUnfinished().then(
		(unfinished) => unfinished === undefined,
		() => false,
	);

async function collect(
	run: Run,
	started: Array<Outcome<ResultItem[]>>,
	waiting: Waiting[],
	statuses: TaskStatuses,
): Promise<Array<Outcome<ResultItem[]>>> {
	const outcomes = [...started];
	const collected = waiting.map(async ({ itemIndex, job, task }) => {
		outcomes[itemIndex] = await outcomeOf(run, job, task, statuses.of(task));
	});
	await Promise.all(collected);
	statuses.forget();
	return outcomes;
}

async function outcomeOf(
	run: Run,
	job: Job,
	task: TaskRef,
	status: TaskStatus,
): Promise<Outcome<ResultItem[]>> {
	if (status.state === 'failed') {
		run.submissions.discard(job.itemIndex);
		return { error: taskFailed(task, status.failure) };
	}
	return await settle(
		async () => await run.files.deliver(taskJson(task, status, job.settings), job.settings),
	);
}

/** At the time limit n8n does not ask the node again but sends on its input, so that is what has to name the tasks. */
function markInput({ context }: Run, waitingItems: WaitingItem[]): void {
	context.getInputData().forEach((item, i) => {
		const entry = waitingItems[i];
		item.json = 'task' in entry ? pendingJson(entry.task) : (entry.items[0]?.json ?? {});
		delete item.binary;
	});
}

function deadlineOf(waiting: Waiting[]): Date {
	const limits = waiting.map(({ job, task }) => timeLimitOf(job.settings, task));
	return new Date(clock.now() + limits.reduce((most, limit) => Math.max(most, limit), 0));
}

const timeLimitOf = (settings: TaskSettings, { family }: TaskRef) => timeLimitFor(settings, family);
