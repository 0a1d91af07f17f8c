import { adviceFor } from '../advice';
import { KieError, inputError, refusal } from '../errors';
import { families, familyNamed } from './families';
import { FAMILY_LABELS } from './labels';
import { type KieConnection, exchange } from '../transport';
import type { FamilyName, KieReply, TaskFailure, TaskStatus, TaskRef } from '../types';

const KEY_REFUSED = new Set([401, 403]);

/**
 * Asks once for the state of a task. A question that got no usable answer has the state `unavailable`.
 * @throws {KieError} when the key is refused or the execution is stopped.
 */
export async function getStatus(connection: KieConnection, task: TaskRef): Promise<TaskStatus> {
	const family = familyNamed(task.family);
	const ended = await exchange(connection, family.statusRequest(task));
	if (ended.outcome !== 'answered') return { state: 'unavailable', statusWord: ended.reason };
	throwIfKeyRefused(ended.reply, task);
	return { ...family.read(ended.reply, task), record: ended.reply.data };
}

function throwIfKeyRefused(reply: KieReply, task: TaskRef): void {
	if (KEY_REFUSED.has(reply.code)) {
		throw refusal(reply).with({ ...task, creditsTaken: 'unknown' });
	}
}

/**
 * Finds out which family a task id belongs to by asking all of them at once; these questions are free.
 * @throws {KieError} when no family knows the id.
 */
export async function findTask(connection: KieConnection, taskId: string): Promise<TaskRef> {
	const searched = families.filter(({ ownIds }) => ownIds !== false);
	const sightings = await Promise.all(
		searched.map(async ({ name }) => await getStatus(connection, { taskId, family: name })),
	);
	const found = sightings.findIndex(({ state }) => state !== 'notFound' && state !== 'unavailable');
	if (found >= 0) return { taskId, family: searched[found].name };
	throw sightings.every(({ state }) => state === 'notFound')
		? unknownTask(taskId)
		: unreadableTask(taskId);
}

const KEPT =
	'Kie.ai keeps tasks for two months and shows them only to the API key that started them';

/** Kie.ai has no such task, in the family that was asked or in any. */
export function unknownTask(taskId: string, name?: FamilyName): KieError {
	const family = name && familyNamed(name);
	const what = family ? `${FAMILY_LABELS[family.name]} task` : 'task';
	const source = family
		? `Such IDs come from ${family.madeBy}`
		: 'Every operation that starts a task gives its ID';
	return inputError(
		`Kie.ai does not know a ${what} with the ID "${taskId}"`,
		`${source}. ${KEPT}`,
	).with({ taskId, family: name, code: 404 });
}

/** No answer came, from the network or from Kie.ai, so nothing is known about the task. */
export const unreadableTask = (taskId: string): KieError =>
	new KieError({
		message: `Kie.ai could not be asked about the task "${taskId}"`,
		hint: 'Run it again; asking costs nothing',
		category: 'network',
		retryable: true,
		creditsTaken: 'no',
		taskId,
	});

const LOOK_AT_THE_RECORD =
	'Nothing can be made of it; Task > Get with Include Raw Record shows what Kie.ai has, and kie.ai/logs what it cost';

/** The error for a task that Kie.ai reports as failed, or as a success that holds nothing. */
export function taskFailed(task: TaskRef, failure: TaskFailure): KieError {
	const { message, code, creditsConsumed, isEmpty } = failure;
	return new KieError({
		message,
		...adviceFor(code, message),
		...(isEmpty ? { hint: LOOK_AT_THE_RECORD } : { taskFailed: true as const }),
		code,
		taskId: task.taskId,
		family: task.family,
		creditsConsumed,
		creditsTaken: wasRefunded(failure) ? 'no' : 'unknown',
	});
}

/** Code 531 is Kie.ai's word for "failed and refunded". A price alone says nothing: it is there from the first status on. */
const wasRefunded = ({ code, creditsConsumed }: TaskFailure): boolean =>
	Number(code) === 531 || creditsConsumed === 0;
