import type { IDataObject } from 'n8n-workflow';

import type { KieFile, KieReply, TaskFamily, TaskStatus, TaskOutcome, TaskRef } from '../../types';
import { kindOf } from './kindOf';
import { tracksOutcome } from './music';
import { asRecord, asRecords, has, present, text } from '../../json';
import { DEEPEST_NESTING, MOST_FILES, isUrl, urls } from '../outcome';
import { recordFamily } from './record';
import { unifiedOutcome } from './classic';
import { contentOf } from './unified';

const record = recordFamily({
	name: 'market',
	madeBy: 'Generate With Any Model',
	timeLimit: 30 * 60,
	typicalTime: 90,
	path: '/api/v1/jobs/recordInfo',
	status: (data) => data.state,
	success: ['success'],
	failure: ['fail'],
	outcome: marketOutcome,
	callback: {
		recognises: ({ data }) => has(data, 'state') && has(data, 'model', 'param'),
		outcome: marketOutcome,
	},
});

/** Tasks of all Market models. Only `state` decides: other fields come and go. */
export const market: TaskFamily = { ...record, read };

/** A failed task may also be told by the code around its record (408, 501), or by code 501 alone. */
function read(reply: KieReply, task: TaskRef): TaskStatus {
	const { code, message } = reply;
	if (asRecord(reply.data)?.state !== undefined) return record.read({ ...reply, code: 200 }, task);
	return code === 501
		? { state: 'failed', statusWord: message, failure: { message, code } }
		: record.read(reply, task);
}

/**
 * Result of a record or a callback. `resultJson` holds addresses, an object, songs, or a mixture; a success without
 * any address is one too, for example a transcript.
 */
export function marketOutcome(data: IDataObject): Partial<TaskOutcome> {
	const result = asRecord(data.resultJson) ?? asRecord(data.response) ?? {};
	const songs = asRecords(result.data);
	if (songs.length > 0) return tracksOutcome(songs, true);
	const alike = unifiedOutcome(data, result);
	if (alike) return alike;
	const object = asRecord(result.resultObject);
	const files = distinct([...plainFiles(result), ...filesWithin(object)]);
	return present({ files, text: text(object?.text), data: object ?? leftover(result, files) });
}

/** Where no file is promised, whatever else the result holds is the result. */
function leftover(result: IDataObject, files: KieFile[]): IDataObject | undefined {
	const promisesFiles = Object.keys(NAMES).some((key) => (result[key] ?? null) !== null);
	const isEmpty = Object.keys(result).length === 0;
	return files.length > 0 || promisesFiles || isEmpty ? undefined : contentOf(result);
}

/** Several addresses under one key of the result become several files, numbered. */
const NAMES: Record<string, string | undefined> = {
	resultUrls: undefined,
	firstFrameUrl: 'first-frame',
	lastFrameUrl: 'last-frame',
	resultWaterMarkUrls: 'watermarked',
};

const plainFiles = (result: IDataObject) =>
	Object.entries(NAMES).flatMap(([key, name]) => numbered(urls(result[key]), name));

function numbered(addresses: string[], name?: string): KieFile[] {
	return addresses.map((url, i) => {
		const kind = kindOf(url);
		const called = name ?? kind;
		return { url, kind, name: addresses.length > 1 ? `${called}-${i + 1}` : called };
	});
}

/** Layers and masks: every address anywhere in the object, under the name that stands beside it. */
function filesWithin(value: unknown): KieFile[] {
	const found: KieFile[] = [];
	const add = (entry: unknown, name: string | undefined, depth: number): void => {
		if (found.length >= MOST_FILES || depth > DEEPEST_NESTING) return;
		if (typeof entry === 'string') {
			if (isUrl(entry)) found.push(...numbered([entry], name));
		} else if (typeof entry === 'object' && entry !== null) {
			const own = Array.isArray(entry) ? undefined : text((entry as IDataObject).name);
			for (const inner of Object.values(entry)) add(inner, own ?? name, depth + 1);
		}
	};
	add(value, undefined, 0);
	return found;
}

/** The same address under several keys is one file. */
function distinct(files: KieFile[]): KieFile[] {
	const known = new Set<string>();
	return files.filter(({ url }) => !known.has(url) && known.add(url));
}
