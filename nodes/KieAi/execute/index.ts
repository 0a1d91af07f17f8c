import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Catalogue } from '../../kie/catalogue/catalogue';
import { connect, readCredential } from '../../kie/connection';
import { type KieError, asKieError } from '../../kie/errors';
import { operationOf } from '../actions';
import { suspendOrCollect } from './callback/suspend';
import { assertCanWait } from './callback/assertCanWait';
import { requireMinimumCredits } from './submit/minimumCredits';
import { Files } from './files';
import { runJob } from './item';
import { type Job, type Run, discardSubmissions, releaseSubmissions } from './job';
import { willBeRetried } from './submit/submissions';
import { nodeError } from './nodeErrors';
import { failureItem } from '../../results/items';
import { preparation } from './parameters/preparation';
import { chooseRoute } from './submit/route';
import type { Delivery } from '../../results/delivery';
import { readSettings } from './parameters/settings';
import { ConcurrencyLimit } from '../../kie/concurrencyLimit';
import { checkSource, readValues } from './parameters/values';

type Outcome<T> = { value: T } | { error: KieError };

const settle = async <T>(work: () => T | Promise<T>): Promise<Outcome<T>> =>
	await Promise.resolve()
		.then(work)
		.then(
			(value) => ({ value }),
			(error: unknown) => ({ error: asKieError(error) }),
		);

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
	const outcomes = stops ? started : await suspendOrCollect(run, jobs, started, asItems);
	const failed = outcomes?.some(hasFailed) ?? false;
	settleClaims(jobs, (failed && !mayFail) || discardsOutput(context, outcomes ?? []));
	// What a waiting node returns is only looked at: an error at its head would make n8n try again.
	if (!outcomes) return [items.filter(({ json }) => !json.error)];
	if (!mayFail) throwFailures(context, outcomes);
	return [outcomes.flatMap(asItems)];
}

const hasFailed = (outcome: Outcome<unknown>) => 'error' in outcome;

async function openRun(context: IExecuteFunctions): Promise<Run> {
	const connection = await connect(context);
	const { callbackUrl } = await readCredential(context);
	return {
		context,
		connection,
		files: new Files(context, connection),
		catalogue: new Catalogue(connection),
		defaultCallback: callbackUrl,
	};
}

async function readJob(run: Run, itemIndex: number): Promise<Job> {
	const { context, files } = run;
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex) as string;
	const operation = operationOf(parameter('resource'), parameter('operation'));
	const entered = readValues(context, operation, itemIndex, files.of(itemIndex));
	const values = (await operation.prepare?.(entered, preparation(run, itemIndex))) ?? entered;
	const incoming = context.getInputData()[itemIndex].json;
	checkSource(operation, values, incoming);
	const settings = readSettings(context, itemIndex);
	if (operation.kind === 'submit' && settings.wait === 'callback') {
		assertCanWait(run, settings, operation, values);
	}
	await files.inspect(values);
	const job: Job = { itemIndex, operation, values, settings, incoming };
	chooseRoute(job);
	return job;
}

async function runJobs(run: Run, jobs: Array<Outcome<Job>>): Promise<Array<Outcome<Delivery[]>>> {
	const slots = new ConcurrencyLimit(mostRunning(jobs));
	return await Promise.all(
		jobs.map(async (job) => {
			if ('error' in job) return job;
			return await settle(async () => await slots.run(async () => await runJob(run, job.value)));
		}),
	);
}

const mostRunning = (jobs: Array<Outcome<Job>>): number =>
	jobs.reduce(
		(least, job) => Math.min(least, 'value' in job ? job.value.settings.maximumRunningTasks : 100),
		Infinity,
	);

/** n8n runs the node again, and drops what it returns, when Retry On Fail is on and the first item failed. */
function discardsOutput(context: IExecuteFunctions, outcomes: Array<Outcome<unknown>>): boolean {
	const { name, retryOnFail, maxTries = 3 } = context.getNode();
	const firstFailed = outcomes.length > 0 && 'error' in outcomes[0];
	if (!retryOnFail) return false;
	return willBeRetried(context.getExecutionId(), name, maxTries, firstFailed);
}

function settleClaims(jobs: Array<Outcome<Job>>, comesAgain: boolean): void {
	for (const job of jobs) {
		if ('value' in job) (comesAgain ? releaseSubmissions : discardSubmissions)(job.value);
	}
}

function throwFailures(context: IExecuteFunctions, outcomes: Array<Outcome<unknown>>): void {
	const first = outcomes.findIndex((outcome) => 'error' in outcome);
	if (first < 0) return;
	const { error } = outcomes[first] as { error: KieError };
	const others = outcomes.flatMap((outcome, i) => (i === first ? [] : mention(outcome, i)));
	throw nodeError(context.getNode(), error, first, others);
}

/** What became of the other items, so that no paid task is lost with the one that failed. */
function mention(outcome: Outcome<unknown>, itemIndex: number): string[] {
	if ('error' in outcome) {
		const { message, taskId } = outcome.error.failure;
		return [`Item ${itemIndex}: ${message}${taskId ? ` (task ID ${taskId})` : ''}`];
	}
	const taskId = Array.isArray(outcome.value)
		? (outcome.value[0] as Delivery | undefined)?.json.taskId
		: undefined;
	return taskId ? [`Item ${itemIndex} is paid for: task ID ${String(taskId)}`] : [];
}

function asItems(outcome: Outcome<Delivery[]>, itemIndex: number): INodeExecutionData[] {
	if ('error' in outcome) return [failureItem(outcome.error, itemIndex)];
	return outcome.value.map((delivery) => ({ ...delivery, pairedItem: { item: itemIndex } }));
}
