import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { processMemory } from '../../../kie/boundedMap';
import {
	ANSWER_WITHIN_MS,
	type Outcome,
	respond,
	respondLike,
	respondWhenSafe,
} from '../../../kie/callbacks/answer';
import { withDeadline } from '../../../kie/callbacks/deadline';
import { readEnvelope } from '../../../kie/callbacks/read';
import { clock } from '../../../kie/clock';
import { connect } from '../../../kie/connection';
import { fileNetwork } from '../../../kie/files/network';
import { taskFailed } from '../../../kie/tasks/status';
import type { KieConnection } from '../../../kie/transport';
import type { TaskRef } from '../../../kie/types';
import { ResultDelivery } from '../../../results/delivery';
import { failureItem, taskJson } from '../../../results/items';
import { TaskStatuses } from './taskStatuses';
import { type WaitingItem, loadWaitState } from './waitState';

/** The callbacks of a waiting execution that are handled together: the IDs that they name, and what becomes of them. */
interface Batch {
	calledIds: Set<string>;
	outcome: Promise<Outcome>;
}

const inProgress = new Map<string, Batch>();

/**
 * Waits that are over, as their execution, node and tasks. n8n takes a moment to know it, and a callback in that moment
 * would let the execution continue twice.
 */
const resumed = processMemory<string, true>(10_000);

/**
 * Handles a callback for a waiting execution, which continues when all its tasks are finished. The callback is only a
 * hint: the tasks are read from Kie.ai, so nothing of its body is read but IDs. It never throws, because n8n would then
 * end the execution and lose its data.
 */
export async function resume(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { taskIds, event } = readEnvelope(context.getBodyData());
	if (event === 'text' || event === 'first') return respond(context, 200);
	const key = keyOfWait(context);
	const current = inProgress.get(key);
	if (current) {
		for (const taskId of taskIds) current.calledIds.add(taskId);
		return await respondLike(context, current.outcome);
	}
	const calledIds = new Set(taskIds);
	const outcome = handleCallbacks(context, calledIds).finally(() => inProgress.delete(key));
	inProgress.set(key, { calledIds, outcome });
	return await respondWhenSafe(context, outcome);
}

async function handleCallbacks(
	context: IWebhookFunctions,
	calledIds: Set<string>,
): Promise<Outcome> {
	try {
		return await finishWait(context, calledIds);
	} catch (error) {
		context.logger.error(`Kie.ai callback could not be used: ${(error as Error).message}`);
		return { code: 503 };
	}
}

async function finishWait(context: IWebhookFunctions, calledIds: Set<string>): Promise<Outcome> {
	const deadline = clock.now() + ANSWER_WITHIN_MS;
	const waitingItems = loadWaitState(context);
	if (!waitingItems) return { code: 200 };

	const tasks = waitingItems.flatMap((entry) => ('task' in entry ? [entry.task] : []));
	const wait = keyOfWait(context, tasks);
	if (resumed.has(wait)) return { code: 200 };
	const connection = await connect(context);
	const statuses = new TaskStatuses(withDeadline(connection, deadline), tasks);
	const unfinished = await statuses.readUntilQuiet(calledIds);
	if (unfinished) return { code: statuses.isContrary(unfinished, calledIds) ? 503 : 200 };

	const items = await itemsOf(context, connection, waitingItems, statuses);
	resumed.set(wait, true);
	statuses.forget();
	return { code: 200, items };
}

const keyOfWait = (context: IWebhookFunctions, tasks: TaskRef[] = []) =>
	JSON.stringify([context.getExecutionId(), context.getNode().name, tasks]);

async function itemsOf(
	context: IWebhookFunctions,
	connection: KieConnection,
	waitingItems: WaitingItem[],
	statuses: TaskStatuses,
): Promise<INodeExecutionData[]> {
	const network = fileNetwork(context, Object.values(connection.hosts));
	const results = new ResultDelivery(connection, network);
	results.isForSeveral = waitingItems.length > 1;
	const items = waitingItems.map(async (entry, i) => await deliver(entry, i, statuses, results));
	return (await Promise.all(items)).flat();
}

async function deliver(
	entry: WaitingItem,
	itemIndex: number,
	statuses: TaskStatuses,
	results: ResultDelivery,
): Promise<INodeExecutionData[]> {
	if ('items' in entry) return entry.items;
	const { task, settings } = entry;
	const status = statuses.of(task);
	if (status.state === 'failed') {
		return [failureItem(taskFailed(task, status.failure), itemIndex)];
	}
	const json = taskJson(task, status, settings);
	const deliveries = await results.deliver(json, settings).catch(() => [{ json }]);
	return deliveries.map((delivery) => ({ ...delivery, pairedItem: { item: itemIndex } }));
}
