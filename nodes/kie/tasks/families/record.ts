import type { IDataObject } from 'n8n-workflow';

import type {
	KieReply,
	TaskFailure,
	TaskFamily,
	TaskStatus,
	TaskOutcome,
	TaskRef,
} from '../../types';
import { asRecord, number, text } from '../../json';
import { wordsOf } from '../../words';
import { creditsOf, resultOf } from '../outcome';

type Words = Array<string | number>;

/** A family of which only the words and places in its record have to be told. */
interface RecordFamily extends Omit<TaskFamily, 'statusRequest' | 'read'> {
	/** Path of the status question; the task id goes into its query. */
	path: string;
	/** Kie.ai's status word: `status`, `successFlag` or `state`, as string or integer. */
	status: (data: IDataObject) => unknown;
	success: Words;
	failure: Words;
	/** Words that Kie.ai uses when only its callback failed: a success if the results are there. */
	callbackFailed?: Words;
	outcome: (data: IDataObject) => Partial<TaskOutcome>;
}

const GONE_OR_NOT_YET = new Set([404, 422]);

/** A family whose tasks are looked up as a record by `taskId`. A status word it does not list means "not finished". */
export function recordFamily(family: RecordFamily): TaskFamily {
	return {
		...family,
		statusRequest: ({ taskId }) => ({ method: 'GET', path: family.path, query: { taskId } }),
		read: (reply, task) => readRecord(family, reply, task),
	};
}

function readRecord(family: RecordFamily, reply: KieReply, task: TaskRef): TaskStatus {
	if (GONE_OR_NOT_YET.has(reply.code)) return { state: 'notFound', statusWord: reply.message };
	if (reply.code !== 200) return { state: 'unavailable', statusWord: reply.message };
	const data = asRecord(reply.data);
	if (!data) return { state: 'notFound', statusWord: 'no record' };
	if (family.ownIds !== false && isOfAnother(data, task))
		return { state: 'unavailable', statusWord: 'another record' };

	const word = family.status(data);
	const statusWord = wordsOf(word);
	const is = (words: Words = []) => words.some((known) => String(known) === statusWord);
	if (is(family.success)) return succeeded(family, data, statusWord);
	if (is(family.callbackFailed) && holdsResult(resultOf(data, family.outcome(data)))) {
		return succeeded(family, data, statusWord);
	}
	if (is(family.failure) || is(family.callbackFailed)) return failed(data, statusWord);
	return { state: 'pending', statusWord, ...creditsOf(data) };
}

/** Something between Kie.ai and n8n may answer with what it keeps of another question. */
const isOfAnother = (data: IDataObject, { taskId }: TaskRef): boolean =>
	(text(data.taskId) ?? taskId) !== taskId;

function succeeded(family: RecordFamily, data: IDataObject, statusWord: string): TaskStatus {
	const outcome = resultOf(data, family.outcome(data));
	if (family.mayBeEmpty || holdsResult(outcome)) return { state: 'success', statusWord, outcome };
	const message = wordsOf(data.errorMessage || data.failMsg) || NOTHING;
	return { state: 'failed', statusWord, failure: { message, isEmpty: true, ...creditsOf(data) } };
}

const NOTHING = 'Kie.ai reports a success, but its result holds nothing';

function failed(data: IDataObject, statusWord: string): TaskStatus {
	const failure = { ...failureOf(data, statusWord), ...creditsOf(data) };
	return { state: 'failed', statusWord, failure };
}

/** Runway and the Market call it `failMsg` and `failCode`, all others `errorMessage` and `errorCode`. */
function failureOf(data: IDataObject, statusWord: string): TaskFailure {
	const code = data.errorCode ?? data.failCode;
	return {
		message: wordsOf(data.errorMessage || data.failMsg) || `Kie.ai reports ${statusWord}`,
		...(code !== undefined &&
			code !== null &&
			code !== '' && { code: number(code) === code ? code : wordsOf(code) }),
	};
}

/** Files, or what stands in their place: words, notes, or the answer of a model that makes no file. */
const holdsResult = ({ files, text, lyrics, notes, data }: TaskOutcome) =>
	[files, text, lyrics, notes, data].some((part) => part && Object.keys(part).length > 0);
