import type { IDataObject } from 'n8n-workflow';

import type { KieRequest } from '../../../kie/types';
import { pendingJson, taskJson } from '../../../results/items';
import type { SubmitOperation } from '../../actions/operation';
import type { Job, Run } from '../job';
import { waitForTask } from '../waitForTask';
import { outputOf } from './answerRequest';
import { awaitPrice } from './awaitPrice';
import { modelOf } from './composeRequest';
import type { Submission } from './submission';
import { submitTask } from './submitTask';

/** Starts a task and, where the user wants to wait by polling, follows it to its end. @throws {KieError} */
export async function submitAndFollow(
	run: Run,
	job: Job<SubmitOperation>,
	submission: Submission,
	request: KieRequest,
): Promise<IDataObject> {
	const { task, outcome, startedAt } = await submitTask(run, job, submission, request);
	if (outcome) return taskJson(task, { state: 'success', statusWord: '', outcome }, job.settings);
	if (job.settings.wait !== 'polling') {
		await awaitPrice(run, job, task);
		return pendingJson(task);
	}
	const model = modelOf(request, job.values);
	const json = await waitForTask(run, job, task, { startedAt, model });
	const { output } = job.operation;
	if (!output || json.status !== 'success') return json;
	return await outputOf(submission, () => output(json.data, job.values));
}
