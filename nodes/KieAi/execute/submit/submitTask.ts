import type { IDataObject } from 'n8n-workflow';

import { KieError } from '../../../kie/errors';
import { asRecord, present, text } from '../../../kie/json';
import { familyNamed } from '../../../kie/tasks/families';
import type { TaskRef } from '../../../kie/types';
import type { SubmitOperation, Values } from '../../actions/operation';
import { submitOnce } from './submitOnce';
import { resumeUrlOf } from '../callback/webhooks';
import type { Job, Run } from '../job';
import type { TaskSettings } from '../parameters/settings';
import { bodyOf } from '../parameters/values';

/** Kie.ai's own address for callbacks that nobody wants: the result stays with Kie.ai. */
const NOWHERE = 'https://proxy.kie.ai/mcp-callback';

/** Starts the task of one item, or comes back to the one that an earlier try started. @throws {KieError} as `submitOnce` does. */
export async function submitTask(run: Run, job: Job<SubmitOperation>): Promise<TaskRef> {
	const { operation, settings, values, itemIndex } = job;
	const { method, path, host, isAccepted } = operation.request;
	const { bought: task, isNew } = await submitOnce(
		run,
		job,
		async () => {
			const ready = await run.files.upload(values);
			const callback = callbackOf(operation, values, callbackUrl(run, settings));
			const body = { ...bodyOf(operation, ready), ...callback };
			return { method, path, host, isAccepted, body };
		},
		(data) => {
			const started = taskOf(job, data);
			const isOfSource = started.index !== undefined;
			job.answered = isOfSource ? familyNamed(started.family).answered?.(data) : undefined;
			return started;
		},
	);
	const what = isNew ? 'Kie.ai task started' : 'Kie.ai task rejoined';
	job.task = task;
	// In its usual format n8n's log has no place for anything but the message.
	run.context.logger.info(`${what}: ${task.family} ${task.taskId}`, { ...task, itemIndex });
	return task;
}

const callbackUrl = ({ context, defaultCallback }: Run, settings: TaskSettings) =>
	settings.wait === 'callback' ? resumeUrlOf(context) : (settings.callbackUrl ?? defaultCallback);

function callbackOf(
	{ request }: SubmitOperation,
	values: Values,
	url: string | undefined,
): IDataObject {
	const { key, required } = request.callback ?? {};
	const isNeeded = typeof required === 'function' ? required(values) : required;
	const address = url ?? (isNeeded ? NOWHERE : undefined);
	return key && address ? { [key]: address } : {};
}

function taskOf({ operation, values }: Job<SubmitOperation>, data: unknown): TaskRef {
	const record = asRecord(data);
	const taskId = text(record?.taskId ?? record?.task_id);
	if (!taskId) {
		throw new KieError({
			message: 'Kie.ai accepted the task but named no task ID',
			hint: 'Look for it at kie.ai/logs before running it once more: it may be charged',
			category: 'uncertain',
			retryable: false,
			creditsTaken: 'unknown',
		});
	}
	// The index counts the videos of the task that was named: a new task has an id of its own and needs none.
	const index = taskId === values.taskId ? { index: values.index as number | undefined } : {};
	return present({ taskId, family: operation.family, ...index });
}
