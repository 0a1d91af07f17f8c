import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { asKieError } from '../../kie/errors';
import { findTask, getStatus, unknownTask, unreadableTask } from '../../kie/tasks/status';
import { type KieConnection, ask } from '../../kie/transport';
import type { FamilyName, KieRequest, TaskRef } from '../../kie/types';
import type {
	RequestOperation,
	CatalogueOperation,
	PollOperation,
	Operation,
	SubmitOperation,
	Values,
} from '../actions/operation';
import { submitOnce } from './submit/submitOnce';
import { withFallback } from './submit/fallback';
import type { Job, Run } from './job';
import { pendingJson, taskJson } from '../../results/items';
import type { Delivery } from '../../results/delivery';
import { onRoute, withRoute } from './submit/route';
import { timeLimitFor } from './parameters/settings';
import { submitTask } from './submit/submitTask';
import { upload } from './upload';
import { bodyOf } from './parameters/values';
import { type Progress, outOfTime, pollUntilFinished } from '../../kie/tasks/poll';

/** Does the work of one item. @throws {KieError} that carries the task id as soon as there is one. */
export async function runJob(run: Run, job: Job): Promise<Delivery[]> {
	if (is(job, 'catalogue')) return await consult(run, job);
	return await run.files.deliver(await resultOf(run, job), job.settings);
}

async function resultOf(run: Run, job: Job): Promise<IDataObject> {
	if (is(job, 'submit')) return await start(run, job);
	if (is(job, 'poll')) return await follow(run, job);
	if (is(job, 'upload')) return await upload(run, job);
	const asked = job as Job<RequestOperation>;
	return await onRoute(
		run,
		job,
		async () => await answer(run, asked),
		async (other) => await start(run, other),
	);
}

const is = <K extends Operation['kind']>(
	job: Job,
	kind: K,
): job is Job<Extract<Operation, { kind: K }>> => job.operation.kind === kind;

async function consult(
	{ catalogue }: Run,
	{ operation, values }: Job<CatalogueOperation>,
): Promise<Delivery[]> {
	const answers = await operation.lookup(catalogue, values);
	return answers.map((json) => ({ json }));
}

async function answer(run: Run, job: Job<RequestOperation>): Promise<IDataObject> {
	const { operation, values } = job;
	const requestOf = async () => requestFor(operation, await run.files.upload(values));
	const data = operation.paid
		? (await submitOnce(run, job, requestOf, (answered) => answered)).bought
		: await ask(run.connection, await requestOf());
	return operation.output(data, values);
}

function requestFor(operation: RequestOperation, values: Values): KieRequest {
	const { method, path, host, isAccepted } = operation.request;
	const content = bodyOf(operation, values);
	const carried = method === 'GET' ? { query: content } : { body: content };
	return { method, path, host, isAccepted, ...carried };
}

async function start(run: Run, job: Job<SubmitOperation>): Promise<IDataObject> {
	return await withFallback(run, job, async () => {
		const begin = async () => await submitTask(run, job);
		const task = await onRoute(run, job, begin, begin);
		const json = await resultOfStarted(run, job, task);
		const { output } = job.operation;
		return withRoute(
			job,
			output && json.status === 'success' ? output(json.data, job.values) : json,
		);
	});
}

async function resultOfStarted(
	run: Run,
	job: Job<SubmitOperation>,
	task: TaskRef,
): Promise<IDataObject> {
	const { answered: outcome, settings } = job;
	if (outcome) return taskJson(task, { state: 'success', statusWord: '', outcome }, settings);
	return settings.wait === 'polling' ? await finish(run, task, job, true) : pendingJson(task);
}

async function follow(run: Run, job: Job<PollOperation>): Promise<IDataObject> {
	const task = await followedTask(run.connection, job);
	if (job.operation.until === 'finished') return await finish(run, task, job, false);
	const seen = await getStatus(run.connection, task);
	if (seen.state === 'notFound') throw unknownTask(task.taskId, task.family);
	if (seen.state === 'unavailable') throw unreadableTask(task.taskId);
	return taskJson(task, seen, job.settings);
}

/** The user's choice of family, else what the incoming item says of its own task, else whoever knows the id. */
async function followedTask(
	connection: KieConnection,
	{ operation, values, incoming }: Job<PollOperation>,
): Promise<TaskRef> {
	const taskId = String(values.taskId);
	const isOwn = incoming.taskId === taskId;
	const chosen =
		values.taskType === 'auto' ? undefined : (values.taskType as FamilyName | undefined);
	const family =
		operation.family ?? chosen ?? (isOwn ? (incoming.family as FamilyName) : undefined);
	const index = values.index ?? (isOwn ? incoming.index : undefined);
	if (!family) return await findTask(connection, taskId);
	return { taskId, family, ...(typeof index === 'number' && { index }) };
}

async function finish(
	{ context, connection }: Run,
	task: TaskRef,
	job: Job,
	justStarted: boolean,
): Promise<IDataObject> {
	const timeLimit = timeLimitFor(job.settings, task.family);
	const waited = await pollUntilFinished(connection, task, {
		timeLimit,
		justStarted,
		onQuestion: logProgress(context, job.itemIndex),
	}).then(
		(seen) => ({ seen }),
		(error: unknown) => ({ error: asKieError(error).with(task) }),
	);
	if ('error' in waited) throw waited.error;
	const { seen } = waited;
	if (seen.state !== 'success' && !job.settings.returnPending) {
		throw outOfTime(task, seen.statusWord, timeLimit);
	}
	return taskJson(task, seen, job.settings);
}

/** Tells n8n's log of every change of state, and of every question at debug level. Never of a prompt. */
function logProgress(context: IExecuteFunctions, itemIndex: number) {
	let last = '';
	return ({ task, state, statusWord, questions, elapsed }: Progress) => {
		const facts = { ...task, itemIndex, state, statusWord, questions, elapsed };
		if (statusWord === last) context.logger.debug('Kie.ai task asked', facts);
		else context.logger.info('Kie.ai task changed', facts);
		last = statusWord;
	};
}
