import type { IDataObject } from 'n8n-workflow';

/** Kie.ai often puts JSON into strings: gives the value, or the input itself where it is no JSON. */
export function parsed(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	const readable = readJson(value);
	return readable === undefined ? value : readable;
}

function readJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return isTooDeep(value) ? undefined : value;
	} catch {
		return undefined;
	}
}

/** Whether a value is an object with keys. Unlike for {@link asRecord} the JSON of one is none. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Nothing of Kie.ai's nests so deep; what does breaks whoever walks through it, n8n too. */
const DEEPEST = 500;

/** Whether a value of JSON nests too deep to be walked through. */
export function isTooDeep(value: unknown): boolean {
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > DEEPEST) return true;
		level = level.flatMap((entry) =>
			typeof entry === 'object' && entry !== null ? Object.values(entry) : [],
		);
	}
	return false;
}

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

/** An amount of credits: Kie.ai takes some or none, and never gives any. */
export function credits(value: unknown): number | undefined {
	const amount = number(value);
	return amount !== undefined && amount >= 0 ? amount : undefined;
}

/** Whether an object has one of the keys, whatever is in it. */
export const has = (object: IDataObject | undefined, ...keys: string[]): boolean =>
	object !== undefined && keys.some((key) => key in object);

/** The object without its undefined members, so that results carry no empty keys. */
export function present<T extends object>(object: T): T {
	return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
