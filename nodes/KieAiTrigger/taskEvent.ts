import type { IDataObject } from 'n8n-workflow';

import type { Callback, CallbackEvent } from '../kie/callbacks/read';
import { familyNamed } from '../kie/tasks/families';
import { asRecord, present } from '../kie/json';
import type { TaskRef, TaskStatus } from '../kie/types';
import { taskJson } from '../results/items';
import type { TriggerEvent, TriggerSettings } from './settings';

/** What the workflow is started for, and the data it gets. */
export interface TaskEvent {
	taskId: string;
	family: string;
	event: TriggerEvent;
	json: IDataObject;
}

/** The event of a task, with the data that the action node would return; on the way with the tracks that are there already. */
export function toTaskEvent(
	task: TaskRef,
	status: TaskStatus,
	reported: CallbackEvent,
	settings: TriggerSettings,
): TaskEvent {
	const { taskId, family } = task;
	const json = { ...taskJson(task, status, settings), ...tracksSoFar(task, status) };
	return { taskId, family, event: eventOf(status, reported), json };
}

/** The state decides, except for an event on the way, which stays one when the task has finished meanwhile. */
function eventOf({ state }: TaskStatus, reported: CallbackEvent): TriggerEvent {
	if (state === 'failed') return 'failure';
	return reported === 'text' || reported === 'first' ? reported : 'success';
}

function tracksSoFar({ family }: TaskRef, { state, record }: TaskStatus): IDataObject {
	if (state !== 'pending') return {};
	const data = asRecord(record) ?? {};
	const outcome = familyNamed(family).callback?.outcome(asRecord(data.data) ?? data);
	return outcome?.files?.length ? (outcome as IDataObject) : {};
}

/** The event as the callback itself reports it, where the user does not want Kie.ai to be asked. */
export function toReportedEvent(
	{ taskIds: [taskId], family, event, status }: Callback,
	body: IDataObject,
	settings: TriggerSettings,
): TaskEvent {
	if (family) return toTaskEvent({ taskId, family }, { ...status, record: body }, event, settings);
	if (status.state !== 'failed') return toUnknownEvent(taskId, body);
	const failure = present(status.failure);
	const record = settings.includeRecord ? { record: body } : {};
	const json = { taskId, status: 'failed', failure, ...record };
	return { taskId, family: UNKNOWN, event: 'failure', json };
}

const UNKNOWN = 'unknown';

/** A callback that no family sends, as it came. */
export const toUnknownEvent = (taskId: string, body: IDataObject): TaskEvent => ({
	taskId,
	family: UNKNOWN,
	event: 'other',
	json: { taskId, status: 'unknown', body },
});
