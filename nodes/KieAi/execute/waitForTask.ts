import type { IDataObject } from 'n8n-workflow';

import { hasFailed, settle } from '../../kie/outcome';
import { type Progress, outOfTime, pollUntilFinished } from '../../kie/tasks/poll';
import type { KnownTask } from '../../kie/tasks/timing';
import type { TaskRef } from '../../kie/types';
import { taskJson } from '../../results/items';
import type { Job, Run } from './job';
import { timeLimitFor } from './parameters/settings';
import { tellProgress } from './progress';

/**
 * Polls a task to its end, or to the time limit.
 * @param known what the node knows of a task that it started itself; any other is asked about at once
 * @throws {KieError} that carries the task id
 */
export async function waitForTask(
	{ context, connection, spending }: Run,
	{ settings, itemIndex }: Job,
	task: TaskRef,
	known: KnownTask = {},
): Promise<IDataObject> {
	const timeLimit = timeLimitFor(settings, task.family);
	const tell = tellProgress(context, itemIndex);
	const onQuestion = (progress: Progress) => {
		spending.learn(itemIndex, progress.creditsConsumed);
		tell(progress);
	};
	const waited = await settle(
		async () => await pollUntilFinished(connection, task, { timeLimit, onQuestion, ...known }),
	);
	if (hasFailed(waited)) throw waited.error.with(task);
	const status = waited.value;
	if (status.state !== 'success' && !settings.returnPending) {
		throw outOfTime(task, status, timeLimit);
	}
	return taskJson(task, status, settings);
}
