import type { IDataObject } from 'n8n-workflow';

import { poll } from '../../../../nodes/kie/tasks/poll';
import { getStatus } from '../../../../nodes/kie/tasks/status';
import { submit } from '../../../../nodes/kie/transport';
import { taskIdIn } from '../../../../nodes/kie/tasks/taskId';
import type { FamilyName, TaskOutcome, TaskRef, TaskStatus } from '../../../../nodes/kie/types';
import { endpointOf } from '../../../facts/endpoints';
import { type Fact, judge, unknown } from '../fact';
import type { LiveKie } from '../kie';

interface TaskRequest {
	family: FamilyName;
	path: string;
	body: IDataObject;
}

export interface FinishedTask {
	taskId: string;
	outcome: TaskOutcome;
}

const PATIENCE_MS = 20 * 60_000;
/** Often enough to see the words on the way. */
const PAUSE_MS = 3_000;

/** Starts a task, waits for its end, and compares every word on the way with the facts. */
export async function* runTask(
	kie: LiveKie,
	name: string,
	{ family, path, body }: TaskRequest,
): AsyncGenerator<Fact, FinishedTask | undefined> {
	const data = await submit(kie.connection, { method: 'POST', path, body, startsTask: true });
	const taskId = taskIdIn(data);
	yield judge(`${name}: task ID in the answer`, taskId !== undefined, 'a task ID', data);
	if (taskId === undefined) return undefined;
	const words = new Set<string>();
	const status = await follow(kie, { taskId, family }, words);
	yield* wordFacts(name, path, words);
	yield endFact(name, status);
	return status.state === 'success' ? { taskId, outcome: status.outcome } : undefined;
}

/** An answer that is not there yet has no word of a task. */
const follow = async (kie: LiveKie, task: TaskRef, words: Set<string>): Promise<TaskStatus> =>
	await poll({
		ask: async () => await getStatus(kie.connection, task),
		isDone({ state, statusWord }) {
			const isOver = state === 'success' || state === 'failed';
			if (isOver || state === 'pending') words.add(statusWord);
			return isOver;
		},
		delay: () => PAUSE_MS,
		timeLimit: PATIENCE_MS,
		pausesFirst: true,
	});

function* wordFacts(name: string, path: string, words: Set<string>): Generator<Fact> {
	const { pending, success, failure } = endpointOf('POST', path).statusValues ?? {
		...{ pending: [], success: [], failure: [] },
	};
	const known = [...pending, ...success, ...failure].map(String);
	for (const word of words) {
		yield judge(`${name}: status word ${word}`, known.includes(word), known, word);
	}
}

function endFact(name: string, status: TaskStatus): Fact {
	const what = `${name}: finished with a result`;
	if (status.state === 'success') return judge(what, true, '', '');
	if (status.state === 'failed') return judge(what, false, 'a result', status.failure.message);
	return unknown(
		what,
		`${status.state} (${status.statusWord}) after ${PATIENCE_MS / 60_000} minutes`,
	);
}
