import type { IDataObject } from 'n8n-workflow';

import { asRecords, present } from '../kie/json';
import { summarizeNotes } from './notes';

/** What people map comes first … */
const FIRST = ['url', 'fileName', 'title', 'text', 'lyrics', 'data', 'files', 'tracks', 'audioId'];

/** … then what a result has of its own, and last what tells one task from another. */
const LAST = [
	'status',
	'stage',
	'failure',
	'model',
	'taskId',
	'index',
	'createdAt',
	'completedAt',
	'expiresAt',
	'creditsConsumed',
	'route',
	'insteadOf',
	'record',
	'taskType',
];

const OWN = FIRST.length;

const RANKS = new Map([
	...FIRST.map((key, i) => [key, i] as const),
	...LAST.map((key, i) => [key, OWN + 1 + i] as const),
]);

const rankOf = (key: string) => RANKS.get(key) ?? OWN;

/** The item of a task in the one order that all have. */
export const arrange = (json: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(json).sort(([a], [b]) => rankOf(a) - rankOf(b)));

/**
 * The item of a result as people map it: address, file name and title of its first file or track stand beside the lists.
 * @param written the name of a file that is in no list
 */
export function completeItem(json: IDataObject, written?: string): IDataObject {
	const [file = {}] = asRecords(json.files);
	const [entry = {}] = [...asRecords(json.tracks), ...asRecords(json.lyrics)];
	const first = { url: file.url, fileName: file.fileName ?? written, title: entry.title };
	const complete = present({ ...first, ...json });
	return json.taskType === undefined ? complete : arrange(complete);
}

/** The item of notes, which counts them: as lists they would fill it. */
export function withoutNotes({ notes, ...json }: IDataObject, includeNotes: boolean): IDataObject {
	if (notes === undefined) return json;
	const tracks = summarizeNotes(asRecords(notes));
	return { ...json, tracks, ...(includeNotes && { notes }) };
}
