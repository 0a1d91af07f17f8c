import type { IDataObject } from 'n8n-workflow';

import { families } from '../tasks/families';
import { asRecord, number, text } from '../json';
import { resultOf } from '../tasks/outcome';
import { isTaskId } from '../tasks/taskId';
import type { CallbackContent, FamilyName, TaskFailure, TaskStatus } from '../types';

/** What a callback says has happened. */
export type CallbackEvent = 'text' | 'first' | 'success' | 'failure';

/** What the outermost members of a callback say: all that may be looked at before it is known to be genuine. */
export interface CallbackEnvelope {
	/** Every id that it names, the likeliest first. There are several only if they differ. */
	taskIds: string[];
	event: CallbackEvent;
}

/** A callback as far as it can be read without asking Kie.ai. */
export interface Callback extends CallbackEnvelope {
	/** The family whose callbacks look like this one. */
	family?: FamilyName;
	/** The body's own word on the task; not to be trusted, since no signature covers it. */
	status: TaskStatus;
}

/** JSON in a string is read up to this many characters before the callback is known to be genuine. */
const LONGEST_UNPROVEN = 1_000_000;

/**
 * Reads the outermost members of a callback, at the same cost however long its body is. Something that is no callback
 * has no task id.
 */
export function readEnvelope(body: unknown): CallbackEnvelope {
	const isTooLong = (value: unknown) =>
		typeof value === 'string' && value.length > LONGEST_UNPROVEN;
	const whole = isTooLong(body) ? {} : (asRecord(body) ?? {});
	const data = isTooLong(whole.data) ? {} : (asRecord(whole.data) ?? {});
	return {
		taskIds: idsIn([data.taskId, data.task_id, whole.taskId, whole.task_id]),
		event: eventOf(number(whole.code) ?? 200, data),
	};
}

/** Reads the whole body of a callback of any family. Something that is no callback has no task id. */
export function readCallback(body: unknown): Callback {
	const whole = asRecord(body) ?? {};
	const data = asRecord(whole.data) ?? {};
	const envelope = readEnvelope({ ...whole, data });
	const content = { code: number(whole.code) ?? 200, message: text(whole.msg) ?? '', data };
	const family = families.find(({ callback }) => callback?.recognises(content));
	return {
		...envelope,
		...(family && { family: family.name }),
		status: readStatus(content, envelope.event, family?.callback?.outcome),
	};
}

const idsIn = (places: unknown[]) => [...new Set(places)].filter(isTaskId);

function eventOf(code: number, data: IDataObject): CallbackEvent {
	const stage = data.callbackType;
	if (code !== 200 || stage === 'error') return 'failure';
	return stage === 'text' || stage === 'first' ? stage : 'success';
}

function readStatus(
	content: CallbackContent,
	event: CallbackEvent,
	outcome: (data: IDataObject) => object = () => ({}),
): TaskStatus {
	const { data } = content;
	if (event === 'failure')
		return { state: 'failed', statusWord: event, failure: failureOf(content) };
	if (event !== 'success') return { state: 'pending', statusWord: event };
	return { state: 'success', statusWord: event, outcome: resultOf(data, outcome(data)) };
}

/** The Market and the voices repeat code and message within the data, sounds call the message `error`. */
function failureOf({ code, message, data }: CallbackContent): TaskFailure {
	return {
		message: text(data.failMsg ?? data.errorMessage ?? data.error) ?? message,
		code: (data.failCode ?? data.errorCode ?? code) as string | number,
	};
}
