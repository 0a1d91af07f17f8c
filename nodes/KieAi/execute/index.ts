import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Catalogue } from '../../kie/catalogue/catalogue';
import { ConcurrencyLimit } from '../../kie/concurrencyLimit';
import { connect, readCredential } from '../../kie/connection';
import { type Outcome, hasFailed, settle } from '../../kie/outcome';
import type { Delivery } from '../../results/delivery';
import { failureItem } from '../../results/items';
import { suspendOrCollect } from './callback/suspend';
import { Files } from './files';
import { runJob } from './handlers';
import type { Job, Run } from './job';
import { nodeError } from './nodeErrors';
import { readJob } from './readJob';
import { willBeRetried } from './retries';
import { requireMinimumCredits } from './submit/minimumCredits';
import { Submissions } from './submit/submissions';

/**
 * Runs the node for all its items: reads and checks every one before any is paid for, starts them at Kie.ai's pace,
 * waits for them together and returns them in order.
 * @throws {NodeApiError | NodeOperationError} when an item failed and the node is not told to continue.
 */
export async function runItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const run = await openRun(context);
	const read = await Promise.all(
		items.map(async (_, i) => await settle(async () => await readJob(run, i))),
	);
	const mayFail = context.continueOnFail();
	if (!mayFail) throwFailures(context, read);
	const jobs = await requireMinimumCredits(run, read);
	if (!mayFail) throwFailures(context, jobs);

	const started = await runJobs(run, jobs);
	const stops = !mayFail && started.some(hasFailed);
	const outcomes = stops
		? started
		: await suspendOrCollect(run, withTasks(run, jobs), started, asItems);
	const failed = outcomes?.some(hasFailed) ?? false;
	settleSubmissions(run, items.length, (failed && !mayFail) || discardsOutput(context, outcomes));
	// What a waiting node returns is only looked at: an error at its head would make n8n try again.
	if (!outcomes) return [items.filter(({ json }) => !json.error)];
	if (!mayFail) throwFailures(context, outcomes);
	return [outcomes.flatMap(asItems)];
}

async function openRun(context: IExecuteFunctions): Promise<Run> {
	const connection = await connect(context);
	const { callbackUrl } = await readCredential(context);
	return {
		context,
		connection,
		files: new Files(context, connection),
		catalogue: new Catalogue(connection),
		submissions: new Submissions(context),
		defaultCallback: callbackUrl,
	};
}

async function runJobs(run: Run, jobs: Array<Outcome<Job>>): Promise<Array<Outcome<Delivery[]>>> {
	const slots = new ConcurrencyLimit(mostRunning(jobs));
	return await Promise.all(
		jobs.map(async (job) => {
			if (hasFailed(job)) return job;
			return await settle(async () => await slots.run(async () => await runJob(run, job.value)));
		}),
	);
}

const mostRunning = (jobs: Array<Outcome<Job>>): number =>
	Math.min(...jobs.map((job) => (hasFailed(job) ? 100 : job.value.settings.maximumRunningTasks)));

/** The jobs with the tasks that were started for them. */
const withTasks = ({ submissions }: Run, jobs: Array<Outcome<Job>>): Array<Outcome<Job>> =>
	jobs.map((job, i) =>
		hasFailed(job) ? job : { value: { ...job.value, task: submissions.taskOf(i) } },
	);

/** n8n runs the node again, and drops what it returns, when Retry On Fail is on and the first item failed. */
const discardsOutput = (context: IExecuteFunctions, outcomes: Array<Outcome<unknown>> = []) =>
	willBeRetried(context, outcomes.length > 0 && hasFailed(outcomes[0]));

function settleSubmissions({ submissions }: Run, items: number, comesAgain: boolean): void {
	for (let i = 0; i < items; i++) {
		if (comesAgain) submissions.release(i);
		else submissions.discard(i);
	}
}

function throwFailures(context: IExecuteFunctions, outcomes: Array<Outcome<unknown>>): void {
	const first = outcomes.findIndex(hasFailed);
	if (first < 0) return;
	const failed = outcomes[first];
	if (!hasFailed(failed)) return;
	const others = outcomes.flatMap((outcome, i) => (i === first ? [] : mention(outcome, i)));
	throw nodeError(context.getNode(), failed.error, first, others);
}

/** What became of the other items, so that no paid task is lost with the one that failed. */
function mention(outcome: Outcome<unknown>, itemIndex: number): string[] {
	if (hasFailed(outcome)) {
		const { message, taskId } = outcome.error.failure;
		return [`Item ${itemIndex}: ${message}${taskId ? ` (task ID ${taskId})` : ''}`];
	}
	const taskId = Array.isArray(outcome.value)
		? (outcome.value[0] as Delivery | undefined)?.json.taskId
		: undefined;
	return taskId ? [`Item ${itemIndex} is paid for: task ID ${String(taskId)}`] : [];
}

function asItems(outcome: Outcome<Delivery[]>, itemIndex: number): INodeExecutionData[] {
	if (hasFailed(outcome)) return [failureItem(outcome.error, itemIndex)];
	return outcome.value.map((delivery) => ({ ...delivery, pairedItem: { item: itemIndex } }));
}
