import type { IDataObject } from 'n8n-workflow';

import { makeNamesUnique } from '../files/names';
import { asRecord, credits, number, parsed, present } from '../json';
import type { KieFile, TaskOutcome } from '../types';

/** Kie.ai keeps results for 14 days. */
const RETENTION_MS = 14 * 24 * 60 * 60 * 1000;

/** What every family's record and callback tell of a finished task, together with what is a family's own. */
export const resultOf = (data: IDataObject, own: Partial<TaskOutcome>): TaskOutcome => ({
	...modelOf(data),
	...creditsOf(data),
	...timesOf(data),
	...own,
	files: makeNamesUnique((own.files ?? []).slice(0, MOST_FILES)),
});

/** The request is kept in the record as a JSON string, under one of two names. */
function modelOf(data: IDataObject): Pick<TaskOutcome, 'model'> {
	const request = asRecord(parsed(data.param ?? data.paramJson));
	const model = data.model ?? request?.model;
	return typeof model === 'string' && model !== '' ? { model } : {};
}

/** No task yields more files, no host gives out longer addresses, no result is nested deeper: the rest is not Kie.ai's. */
export const MOST_FILES = 200;
export const DEEPEST_NESTING = 10;
const LONGEST_URL = 8_192;

/** Whether a text is a web address, and one of a length that hosts take. */
export const isUrl = (text: string): boolean =>
	text.length <= LONGEST_URL && /^https?:\/\/\S+$/.test(text);

/**
 * Every URL in a value that is a string, a list, a JSON string or (in Veo's documentation) `[a, b]` without quotes; at
 * most {@link MOST_FILES}.
 */
export function urls(value: unknown): string[] {
	const found: string[] = [];
	addUrls(value, found, DEEPEST_NESTING);
	return found.slice(0, MOST_FILES);
}

function addUrls(value: unknown, found: string[], depth: number): void {
	const list = parsed(value);
	if (Array.isArray(list)) {
		if (depth === 0) return;
		for (const entry of list) {
			if (found.length >= MOST_FILES) return;
			addUrls(entry, found, depth - 1);
		}
	} else if (typeof list === 'string') {
		const parts = list.startsWith('[') ? list.split(/[[\],\s]+/, MOST_PARTS) : [list];
		for (const part of parts) if (isUrl(part)) found.push(part);
	}
}

/** Between two addresses there may be an empty part. */
const MOST_PARTS = 2 * MOST_FILES + 2;

/** Files of one kind, numbered from 1 where there are several. */
export function filesOf(kind: KieFile['kind'], value: unknown, name: string = kind): KieFile[] {
	const found = urls(value);
	return found.map((url, i) => ({ url, kind, name: found.length > 1 ? `${name}-${i + 1}` : name }));
}

/** A time as ISO 8601. Kie.ai writes milliseconds, ISO, or `YYYY-MM-DD HH:MM:SS`, which is read as UTC. */
export function isoTime(value: unknown): string | undefined {
	const zoneless = typeof value === 'string' && /^\d{4}-\d\d-\d\d[ T][\d:.]+$/.test(value);
	const time = zoneless ? `${value.replace(' ', 'T')}Z` : (number(value) ?? value);
	const date = new Date(time as string | number);
	return time && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
}

/** Creation and completion of a record, and the day until which Kie.ai keeps its files. */
export function timesOf(
	data: IDataObject,
): Pick<TaskOutcome, 'createdAt' | 'completedAt' | 'expiresAt'> {
	const createdAt = isoTime(data.createTime ?? data.generateTime);
	const completedAt = isoTime(data.completeTime);
	const kept = completedAt ?? createdAt;
	return present({
		createdAt,
		completedAt,
		expiresAt: kept && isoTime(Date.parse(kept) + RETENTION_MS),
	});
}

/** What the task cost, where the record says so. */
export function creditsOf(data: IDataObject): Pick<TaskOutcome, 'creditsConsumed'> {
	return present({ creditsConsumed: credits(data.creditsConsumed ?? data.consumeCredits) });
}
