import { clock } from '../clock';
import type { KieError } from '../errors';
import { familyNamed } from '../tasks/families';
import { poll } from '../tasks/poll';
import { findTask, getStatus } from '../tasks/status';
import type { KieConnection } from '../transport';
import type { FamilyName, TaskRef, TaskStatus } from '../types';
import { withDeadline } from './deadline';
import type { Callback } from './read';

/** Kie.ai's own word on the task that a callback names. */
export type Resolution =
	| { known: 'yes'; task: TaskRef; status: TaskStatus }
	/** The API key has no such task. */
	| { known: 'no' }
	/** Nothing came back, or the record is not as far as the callback: to be asked again later. */
	| { known: 'notYet' };

interface ResolveOptions {
	/** The callback is signed. One that anybody can have sent causes a handful of questions at most. */
	isGenuine: boolean;
	/** When the sender must have its answer, in milliseconds since 1970. */
	deadline: number;
}

/** How long a record may stay behind its callback before that has to come again. */
const PATIENCE_MS = 4_000;
const PAUSE_MS = 2_000;

/** Asks Kie.ai about the task of a callback, whose body anybody can have written. @throws {KieError} a refused key */
export async function resolveEvent(
	connection: KieConnection,
	callback: Callback,
	{ isGenuine, deadline }: ResolveOptions,
): Promise<Resolution> {
	const limited = withDeadline(connection, deadline);
	if (!isGenuine) return await askLikely(limited, callback);
	return await poll({
		ask: async () => await askOnce(limited, callback),
		isDone: ({ known }) => known !== 'notYet',
		delay: () => PAUSE_MS,
		timeLimit: Math.min(PATIENCE_MS, deadline - clock.now()),
	});
}

/** Families whose callbacks are documented with the very body of another one's. */
const LOOK_ALIKE: Partial<Record<FamilyName, FamilyName[]>> = { runway: ['aleph'] };

/** The families that most tasks belong to. */
const MOST_USED: FamilyName[] = ['market', 'music', 'veo'];

/** Asks only where the task most likely is: for its first id, in the families that send such callbacks. */
async function askLikely(connection: KieConnection, callback: Callback): Promise<Resolution> {
	const [taskId] = callback.taskIds;
	const { family } = callback;
	const likely = family ? [family, ...(LOOK_ALIKE[family] ?? [])] : MOST_USED;
	const answers = await Promise.all(
		likely.map(async (name) => await askFamily(connection, { taskId, family: name })),
	);
	return pickAnswer(answers, callback);
}

async function askOnce(connection: KieConnection, callback: Callback): Promise<Resolution> {
	const answers: Resolution[] = [];
	for (const taskId of callback.taskIds) {
		const answer = await askEverywhere(connection, taskId, callback.family);
		answers.push(answer);
		if (answer.known === 'yes') break;
	}
	return pickAnswer(answers, callback);
}

function pickAnswer(answers: Resolution[], callback: Callback): Resolution {
	const found = answers.find(({ known }) => known === 'yes');
	if (found?.known === 'yes') return isBehind(found.status, callback) ? { known: 'notYet' } : found;
	return { known: answers.some(({ known }) => known === 'notYet') ? 'notYet' : 'no' };
}

const isBehind = ({ state }: TaskStatus, { event }: Callback) =>
	state === 'pending' && (event === 'success' || event === 'failure');

/** The family that the callback looks like is asked first, then all others: some callbacks look alike. */
async function askEverywhere(
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
