import type { IDataObject } from 'n8n-workflow';

/** Kie.ai often puts JSON into strings: gives the value, or the input itself where it is no JSON. */
export function parsed(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	const readable = readJson(value);
	return readable === undefined ? value : readable;
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Whether a value is an object with keys. Unlike for {@link asRecord} the JSON of one is none. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as an object, a JSON string included; `undefined` for everything else. */
export function asRecord(value: unknown): IDataObject | undefined {
	const object = parsed(value);
	return isRecord(object) ? (object as IDataObject) : undefined;
}

/** The objects of a list, a JSON string included; empty for everything else. */
export function asRecords(value: unknown): IDataObject[] {
	const list = parsed(value);
	if (!Array.isArray(list)) return [];
	return list.map(asRecord).filter((item): item is IDataObject => item !== undefined);
}

/** A non-empty string, or nothing: unfinished results are `null` or `""`. */
export function text(value: unknown): string | undefined {
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A finite number, numeric strings included, or nothing. */
export function number(value: unknown): number | undefined {
	const read = typeof value === 'string' && value !== '' ? Number(value) : value;
	return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}

/** Whether an object has one of the keys, whatever is in it. */
export const has = (object: IDataObject | undefined, ...keys: string[]): boolean =>
	object !== undefined && keys.some((key) => key in object);

/** The object without its undefined members, so that results carry no empty keys. */
export function present<T extends object>(object: T): T {
	return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
