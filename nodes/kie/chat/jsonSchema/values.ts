import { isRecord } from '../../json';

/** A schema that is not `true` or `false`: keywords and what they say. */
export type JsonSchema = Record<string, unknown>;

/** The types of JSON Schema. */
export const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

/** `list[0].name`; names that are no words stand in quotes. */
export function joinPath(path: string, name: string): string {
	if (/^\d+$/.test(name)) return `${path}[${name}]`;
	if (!/^[\w$-]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
	return path ? `${path}.${name}` : name;
}

/** The entries of a list; of anything else none. */
export const listOf = (value: unknown): unknown[] =>
	Array.isArray(value) ? (value as unknown[]) : [];

/** The members of an object; of anything else none. */
export const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

/** The type of a value in the words of JSON Schema, which tells lists and `null` from objects. */
export function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

/** Whether a value is of a type of JSON Schema. */
export const isType = (type: unknown, value: unknown) =>
	type === 'integer' ? Number.isInteger(value) : type === typeOf(value);

/** JSON text that is the same for equal values. */
export function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
	if (!isRecord(value)) return JSON.stringify(value);
	const names = Object.keys(value).sort();
	return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
}

/** Letters as people count them. */
export const lengthOf = (text: string) => [...text].length;

/** Whether two entries of a list are equal. */
export const hasDoubles = (list: unknown[]) => new Set(list.map(canonical)).size < list.length;

/** Whether a number goes in steps, without the dust of binary fractions. */
export function isMultiple(value: number, step: number): boolean {
	const times = value / step;
	return Math.abs(times - Math.round(times)) < 1e-9 * Math.max(1, Math.abs(times));
}
