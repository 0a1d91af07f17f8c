import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { type Callback, readCallback } from '../../../kie/callbacks/read';
import { connect } from '../../../kie/connection';
import { fileNetwork } from '../../../kie/files/network';
import { type Sighting, look, taskFailed } from '../../../kie/task';
import type { KieConnection } from '../../../kie/transport';
import type { TaskRef } from '../../../kie/types';
import { failureItem, taskJson } from '../output';
import { Results } from '../results';
import { type Parked, recall } from './memory';

/** Tasks looked at together: most callbacks find an unfinished one among the first. */
const LOOKS_AT_ONCE = 5;

/** Executions of this process whose results are being fetched: callbacks like to come in pairs. */
const beingResumed = new Set<string>();

/**
 * Takes a callback for a waiting execution, which goes on when all its tasks are finished. The callback is only a hint:
 * the tasks are read from Kie.ai. It never throws, because n8n would then end the execution and lose its data.
 */
export async function resume(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const key = JSON.stringify([context.getExecutionId(), context.getNode().name]);
	if (beingResumed.has(key)) return acknowledge(context);
	beingResumed.add(key);
	const answer = await takeCallback(context).catch((error: Error) => {
		context.logger.error(`Kie.ai callback could not be used: ${error.message}`);
		return askAgain(context);
	});
	beingResumed.delete(key);
	return answer;
}

async function takeCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const callback = readCallback(context.getBodyData());
	const isOnTheWay = callback.event === 'text' || callback.event === 'first';
	const parked = recall(context);
	if (!parked || isOnTheWay) return acknowledge(context);

	const connection = await connect(context);
	const tasks = parked.flatMap((entry) => ('task' in entry ? [entry.task] : []));
	const seen = await lookAtAll(connection, ownFirst(tasks, callback));
	const open = [...seen].find(([, { state }]) => state !== 'success' && state !== 'failed');
	if (open) return isContrary(open, callback) ? askAgain(context) : acknowledge(context);

	acknowledge(context);
	const results = new Results(connection, fileNetwork(context, Object.values(connection.hosts)));
	const items = await Promise.all(
		parked.map(async (entry, i) => await itemsOf(entry, i, seen, results)),
	);
	return { noWebhookResponse: true, workflowData: [items.flat()] };
}

const ownFirst = (tasks: TaskRef[], { taskIds }: Callback) => {
	const isOwn = ({ taskId }: TaskRef) => taskIds.includes(taskId);
	return [...tasks.filter(isOwn), ...tasks.filter((task) => !isOwn(task))];
};

/** Looks at the tasks in order, and stops where one is not finished. */
async function lookAtAll(
	connection: KieConnection,
	tasks: TaskRef[],
): Promise<Map<string, Sighting>> {
	const seen = new Map<string, Sighting>();
	for (let start = 0; start < tasks.length; start += start === 0 ? 1 : LOOKS_AT_ONCE) {
		const group = tasks.slice(start, start === 0 ? 1 : start + LOOKS_AT_ONCE);
		const sightings = await Promise.all(group.map(async (task) => await look(connection, task)));
		sightings.forEach((sighting, i) => seen.set(keyOf(group[i]), sighting));
		if (sightings.some(({ state }) => state !== 'success' && state !== 'failed')) break;
	}
	return seen;
}

/** Two items may name the same task, for example for two of its videos. */
const keyOf = ({ taskId, family, index }: TaskRef) => [family, taskId, index].join();

/** Kie.ai did not answer, or its record is behind its own callback: it shall call again in a moment. */
const isContrary = ([key, { state }]: [string, Sighting], { taskIds }: Callback) =>
	state === 'unclear' || taskIds.includes(key.split(',')[1]);

async function itemsOf(
	entry: Parked,
	itemIndex: number,
	seen: Map<string, Sighting>,
	results: Results,
): Promise<INodeExecutionData[]> {
	if ('items' in entry) return entry.items;
	const { task, settings } = entry;
	const sighting = seen.get(keyOf(task)) as Sighting;
	if (sighting.state === 'failed') {
		return [failureItem(taskFailed(task, sighting.failure), itemIndex)];
	}
	const json = taskJson(task, sighting, settings);
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
