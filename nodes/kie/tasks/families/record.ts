import type { IDataObject } from 'n8n-workflow';

import type {
	FamilyCallback,
	KieReply,
	TaskFailure,
	TaskFamily,
	TaskStatus,
	TaskOutcome,
} from '../../types';
import { namedApart } from '../../files/names';
import { MOST_FILES, asRecord, creditsOf, parsed, timesOf } from '../../json';

type Words = Array<string | number>;

interface RecordFamily {
	name: string;
	label: string;
	/** Seconds. */
	timeLimit: number;
	/** Path of the status question; the task id goes into its query. */
	path: string;
	/** Kie.ai's status word: `status`, `successFlag` or `state`, as string or integer. */
	status: (data: IDataObject) => unknown;
	success: Words;
	failure: Words;
	/** Words that Kie.ai uses when only its callback failed: a success if the results are there. */
	callbackFailed?: Words;
	outcome: (data: IDataObject) => Partial<TaskOutcome>;
	failed?: (data: IDataObject) => TaskFailure;
	callback?: FamilyCallback;
}

const GONE_OR_NOT_YET = new Set([404, 422]);

/** A family whose tasks are looked up as a record by `taskId`. A status word it does not list means "not finished". */
export function recordFamily(family: RecordFamily): TaskFamily {
	const { name, label, timeLimit, path, callback } = family;
	return {
		name,
		label,
		timeLimit,
		statusRequest: ({ taskId }) => ({ method: 'GET', path, query: { taskId } }),
		read: (reply) => readRecord(family, reply),
		...(callback && { callback }),
	};
}

function readRecord(family: RecordFamily, reply: KieReply): TaskStatus {
	if (GONE_OR_NOT_YET.has(reply.code)) return { state: 'notFound', statusWord: reply.message };
	if (reply.code !== 200) return { state: 'unavailable', statusWord: reply.message };
	const data = asRecord(reply.data);
	if (!data) return { state: 'notFound', statusWord: 'no record' };

	const word = family.status(data);
	const statusWord = String(word ?? '');
	const is = (words: Words = []) => words.some((known) => String(known) === statusWord);
	if (is(family.success)) return succeeded(family, data, statusWord);
	if (is(family.callbackFailed)) {
		const status = succeeded(family, data, statusWord);
		return hasResult(status.outcome) ? status : failed(family, data, statusWord);
	}
	return is(family.failure) ? failed(family, data, statusWord) : { state: 'pending', statusWord };
}

function succeeded(family: RecordFamily, data: IDataObject, statusWord: string) {
	return { state: 'success' as const, statusWord, outcome: resultOf(data, family.outcome(data)) };
}

/** What every family's record and callback tell of a finished task, together with what is a family's own. */
export const resultOf = (data: IDataObject, own: Partial<TaskOutcome>): TaskOutcome => ({
	...modelOf(data),
	...creditsOf(data),
	...timesOf(data),
	...own,
	files: namedApart((own.files ?? []).slice(0, MOST_FILES)),
});

function failed(family: RecordFamily, data: IDataObject, statusWord: string): TaskStatus {
	const failure = family.failed?.(data) ?? failureOf(data, statusWord);
	return { state: 'failed', statusWord, failure: { ...failure, ...creditsOf(data) } };
}

/** Runway and the Market call it `failMsg` and `failCode`, all others `errorMessage` and `errorCode`. */
function failureOf(data: IDataObject, statusWord: string): TaskFailure {
	const code = data.errorCode ?? data.failCode;
	return {
		message: String(data.errorMessage || data.failMsg || `Kie.ai reports ${statusWord}`),
		...(code !== undefined && code !== null && code !== '' && { code: code as string | number }),
	};
}

const hasResult = ({ files, text, lyrics, notes, data }: TaskOutcome) =>
	files.length > 0 || [text, lyrics, notes, data].some((part) => part !== undefined);

/** The request is kept in the record as a JSON string, under one of two names. */
function modelOf(data: IDataObject): Pick<TaskOutcome, 'model'> {
	const request = asRecord(parsed(data.param ?? data.paramJson));
	const model = data.model ?? request?.model;
	return typeof model === 'string' && model !== '' ? { model } : {};
}
