import { cut } from '../cut';
import { type KieError, inputError } from '../errors';

/** Characters of a value that a message shows. */
const LONGEST_VALUE = 100;
const MOST_NAMES = 12;
const LONGEST_NAME = 40;

/** A value as it may stand in a message: short, in one line, and never `[object Object]`. */
export function shown(value: unknown): string {
	if (typeof value === 'string') return JSON.stringify(cut(value, LONGEST_VALUE));
	if (Array.isArray(value)) return value.length === 1 ? 'a list' : `a list of ${value.length}`;
	if (isLuxon(value)) return `the date ${String(value)}`;
	if (value instanceof Date) return `the date ${shownDate(value)}`;
	if (typeof value === 'object' && value !== null) return shownObject(value);
	return cut(String(value), LONGEST_VALUE);
}

/** A date as n8n's own `$now` gives it. */
export const isLuxon = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && 'isLuxonDateTime' in value;

const shownDate = (date: Date) => (Number.isNaN(date.getTime()) ? '(invalid)' : date.toISOString());

function shownObject(value: object): string {
	const keys = Object.keys(value);
	return keys.length === 0 ? 'an empty object' : `an object with ${listed(keys)}`;
}

/** The first names of many, and how many there are. */
export function listed(names: string[]): string {
	const first = names.slice(0, MOST_NAMES).map((name) => cut(name, LONGEST_NAME));
	const more = names.length > MOST_NAMES ? ` … (${names.length} in all)` : '';
	return cut(first.join(', '), LONGEST_VALUE * 2) + more;
}

/** An error about one value. `text` continues the label: "must be a number, but is …". */
export function invalid(label: string, text: string, hint?: string): KieError {
	return inputError(`${label} ${text}`, hint);
}
