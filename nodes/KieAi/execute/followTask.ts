import type { IDataObject } from 'n8n-workflow';

import { familyCalled } from '../../kie/tasks/labels';
import { findTask, getStatus, unknownTask, unreadableTask } from '../../kie/tasks/status';
import type { KieConnection } from '../../kie/transport';
import type { FamilyName, TaskRef } from '../../kie/types';
import { taskJson } from '../../results/items';
import type { PollOperation } from '../actions/operation';
import type { Job, Run } from './job';
import { waitForTask } from './waitForTask';

/** Looks after a task that was started earlier: once, or until it is finished. It costs nothing. @throws {KieError} */
export async function followTask(run: Run, job: Job<PollOperation>): Promise<IDataObject> {
	const task = await findNamedTask(run.connection, job);
	if (job.operation.until === 'finished') {
		return await waitForTask(run, job, task);
	}
	const status = await getStatus(run.connection, task);
	if (status.state === 'notFound') throw unknownTask(task.taskId, task.family);
	if (status.state === 'unavailable') throw unreadableTask(task.taskId);
	return taskJson(task, status, job.settings);
}

/** The user's choice of family, else what the incoming item says of its own task, else whoever knows the id. */
async function findNamedTask(
	connection: KieConnection,
	{ operation, values, incoming }: Job<PollOperation>,
): Promise<TaskRef> {
	const taskId = String(values.taskId);
	const isOwn = incoming.taskId === taskId;
	const chosen =
		values.taskType === 'auto' ? undefined : (values.taskType as FamilyName | undefined);
	const family =
		operation.family ?? chosen ?? (isOwn ? familyCalled(incoming.taskType) : undefined);
	const index = values.index ?? (isOwn ? incoming.index : undefined);
	if (!family) return await findTask(connection, taskId);
	return { taskId, family, ...(typeof index === 'number' && { index }) };
}
