import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { type CallbackEnvelope, readEnvelope } from '../../../kie/callbacks/read';
import { connect } from '../../../kie/connection';
import { fileNetwork } from '../../../kie/files/network';
import { getStatus, taskFailed } from '../../../kie/tasks/status';
import type { KieConnection } from '../../../kie/transport';
import type { TaskRef, TaskStatus } from '../../../kie/types';
import { failureItem, taskJson } from '../../../results/items';
import { ResultDelivery } from '../../../results/delivery';
import { type WaitingItem, loadWaitState } from './waitState';

/** Tasks asked about together: most callbacks find an unfinished one among the first. */
const STATUSES_AT_ONCE = 5;

/** The callbacks in progress of each execution that waits; the first one asks about the tasks for all of them. */
const inProgress = new Map<string, CallbackEnvelope[]>();

/**
 * Waits that are over, as their execution, node and tasks. n8n takes a moment to know it, and a callback in that moment
 * would let the execution go on twice.
 */
const resumed = new Set<string>();

/** More of them are not remembered; the oldest are forgotten first. */
const CAPACITY = 10_000;

/**
 * Takes a callback for a waiting execution, which goes on when all its tasks are finished. The callback is only a hint:
 * the tasks are read from Kie.ai. It never throws, because n8n would then end the execution and lose its data.
 */
export async function resume(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const callback = readEnvelope(context.getBodyData());
	if (callback.event === 'text' || callback.event === 'first') return acknowledge(context);
	const key = keyOfWait(context);
	const others = inProgress.get(key);
	if (others) {
		others.push(callback);
		return acknowledge(context);
	}
	const callbacks = [callback];
	inProgress.set(key, callbacks);
	return await handleCallbacks(context, callbacks)
		.catch((error: Error) => {
			context.logger.error(`Kie.ai callback could not be used: ${error.message}`);
			return askAgain(context);
		})
		.finally(() => inProgress.delete(key));
}

async function handleCallbacks(
	context: IWebhookFunctions,
	callbacks: CallbackEnvelope[],
): Promise<IWebhookResponseData> {
	const waitingItems = loadWaitState(context);
	if (!waitingItems) return acknowledge(context);

	const tasks = waitingItems.flatMap((entry) => ('task' in entry ? [entry.task] : []));
	const wait = keyOfWait(context, tasks);
	if (resumed.has(wait)) return acknowledge(context);
	const connection = await connect(context);
	const statuses = await readUntilQuiet(connection, tasks, callbacks);
	const unfinished = findUnfinished(statuses);
	if (unfinished)
		return isContrary(unfinished, callbacks) ? askAgain(context) : acknowledge(context);

	acknowledge(context);
	const results = new ResultDelivery(
		connection,
		fileNetwork(context, Object.values(connection.hosts)),
	);
	results.isForSeveral = waitingItems.length > 1;
	const items = await Promise.all(
		waitingItems.map(async (entry, i) => await itemsOf(entry, i, statuses, results)),
	);
	markResumed(wait);
	return { noWebhookResponse: true, workflowData: [items.flat()] };
}

const keyOfWait = (context: IWebhookFunctions, tasks: TaskRef[] = []) =>
	JSON.stringify([context.getExecutionId(), context.getNode().name, tasks]);

function markResumed(wait: string): void {
	resumed.add(wait);
	if (resumed.size > CAPACITY) resumed.delete(resumed.values().next().value as string);
}

type Statuses = Map<string, TaskStatus>;

/** A callback that comes meanwhile may be the one of a task that was still unfinished: then all are asked about again. */
async function readUntilQuiet(
	connection: KieConnection,
	tasks: TaskRef[],
	callbacks: CallbackEnvelope[],
): Promise<Statuses> {
	for (;;) {
		const heard = callbacks.length;
		const statuses = await readStatuses(connection, calledFirst(tasks, callbacks));
		if (!findUnfinished(statuses) || callbacks.length === heard) return statuses;
	}
}

const hasCalled = ({ taskId }: TaskRef, callbacks: CallbackEnvelope[]) =>
	callbacks.some(({ taskIds }) => taskIds.includes(taskId));

const calledFirst = (tasks: TaskRef[], callbacks: CallbackEnvelope[]) => [
	...tasks.filter((task) => hasCalled(task, callbacks)),
	...tasks.filter((task) => !hasCalled(task, callbacks)),
];

const findUnfinished = (statuses: Statuses) =>
	[...statuses].find(([, { state }]) => state !== 'success' && state !== 'failed');

/** Asks about the tasks in order, and stops where one is not finished. */
async function readStatuses(connection: KieConnection, tasks: TaskRef[]): Promise<Statuses> {
	const statuses: Statuses = new Map();
	for (let start = 0; start < tasks.length; start += start === 0 ? 1 : STATUSES_AT_ONCE) {
		const group = tasks.slice(start, start === 0 ? 1 : start + STATUSES_AT_ONCE);
		const answers = await Promise.all(group.map(async (task) => await getStatus(connection, task)));
		answers.forEach((status, i) => statuses.set(keyOf(group[i]), status));
		if (findUnfinished(statuses)) break;
	}
	return statuses;
}

/** Two items may name the same task, for example for two of its videos. */
const keyOf = ({ taskId, family, index }: TaskRef) => [family, taskId, index].join();

/** Kie.ai did not answer, or its record is behind its own callback: it has to call again in a moment. */
const isContrary = ([key, { state }]: [string, TaskStatus], callbacks: CallbackEnvelope[]) =>
	state === 'unavailable' || callbacks.some(({ taskIds }) => taskIds.includes(key.split(',')[1]));

async function itemsOf(
	entry: WaitingItem,
	itemIndex: number,
	statuses: Statuses,
	results: ResultDelivery,
): Promise<INodeExecutionData[]> {
	if ('items' in entry) return entry.items;
	const { task, settings } = entry;
	const status = statuses.get(keyOf(task)) as TaskStatus;
	if (status.state === 'failed') {
		return [failureItem(taskFailed(task, status.failure), itemIndex)];
	}
	const json = taskJson(task, status, settings);
	const deliveries = await results.deliver(json, settings).catch(() => [{ json }]);
	return deliveries.map((delivery) => ({ ...delivery, pairedItem: { item: itemIndex } }));
}

function acknowledge(context: IWebhookFunctions): IWebhookResponseData {
	context.getResponseObject().status(200).json({ code: 200, msg: 'success' });
	return { noWebhookResponse: true };
}

function askAgain(context: IWebhookFunctions): IWebhookResponseData {
	const response = context.getResponseObject();
	if (!response.headersSent) response.status(503).json({ code: 503, msg: 'try again' });
	return { noWebhookResponse: true };
}
