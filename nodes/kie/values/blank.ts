/** White space, and what takes no room at all: zero-width characters, soft hyphens, marks of direction. */
const INVISIBLE = /[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2800\u3164\ufeff]/;
const VISIBLE = /[^\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2800\u3164\ufeff]/;

/** Whether a text shows nothing. */
export const isBlank = (text: string): boolean => !VISIBLE.test(text);

/** A text without what is invisible around it. A pattern anchored at the end would take quadratic time. */
export function trimmed(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && INVISIBLE.test(text[start])) start++;
	while (end > start && INVISIBLE.test(text[end - 1])) end--;
	return text.slice(start, end);
}

/** A word without the marks that take no room and are copied with it. */
export const withoutZeroWidth = (word: string): string =>
	word.replace(/[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g, '');

const QUOTES = new Set(['""', "''", '``', '“”', '‘’', '«»', '„“', '<>']);

/** A word without the blanks and quotes that were copied with it. */
export function bare(text: string): string {
	const word = trimmed(text);
	const isQuoted = word.length > 2 && QUOTES.has(`${word[0]}${word[word.length - 1]}`);
	return isQuoted ? trimmed(word.slice(1, -1)) : word;
}

/** Whether nothing was entered. */
export const isEmpty = (value: unknown): boolean =>
	value === undefined ||
	value === null ||
	(typeof value === 'string' && isBlank(value)) ||
	(Array.isArray(value) && value.every((entry) => isEmptyEntry(entry)));

const isEmptyEntry = (entry: unknown) =>
	entry === undefined || entry === null || (typeof entry === 'string' && isBlank(entry));

/** The one entry of a list, or the value itself. Lists in lists are opened as well, as deep as tables give them. */
export function unwrapped(value: unknown): unknown {
	let inner = value;
	for (let depth = 0; depth < 3 && Array.isArray(inner) && inner.length === 1; depth++) {
		[inner] = inner as unknown[];
	}
	return inner;
}
