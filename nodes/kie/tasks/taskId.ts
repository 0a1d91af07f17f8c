import type { IDataObject } from 'n8n-workflow';

import { asRecord, parsed } from '../json';

/** An id is put into addresses and signed texts: anything else is none. */
const ID = /^[\w.:-]{1,200}$/;

/** What nobody means as an id. */
const NO_ID = /^(null|undefined|none|nan|true|false)$/i;

/** Whether a value can be the id of a task. */
export const isTaskId = (value: unknown): value is string =>
	typeof value === 'string' && ID.test(value) && !NO_ID.test(value);

/** `recordId` stands beside the id in most answers, and alone in some. */
const KEYS = ['taskId', 'task_id', 'taskIds', 'task_ids', 'recordId', 'record_id'];

/** No answer of Kie.ai holds an id further inside. */
const DEEPEST = 4;

/** The key and its value, with what closes it, in JSON that was cut off or has something behind it. */
const IN_TEXT = /"(?:task_?id|record_?id)"\s*:\s*"?([\w.:-]{1,200})["\s,}\]]/i;

/** As much of a page is looked at. */
const LONGEST_TEXT = 20_000;

/** No word that anybody would write instead of an id. */
const BARE_ID = /^(?=.*\d)[\w.:-]{12,200}$/;

/**
 * The id of the task in what came back for a submission (the `data` of an answer, or all of it), whichever way it is
 * written: as text or number, under one of its names, in a list, in JSON in a string, or alone.
 */
export function taskIdIn(answer: unknown): string | undefined {
	return namedTaskIdIn(answer, DEEPEST) ?? bareIdIn(answer);
}

/**
 * As {@link taskIdIn}, but only what is called an id: in a refusal anything else may mean something else.
 * @param depth how far inside the answer it may stand, beside its `data`
 */
export function namedTaskIdIn(answer: unknown, depth = 0): string | undefined {
	const value = parsed(answer);
	if (typeof value === 'string') return IN_TEXT.exec(value.slice(0, LONGEST_TEXT))?.[1];
	if (Array.isArray(value)) return namedTaskIdIn(value[0], depth);
	const record = asRecord(value);
	if (!record) return undefined;
	const named = KEYS.map((key) => idFrom([record[key]].flat()[0])).find((id) => id !== undefined);
	return named ?? namedTaskIdIn(record.data, depth) ?? idInside(record, depth);
}

function idInside(record: IDataObject, depth: number): string | undefined {
	if (depth === 0) return undefined;
	const objects = Object.values(record).filter((value) => typeof parsed(value) === 'object');
	return objects.map((value) => namedTaskIdIn(value, depth - 1)).find((id) => id !== undefined);
}

function bareIdIn(answer: unknown): string | undefined {
	const value = parsed(answer);
	if (typeof value === 'number') return idFrom(value);
	if (typeof value === 'string') return BARE_ID.test(value) ? value : undefined;
	if (Array.isArray(value)) return bareIdIn(value[0]);
	const { data } = asRecord(value) ?? {};
	return data === undefined ? undefined : bareIdIn(data);
}

function idFrom(value: unknown): string | undefined {
	const isNumber = typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
	const id = isNumber ? String(value) : value;
	return isTaskId(id) ? id : undefined;
}
