import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import {
	ANSWER_WITHIN_MS,
	type Outcome,
	respond,
	respondLike,
	respondWhenSafe,
} from '../kie/callbacks/answer';
import { type CallbackEnvelope, readCallback, readEnvelope } from '../kie/callbacks/read';
import { resolveEvent } from '../kie/callbacks/resolveEvent';
import { type Verdict, verify } from '../kie/callbacks/signature';
import { clock } from '../kie/clock';
import { connect, readCredential } from '../kie/connection';
import { fileNetwork } from '../kie/files/network';
import { ResultDelivery } from '../results/delivery';
import { Deduplicator } from './deduplicator';
import { type TriggerSettings, readTriggerSettings } from './settings';
import { type TaskEvent, toReportedEvent, toTaskEvent, toUnknownEvent } from './taskEvent';

/** A delivery that is genuine, or that the user wants to be taken without a proof. */
interface Accepted {
	context: IWebhookFunctions;
	settings: TriggerSettings;
	deduplicator: Deduplicator;
	/** The ids that its signature covers, or that it names. */
	taskIds: string[];
	isSigned: boolean;
	/** When Kie.ai must have its answer, in milliseconds since 1970. */
	deadline: number;
}

/**
 * Handles one delivery: decides whether it is genuine, new and wanted, and starts the workflow only then. It never
 * throws, because n8n would record a failed execution for it.
 */
export async function handleDelivery(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return await check(context).catch((error: Error) => {
		logFailure(context, error);
		return respond(context, 503);
	});
}

const logFailure = ({ logger }: IWebhookFunctions, { message }: Error) =>
	logger.error(`Kie.ai callback could not be handled: ${message}`);

/** Reads nothing but IDs before the signature is known to be good. */
async function check(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const deadline = clock.now() + ANSWER_WITHIN_MS;
	const settings = readTriggerSettings(context);
	const { webhookHmacSecret: key } = await readCredential(context);
	const envelope = readEnvelope(context.getBodyData());
	const verdict = key ? verdictOn(context, key, envelope, settings) : undefined;
	if (verdict && !isAcceptable(verdict, settings)) {
		return refuse(context, 401, verdict.proof, envelope);
	}
	if (envelope.taskIds.length === 0) return refuse(context, 400, 'no task ID', envelope);
	if (!mayBeWanted(envelope, settings)) return respond(context, 200);

	const isSigned = verdict?.proof === 'valid';
	const taskIds = isSigned ? [verdict.taskId] : envelope.taskIds;
	const deduplicator = new Deduplicator(context);
	const accepted = { context, settings, deduplicator, taskIds, isSigned, deadline };
	const { isRepetition, outcome } = deduplicator.runExclusive(
		['delivery', taskIds[0], envelope.event],
		async () => await handle(accepted),
	);
	return isRepetition
		? await respondLike(context, outcome)
		: await respondWhenSafe(context, outcome);
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

/** An event is marked as handled when its items are at hand, so that a delivery that fails before can be repeated. */
async function handle(accepted: Accepted): Promise<Outcome> {
	const { context, deduplicator } = accepted;
	try {
		const taskEvent = await readTaskEvent(accepted);
		if (taskEvent === 'notYet') return { code: 503 };
		if (!taskEvent) return { code: 200 };
		const { taskId, family, event } = taskEvent;
		const items = await itemsOf(context, taskEvent, accepted.settings);
		if (deduplicator.isDuplicate(taskId, family, event)) return { code: 200 };
		deduplicator.markHandled(taskId, family, event);
		return { code: 200, items };
	} catch (error) {
		logFailure(context, error as Error);
		return { code: 503 };
	}
}

/** @returns nothing for an event that is no news, or not wanted. */
async function readTaskEvent(accepted: Accepted): Promise<TaskEvent | 'notYet' | undefined> {
	const { deduplicator, settings } = accepted;
	const callback = readCallback(accepted.context.getBodyData());
	const named = { ...callback, taskIds: accepted.taskIds };
	const isNew = ({ taskId, family, event }: Pick<TaskEvent, 'taskId' | 'family' | 'event'>) =>
		!deduplicator.isDuplicate(taskId, family, event);
	const { family, event } = callback;
	if (family && !isNew({ taskId: named.taskIds[0], family, event })) return undefined;
	const taskEvent = await resolveTaskEvent(accepted, named);
	if (!taskEvent || taskEvent === 'notYet') return taskEvent;
	return isWanted(taskEvent, settings) && isNew(taskEvent) ? taskEvent : undefined;
}

const isWanted = ({ event, family }: TaskEvent, { events, taskTypes }: TriggerSettings) =>
	events.includes(event) && (taskTypes.length === 0 || taskTypes.includes(family));

/** @returns nothing for a task that Kie.ai does not know and nobody vouches for. */
async function resolveTaskEvent(
	{ context, settings, isSigned, deadline }: Accepted,
	callback: ReturnType<typeof readCallback>,
): Promise<TaskEvent | 'notYet' | undefined> {
	const body = context.getBodyData();
	if (!settings.verify) return toReportedEvent(callback, body, settings);
	const connection = await connect(context);
	const resolution = await resolveEvent(connection, callback, { isGenuine: isSigned, deadline });
	if (resolution.known === 'notYet') return 'notYet';
	if (resolution.known === 'yes') {
		return toTaskEvent(resolution.task, resolution.status, callback.event, settings);
	}
	const [taskId] = callback.taskIds;
	context.logger.warn(`Kie.ai does not know the task of a callback: ${taskId}`, { isSigned });
	return isSigned ? toUnknownEvent(taskId, body) : undefined;
}

async function itemsOf(context: IWebhookFunctions, { json }: TaskEvent, settings: TriggerSettings) {
	const connection = await connect(context);
	const network = fileNetwork(context, Object.values(connection.hosts));
	const results = new ResultDelivery(connection, network);
	return await results.deliver(json, settings).catch(() => [{ json }]);
}

/** Tells the log why, and the sender nothing. */
function refuse(
	context: IWebhookFunctions,
	code: 400 | 401,
	reason: string,
	{ taskIds }: CallbackEnvelope,
): IWebhookResponseData {
	context.logger.warn(`Kie.ai callback refused: ${reason}`, { reason, taskIds });
	return respond(context, code);
}
