import type { IDataObject } from 'n8n-workflow';

import { clock } from '../../../kie/clock';
import { present } from '../../../kie/json';
import { familyNamed } from '../../../kie/tasks/families';
import { taskIdIn } from '../../../kie/tasks/taskId';
import type { KieRequest, TaskRef } from '../../../kie/types';
import type { SubmitOperation } from '../../actions/operation';
import { resumeUrlOf } from '../callback/webhooks';
import type { Job, Run } from '../job';
import type { TaskSettings } from '../parameters/settings';
import { tellStart } from '../progress';
import type { StartedTask, Submission } from './submission';
import { submitAndRead, submitOnce } from './submitOnce';

/** Kie.ai's own address for callbacks that nobody wants: the result stays with Kie.ai. */
const NOWHERE = 'https://proxy.kie.ai/mcp-callback';

/** Starts the task of one item, or comes back to the one that an earlier try started. @throws {KieError} as `submitOnce` does. */
export async function submitTask(
	run: Run,
	job: Job<SubmitOperation>,
	submission: Submission,
	request: KieRequest,
): Promise<StartedTask> {
	const callback = callbackOf(job, callbackUrl(run, job.settings));
	const body = { ...request.body, ...callback };
	const called: KieRequest = { ...request, body, startsTask: true };
	const send = submitAndRead(run, job, (data) => readStarted(job, data));
	const { result: started, isNew } = await submitOnce(run, job, submission, called, send);
	tellStart(run.context, started.task, job.itemIndex, isNew);
	return started;
}

const callbackUrl = ({ context, defaultCallback }: Run, settings: TaskSettings) =>
	settings.wait === 'callback' ? resumeUrlOf(context) : (settings.callbackUrl ?? defaultCallback);

function callbackOf(
	{ operation, values }: Job<SubmitOperation>,
	url: string | undefined,
): IDataObject {
	const { key, required } = operation.request.callback ?? {};
	const isNeeded = typeof required === 'function' ? required(values) : required;
	const address = url ?? (isNeeded ? NOWHERE : undefined);
	return key && address ? { [key]: address } : {};
}

function readStarted(job: Job<SubmitOperation>, data: unknown): StartedTask {
	const task = readTask(job, data);
	// Only under the id of its source can a task be finished when it is asked for: then it was paid for before.
	const isOfSource = task.index !== undefined;
	const outcome = isOfSource ? familyNamed(task.family).answered?.(data) : undefined;
	return present({ task, startedAt: clock.now(), outcome });
}

function readTask({ operation, values }: Job<SubmitOperation>, data: unknown): TaskRef {
	const taskId = taskIdIn(data) as string;
	// The index counts the videos of the task that was named: a new task has an id of its own and needs none.
	const index = taskId === values.taskId ? { index: values.index as number | undefined } : {};
	return present({ taskId, family: operation.family, ...index });
}
