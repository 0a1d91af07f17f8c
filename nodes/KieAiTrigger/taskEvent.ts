import type { IDataObject } from 'n8n-workflow';

import type { CallbackEvent } from '../kie/callbacks/read';
import { familyNamed } from '../kie/tasks/families';
import { asRecord } from '../kie/json';
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

/** TaskEvent of a task as the action node would tell them. On the way they come with the tracks that are there already. */
export function toTaskEvent(
	task: TaskRef,
	seen: TaskStatus,
	told: CallbackEvent,
	settings: TriggerSettings,
): TaskEvent {
	const { taskId, family } = task;
	const json = { ...taskJson(task, seen, settings), ...tracksSoFar(task, seen) };
	return { taskId, family, event: eventOf(seen, told), json };
}

/** The state decides, except that a stage on the way may be reported when the task has gone on. */
function eventOf({ state }: TaskStatus, told: CallbackEvent): TriggerEvent {
	if (state === 'failed') return 'failure';
	return told === 'text' || told === 'first' ? told : 'success';
}

function tracksSoFar({ family }: TaskRef, { state, record }: TaskStatus): IDataObject {
	if (state !== 'pending') return {};
	const data = asRecord(record) ?? {};
	const outcome = familyNamed(family).callback?.outcome(asRecord(data.data) ?? data);
	return outcome?.files?.length ? (outcome as IDataObject) : {};
}

/** A callback that no family sends, as it came. */
export const toUnknownEvent = (taskId: string, body: IDataObject): TaskEvent => ({
	taskId,
	family: 'unknown',
	event: 'other',
	json: { taskId, status: 'unknown', body },
});
