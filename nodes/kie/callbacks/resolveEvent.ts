import { clock } from '../clock';
import type { KieError } from '../errors';
import { familyNamed } from '../tasks/families';
import { findTask, getStatus } from '../tasks/status';
import type { KieConnection } from '../transport';
import type { FamilyName, TaskRef, TaskStatus } from '../types';
import type { Callback } from './read';

/** Kie.ai's own word on the task that a callback names. */
export type Resolution =
	| { known: 'yes'; task: TaskRef; status: TaskStatus }
	/** The API key has no such task. */
	| { known: 'no' }
	/** Nothing came back, or the record is not as far as the callback: to be asked again later. */
	| { known: 'notYet' };

/** The sender waits 15 seconds for its answer. */
const TRIES = 3;
const PAUSE_MS = 2_000;

/** Asks Kie.ai about the task of a callback, whose body anybody can have written. @throws {KieError} a refused key */
export async function resolveEvent(
	connection: KieConnection,
	callback: Callback,
): Promise<Resolution> {
	for (let attempt = 1; ; attempt++) {
		const answer = await askOnce(connection, callback);
		if (answer.known !== 'notYet' || attempt >= TRIES) return answer;
		await clock.sleep(PAUSE_MS, connection.signal);
	}
}

async function askOnce(connection: KieConnection, callback: Callback): Promise<Resolution> {
	let isUnclear = false;
	for (const taskId of callback.taskIds) {
		const answer = await askFor(connection, taskId, callback.family);
		if (answer.known === 'yes')
			return isBehind(answer.status, callback) ? { known: 'notYet' } : answer;
		isUnclear ||= answer.known === 'notYet';
	}
	return { known: isUnclear ? 'notYet' : 'no' };
}

const isBehind = ({ state }: TaskStatus, { event }: Callback) =>
	state === 'pending' && (event === 'success' || event === 'failure');

/** The family that the callback looks like is asked first, then all others: some callbacks look alike. */
async function askFor(
	connection: KieConnection,
	taskId: string,
	family: FamilyName | undefined,
): Promise<Resolution> {
	const likeliest = family && (await askFamily(connection, { taskId, family }));
	if (likeliest && likeliest.known !== 'no') return likeliest;
	const found = await findTask(connection, taskId).then(
		(task) => ({ task }),
		(error: KieError) => ({ error }),
	);
	if ('task' in found) {
		const answer = await askFamily(connection, found.task);
		return isOfSource(answer, family) ? { known: 'no' } : answer;
	}
	const { code, category } = found.error.failure;
	if (code === 404) return { known: 'no' };
	if (category === 'network') return { known: 'notYet' };
	throw found.error;
}

/**
 * Whether the id is that of the task which the callback's own task was made from. An upgrade that goes by the id of its
 * video has no record, and repeating the request for it could buy another one.
 */
function isOfSource(answer: Resolution, family: FamilyName | undefined): boolean {
	if (!family || answer.known !== 'yes' || answer.status.state !== 'success') return false;
	const { ownIds, statusRequest } = familyNamed(family);
	const { task } = answer;
	const { path } = familyNamed(task.family).statusRequest(task);
	return ownIds === false && statusRequest({ ...task, family }).path === path;
}

async function askFamily(connection: KieConnection, task: TaskRef): Promise<Resolution> {
	const status = await getStatus(connection, task);
	if (status.state === 'notFound') return { known: 'no' };
	return status.state === 'unavailable' ? { known: 'notYet' } : { known: 'yes', task, status };
}
