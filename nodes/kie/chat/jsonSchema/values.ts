import type { IDataObject } from 'n8n-workflow';

export const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'];

/** `list[0].name`; names that are no words stand in quotes. */
export function joinPath(path: string, name: string): string {
	if (/^\d+$/.test(name)) return `${path}[${name}]`;
	if (!/^[\w$-]+$/.test(name)) return `${path}[${JSON.stringify(name)}]`;
	return path ? `${path}.${name}` : name;
}

/** Unlike the readers of Kie.ai's records this takes no JSON text for an object. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): unknown[] =>
	Array.isArray(value) ? (value as unknown[]) : [];

export const recordOf = (value: unknown): IDataObject => (isObject(value) ? value : {});

export function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

export const isType = (type: unknown, value: unknown) =>
	type === 'integer' ? Number.isInteger(value) : type === typeOf(value);

/** JSON text that is the same for equal values. */
export function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
	if (!isObject(value)) return JSON.stringify(value);
	const names = Object.keys(value).sort();
	return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`;
}

/** Letters as people count them. */
export const lengthOf = (text: string) => [...text].length;

export const hasDoubles = (list: unknown[]) => new Set(list.map(canonical)).size < list.length;

export function isMultiple(value: number, step: number): boolean {
	const times = value / step;
	return Math.abs(times - Math.round(times)) < 1e-9 * Math.max(1, Math.abs(times));
}
