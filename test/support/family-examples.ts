import type { IDataObject } from 'n8n-workflow';

import { families } from '../../nodes/kie/tasks/families';
import type { KieReply, TaskFamily, TaskStatus } from '../../nodes/kie/types';
import type { Endpoint, Envelope } from '../facts/endpoints';

export const TASK_ID = 'the-task';

/** An example of what Kie.ai says, with the endpoint it belongs to. */
export type Example = [title: string, endpoint: Endpoint, body: Envelope];

/** The records that the facts have of these endpoints, each titled with its state. */
export const recordsOf = (endpoints: Endpoint[]): Example[] =>
	endpoints.flatMap((endpoint) =>
		Object.entries(endpoint.recordExamples ?? {}).map(
			([state, body]): Example => [`${endpoint.path} ${state}`, endpoint, body],
		),
	);

/** The callbacks of good news that the facts have of these endpoints. */
export const goodCallbacksOf = (endpoints: Endpoint[]): Example[] =>
	endpoints.flatMap((endpoint) =>
		Object.entries(endpoint.callbackExamples ?? {})
			.filter(([, body]) => body.code === 200)
			.map(([statusWord, body]): Example => [`${endpoint.path} ${statusWord}`, endpoint, body]),
	);

/** A body as the transport hands it to a family. */
export const replyOf = ({ code, msg, data }: Envelope): KieReply => ({
	code,
	message: msg,
	data: data ?? null,
});

/** The one family whose tasks are asked for at a path. */
export function familyOf(path: string): TaskFamily {
	const found = families.filter(
		({ name, ownIds, statusRequest: question }) =>
			ownIds !== false && question({ taskId: TASK_ID, family: name }).path === path,
	);
	expect(found).toHaveLength(1);
	return found[0];
}

/** What that family reads in a body, asked about the task that it is of. */
export function read(path: string, body: Envelope): TaskStatus {
	const family = familyOf(path);
	const { taskId = TASK_ID } = (body.data ?? {}) as { taskId?: string };
	return family.read(replyOf(body), { taskId, family: family.name });
}

export const dataOf = (body: Envelope) => body.data as IDataObject;

/** Kie.ai's word for the state of a record. */
export const wordOf = ({ statusField }: Endpoint, body: Envelope) =>
	dataOf(body)[String(statusField).replace('data.', '')];

/** The state of a record by the words that the endpoint documents, and by them alone. */
export function stateByWord(endpoint: Endpoint, body: Envelope): TaskStatus['state'] {
	if (!body.data) return 'notFound';
	const { pending = [], success = [], failure = [] } = endpoint.statusValues ?? {};
	const word = wordOf(endpoint, body);
	if (success.includes(word)) return 'success';
	if (pending.includes(word)) return 'pending';
	expect(failure).toContain(word);
	return 'failed';
}

/** What a task was asked for is in its record as well. */
const REQUESTS = new Set(['param', 'paramJson', 'promptJson', 'generateParam']);

export const unpacked = (value: unknown): unknown =>
	typeof value === 'string' && value.startsWith('{') ? (JSON.parse(value) as unknown) : value;

/**
 * Every value that a task yielded with its key, in JSON strings too, requests left out; entries of a list go by the key
 * of the list.
 */
export function leaves(packed: unknown, key = ''): Array<[string, unknown]> {
	const value = unpacked(packed);
	if (Array.isArray(value)) return value.flatMap((entry) => leaves(entry, key));
	if (typeof value !== 'object' || value === null) return [[key, value]];
	return Object.entries(value)
		.filter(([name]) => !REQUESTS.has(name))
		.flatMap(([name, inner]) => leaves(inner, name));
}

export const unique = <T>(list: T[]) => [...new Set(list)].sort();

/** Numbers and objects as the strings that Kie.ai makes of them now and then. */
function stringified(data: IDataObject): IDataObject {
	const entries = Object.entries(data).map(([key, value]) => {
		const isObject = typeof value === 'object' && value !== null;
		return [
			key,
			typeof value === 'number' ? String(value) : isObject ? JSON.stringify(value) : value,
		];
	});
	return Object.fromEntries(entries) as IDataObject;
}

/** Defines what holds for the finished records of all families, however Kie.ai writes them. */
export function itReadsOtherSpellings(finished: Example[]): void {
	it.each(finished)('%s, with numbers and objects as strings', (_title, { path }, body) => {
		const status = read(path, { ...body, data: stringified(dataOf(body)) });

		expect(status).toEqual(read(path, body));
	});

	it.each(finished)('%s: a word that nobody knows is not finished', (_title, endpoint, body) => {
		const name = String(endpoint.statusField).replace('data.', '');

		const status = read(endpoint.path, { ...body, data: { ...dataOf(body), [name]: 'RESTING' } });

		expect(status).toMatchObject({ state: 'pending', statusWord: 'RESTING' });
	});
}

/** Defines that the family of every path asks by task ID alone. */
export function itAsksByTaskId(statusEndpoints: Endpoint[]): void {
	it.each(statusEndpoints)('$path is asked by task ID', ({ path }) => {
		const family = familyOf(path);

		expect(family.statusRequest({ taskId: TASK_ID, family: family.name })).toEqual({
			method: 'GET',
			path,
			query: { taskId: TASK_ID },
		});
	});
}
