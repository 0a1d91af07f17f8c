import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { ConcurrencyLimit } from '../../kie/concurrencyLimit';
import type { ErrorCategory } from '../../kie/advice';
import type { KieError } from '../../kie/errors';
import { type Outcome, hasFailed, settle } from '../../kie/outcome';
import type { ResultItem } from '../../results/delivery';
import { failureItem } from '../../results/items';
import { isTool } from '../../results/agent';
import { suspendOrCollect } from './callback/suspend';
import { runJob } from './handlers';
import { showHints } from './hints';
import type { Job, Run } from './job';
import { nodeError } from './nodeErrors';
import { openRun } from './openRun';
import { describeOthers } from './otherItems';
import { readJob } from './readJob';
import { willBeRetried } from './retries';
import { requireMinimumCredits } from './submit/minimumCredits';

/**
 * Runs the node for all its items: reads and checks every one before any is paid for, starts them at Kie.ai's pace,
 * waits for them together and returns them in order.
 * @throws {NodeApiError | NodeOperationError} when an item failed and the node is not told to continue.
 */
export async function runItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const mayFail = context.continueOnFail();
	const opened = await settle(async () => await openRun(context));
	if (hasFailed(opened)) return refuseAll(context, opened.error);
	const run = opened.value;

	const read = await Promise.all(
		items.map(async (_, i) => await settle(async () => await readJob(run, i))),
	);
	if (!mayFail) throwFailures(context, read);
	const jobs = await requireMinimumCredits(run, read);
	if (!mayFail) throwFailures(context, jobs);

	const started = await runJobs(run, jobs);
	const stops = !mayFail && started.some(hasFailed);
	const outcomes = stops ? started : await collect(run, jobs, started);
	settleSubmissions(run, outcomes, !mayFail && (outcomes?.some(hasFailed) ?? false));
	// What a waiting node returns is only looked at: an error at its head would make n8n try again.
	if (!outcomes) return [items.filter(({ json }) => !json.error)];
	if (!mayFail) throwFailures(context, outcomes);
	showHints(run, jobs, outcomes);
	return [outcomes.flatMap(makeItems)];
}

/** A run that cannot begin fails for every item: n8n would send their input on as if it were the result. */
function refuseAll(context: IExecuteFunctions, error: KieError): INodeExecutionData[][] {
	if (!context.continueOnFail()) throw nodeError(context, error, 0);
	willBeRetried(context, true);
	return [context.getInputData().map((_, i) => failureItem(error, i))];
}

async function runJobs(run: Run, jobs: Array<Outcome<Job>>): Promise<Array<Outcome<ResultItem[]>>> {
	const slots = new ConcurrencyLimit(mostRunning(jobs));
	return await Promise.all(
		jobs.map(async (job, i) => {
			if (hasFailed(job)) return job;
			const ended = await settle(
				async () => await slots.run(async () => await runJob(run, job.value)),
			);
			return hasFailed(ended) ? { error: withTask(run, i, ended.error) } : ended;
		}),
	);
}

const mostRunning = (jobs: Array<Outcome<Job>>): number =>
	jobs.reduce(
		(least, job) =>
			hasFailed(job) ? least : Math.min(least, job.value.settings.maximumRunningTasks),
		Infinity,
	);

/** Whatever fails after a payment, the error names what was paid for. */
function withTask({ submissions }: Run, itemIndex: number, error: KieError): KieError {
	const task = submissions.taskOf(itemIndex);
	if (!task || error.failure.taskId) return error;
	return error.with({ taskId: task.taskId, family: task.family });
}

/** The outcomes once all tasks are finished; nothing when the execution waits for them. */
async function collect(
	run: Run,
	jobs: Array<Outcome<Job>>,
	started: Array<Outcome<ResultItem[]>>,
): Promise<Array<Outcome<ResultItem[]>> | undefined> {
	const tasked = jobs.map((job, i) => {
		if (hasFailed(job)) return job;
		const { task, outcome } = run.submissions.startedBy(i) ?? {};
		return { value: { ...job.value, task: outcome ? undefined : task } };
	});
	const ended = await settle(async () => await suspendOrCollect(run, tasked, started, makeItems));
	if (!hasFailed(ended)) return ended.value;
	return started.map((outcome, i) => {
		const job = tasked[i];
		const waits = !hasFailed(job) && job.value.settings.wait === 'callback' && !hasFailed(outcome);
		return waits ? { error: withTask(run, i, cannotWait(ended.error)) } : outcome;
	});
}

const cannotWait = (error: KieError) =>
	error.with({
		message: `n8n could not store the execution that waits for Kie.ai: ${error.message}`,
		hint: 'The task continues at Kie.ai and is paid for: get it with Task > Wait and this task ID',
		retryable: true,
		creditsTaken: 'unknown',
	});

/** What is delivered need not be found again; what n8n or an agent comes back for has to be. */
function settleSubmissions(
	{ context, connection, submissions }: Run,
	outcomes: Array<Outcome<unknown>> | undefined,
	stops: boolean,
): void {
	const isStopped = connection.signal?.aborted === true;
	const comesAgain = stops || willBeRetried(context, hasFailed(outcomes?.[0]));
	context.getInputData().forEach((_, i) => {
		const outcome = outcomes?.[i];
		// An agent calls again of its own accord, with what n8n handed it as a result.
		const isOpen = isTool(context) && hasFailed(outcome);
		if (isStopped || comesAgain || isOpen) {
			submissions.release(i, { isTold: !isStopped && hasEnded(outcome) });
		} else submissions.discard(i);
	});
}

/** What a task lacked that goes on at Kie.ai: its node gives it more time, the account gives the key its rights. */
const MENDABLE: readonly ErrorCategory[] = ['timeout', 'credential'];

/** The item has an error to its name that another run would only repeat. */
const hasEnded = (outcome: Outcome<unknown> | undefined): boolean =>
	hasFailed(outcome) && !MENDABLE.includes(outcome.error.failure.category);

function throwFailures(context: IExecuteFunctions, outcomes: Array<Outcome<unknown>>): void {
	const first = outcomes.findIndex(hasFailed);
	const failed = outcomes[first];
	if (!hasFailed(failed)) return;
	throw nodeError(context, failed.error, first, describeOthers(outcomes, first));
}

function makeItems(outcome: Outcome<ResultItem[]>, itemIndex: number): INodeExecutionData[] {
	if (hasFailed(outcome)) return [failureItem(outcome.error, itemIndex)];
	return outcome.value.map((delivery) => ({ ...delivery, pairedItem: { item: itemIndex } }));
}
