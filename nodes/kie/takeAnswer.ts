import type { Exchange } from './answers';
import { refusal } from './errors';
import { submissionFailure, uncertainAnswer, unnamedTask } from './failures';
import { namedTaskIdIn, taskIdIn } from './tasks/taskId';
import type { KieReply, KieRequest } from './types';

/**
 * The data of what came back for a submission. Any answer that shows the id of a new task is a yes to the request for
 * one: the task is there, and paid for.
 * @throws {KieError}
 */
export function takeAnswer(request: KieRequest, ended: Exchange): unknown {
	const taskId = newTaskIdIn(ended, request);
	if (ended.outcome === 'answered' && isAccepted(request, ended.reply)) {
		return request.startsTask ? namedTask(ended.reply, taskId) : ended.reply.data;
	}
	if (taskId !== undefined && request.startsTask) return { taskId };
	if (ended.outcome !== 'answered') throw submissionFailure(ended, taskId);
	throw ended.isRefusal ? refusal(ended.reply) : uncertainAnswer(ended.reply, taskId);
}

/** The data of a yes, where the id of the task stands in it; else the id from wherever it stands. */
function namedTask({ data, ...reply }: KieReply, taskId: string | undefined): unknown {
	if (taskIdIn(data) !== undefined) return data;
	if (taskId === undefined) throw unnamedTask({ data, ...reply });
	return { taskId };
}

/** The id of a new task in what came back: an answer may repeat the ids of its request. */
export function newTaskIdIn(ended: Exchange, { body = {} }: KieRequest): string | undefined {
	const taskId = shownTaskId(ended);
	const isKnown = taskId !== undefined && JSON.stringify(body).includes(`"${taskId}"`);
	return isKnown ? undefined : taskId;
}

function shownTaskId(ended: Exchange): string | undefined {
	if (ended.outcome === 'answered') {
		const { data, envelope } = ended.reply;
		return ended.isRefusal ? namedTaskIdIn(data) : (taskIdIn(data) ?? taskIdIn(envelope));
	}
	return 'body' in ended ? namedTaskIdIn(ended.body) : undefined;
}

/** Whether an answer is a yes to its request. */
export const isAccepted = (request: KieRequest, reply: KieReply) =>
	request.isAccepted?.(reply) ?? reply.code === 200;
