import type { IDataObject } from 'n8n-workflow';

import { families } from '../tasks/families';
import { asRecord, number, text } from '../json';
import { resultOf } from '../tasks/outcome';
import type { CallbackContent, FamilyName, TaskFailure, TaskStatus } from '../types';

/** What a callback says has happened. */
export type CallbackEvent = 'text' | 'first' | 'success' | 'failure';

/** A callback as far as it can be read without asking Kie.ai. */
export interface Callback {
	/** Every id that it names, the likeliest first. There are several only if they differ. */
	taskIds: string[];
	event: CallbackEvent;
	/** The family whose callbacks look like this one. */
	family?: FamilyName;
	/** The body's own word on the task; not to be trusted, since no signature covers it. */
	status: TaskStatus;
}

/** An id is put into addresses and signed texts: anything else is none. */
const ID = /^[\w.:-]{1,200}$/;

/** Reads the body of a callback of any family. Something that is no callback has no task id. */
export function readCallback(body: unknown): Callback {
	const whole = asRecord(body) ?? {};
	const data = asRecord(whole.data) ?? {};
	const content = { code: number(whole.code) ?? 200, message: text(whole.msg) ?? '', data };
	const event = eventOf(content);
	const family = families.find(({ callback }) => callback?.recognises(content));
	return {
		taskIds: idsIn([data.taskId, data.task_id, whole.taskId, whole.task_id]),
		event,
		...(family && { family: family.name }),
		status: readStatus(content, event, family?.callback?.outcome),
	};
}

const idsIn = (places: unknown[]) =>
	[...new Set(places)].filter((id): id is string => typeof id === 'string' && ID.test(id));

function eventOf({ code, data }: CallbackContent): CallbackEvent {
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
