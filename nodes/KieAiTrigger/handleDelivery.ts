import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { resolveEvent } from '../kie/callbacks/resolveEvent';
import {
	type Callback,
	type CallbackEnvelope,
	readCallback,
	readEnvelope,
} from '../kie/callbacks/read';
import { type Verdict, verify } from '../kie/callbacks/signature';
import { clock } from '../kie/clock';
import { connect, readCredential } from '../kie/connection';
import { fileNetwork } from '../kie/files/network';
import { ResultDelivery } from '../results/delivery';
import { type TaskEvent, toTaskEvent, toUnknownEvent } from './taskEvent';
import { Deduplicator } from './deduplicator';
import { type TriggerSettings, readTriggerSettings } from './settings';

/**
 * Handles one delivery: decides whether it is genuine, new and wanted, and starts the workflow only then. It never throws,
 * because n8n would record a failed execution for it.
 */
export async function handleDelivery(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await handle(context).catch((error: Error) => {
		context.logger.error(`Kie.ai callback could not be handled: ${error.message}`);
		return respond(context, 503, 'try again');
	});
}

async function handle(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = readTriggerSettings(context);
	const { webhookHmacSecret: key } = await readCredential(context);
	const body = context.getBodyData();
	const named = readEnvelope(body);
	const verdict = key ? verdictOn(context, key, named, settings) : undefined;
	if (verdict && !isAcceptable(verdict, settings)) {
		return refuse(context, 401, 'Unauthorized', verdict.proof, named);
	}
	if (named.taskIds.length === 0) return refuse(context, 400, 'Bad request', 'no task ID', named);

	const isSigned = verdict?.proof === 'valid';
	if (!mayBeWanted(named, settings)) return respond(context, 200);
	const callback = { ...readCallback(body), ...(isSigned && { taskIds: [verdict.taskId] }) };
	const deduplicator = new Deduplicator(context);
	if (
		callback.family &&
		deduplicator.isDuplicate(callback.taskIds[0], callback.family, callback.event)
	) {
		return respond(context, 200);
	}
	const lock = ['delivery', callback.taskIds[0], callback.event];
	const response = await deduplicator.runExclusive(lock, async () => {
		const taskEvent = await resolveTaskEvent(context, callback, settings, isSigned);
		if (taskEvent === 'notYet') return respond(context, 503, 'try again');
		if (!taskEvent || !isWanted(taskEvent, settings)) return respond(context, 200);
		const { taskId, family, event } = taskEvent;
		if (deduplicator.isDuplicate(taskId, family, event)) return respond(context, 200);
		deduplicator.markHandled(taskId, family, event);
		return await start(context, taskEvent, settings);
	});
	return response ?? respond(context, 200);
}

const verdictOn = (
	context: IWebhookFunctions,
	key: string,
	{ taskIds }: CallbackEnvelope,
	{ timeWindow }: TriggerSettings,
): Verdict =>
	verify(key, context.getHeaderData(), taskIds, { now: clock.now(), windowMs: timeWindow });

const isAcceptable = ({ proof }: Verdict, { acceptUnsigned }: TriggerSettings) =>
	proof === 'valid' || (proof === 'unsigned' && acceptUnsigned);

/** Before anything is asked: a body that claims a success may turn out to be a failure, and the other way round. */
function mayBeWanted({ event }: CallbackEnvelope, { events }: TriggerSettings): boolean {
	if (event === 'text' || event === 'first')
		return events.includes(event) || events.includes('failure');
	return events.some((wanted) => wanted !== 'text' && wanted !== 'first');
}

const isWanted = ({ event, family }: TaskEvent, { events, taskTypes }: TriggerSettings) =>
	events.includes(event) && (taskTypes.length === 0 || taskTypes.includes(family));

/** @returns nothing for a task that Kie.ai does not know and nobody vouches for. */
async function resolveTaskEvent(
	context: IWebhookFunctions,
	callback: Callback,
	settings: TriggerSettings,
	isSigned: boolean,
): Promise<TaskEvent | 'notYet' | undefined> {
	const body = context.getBodyData();
	const [taskId] = callback.taskIds;
	if (!settings.verify) {
		const { family, event, status } = callback;
		if (!family) return toUnknownEvent(taskId, body);
		return toTaskEvent({ taskId, family }, { ...status, record: body }, event, settings);
	}
	const resolution = await resolveEvent(await connect(context), callback);
	if (resolution.known === 'notYet') return 'notYet';
	if (resolution.known === 'yes') {
		return toTaskEvent(resolution.task, resolution.status, callback.event, settings);
	}
	context.logger.warn(`Kie.ai does not know the task of a callback: ${taskId}`, { isSigned });
	return isSigned ? toUnknownEvent(taskId, body) : undefined;
}

/** Kie.ai has its answer before files are fetched: it waits 15 seconds. */
async function start(
	context: IWebhookFunctions,
	{ json }: TaskEvent,
	settings: TriggerSettings,
): Promise<IWebhookResponseData> {
	respond(context, 200);
	const connection = await connect(context);
	const results = new ResultDelivery(
		connection,
		fileNetwork(context, Object.values(connection.hosts)),
	);
	const items = await results.deliver(json, settings).catch(() => [{ json }]);
	return { noWebhookResponse: true, workflowData: [items] };
}

/** Tells the log why, and the sender nothing. */
function refuse(
	context: IWebhookFunctions,
	status: number,
	message: string,
	reason: string,
	{ taskIds }: CallbackEnvelope,
): IWebhookResponseData {
	context.logger.warn(`Kie.ai callback refused: ${reason}`, { reason, taskIds });
	return respond(context, status, message);
}

function respond(context: IWebhookFunctions, code: number, msg = 'success'): IWebhookResponseData {
	const response = context.getResponseObject();
	if (!response.headersSent) response.status(code).json({ code, msg });
	return { noWebhookResponse: true };
}
