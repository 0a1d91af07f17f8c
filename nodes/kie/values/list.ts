import { isEmpty, trimmed } from './blank';
import { sourcesIn } from './file';
import { jsonIn } from './json';
import type { ValueType } from './spec';

/** A blank, a semicolon or a bar right before an address. */
const BEFORE_ADDRESS = /[\s;|](?=https?:\/\/)/i;

const SCHEME = /^\s*(?:https?|data|asset):/i;

/**
 * The entries of a list, however it was entered: as a list, as the JSON of one, in lines, or with commas. Entries that
 * already are entries of a list are not cut at their commas.
 */
export function entriesOf(entered: unknown, entries: ValueType): unknown[] {
	if (entries.type === 'file') return fileEntries(entered, entries.files.names);
	const list = typeof entered === 'string' ? entriesOfText(entered, entries) : [entered].flat();
	return list.flatMap((entry) => opened(entry, entries)).filter((entry) => !isEmpty(entry));
}

function entriesOfText(text: string, entries: ValueType): unknown[] {
	const list = jsonIn(text);
	if (list !== undefined) return [list].flat();
	// A single object or list that is no JSON is left to whoever reads the entry.
	if (entries.type === 'object' || entries.type === 'list') return [text];
	const isAddress = entries.type === 'webAddress';
	return linesOf(text).flatMap((line) =>
		isAddress ? addressesIn(line, []) : line.split(',').map(trimmed),
	);
}

/** An expression in one entry of the form may give a list of its own. */
function opened(entry: unknown, entries: ValueType): unknown[] {
	if (entries.type === 'list') return [entry];
	const list = typeof entry === 'string' ? jsonIn(entry) : entry;
	return Array.isArray(list) ? list : [entry];
}

function fileEntries(entered: unknown, names: readonly string[]): unknown[] {
	if (typeof entered !== 'string') return sourcesIn(entered);
	const list = jsonIn(entered);
	return sourcesIn(list ?? linesOf(entered).flatMap((line) => addressesIn(line, names)));
}

const linesOf = (text: string) => text.split(/\r\n|[\r\n]/);

/**
 * The addresses and binary fields in one line. A comma within an address separates nothing: what follows one begins
 * another entry only where it is an address, or the name of a binary field, itself.
 */
const addressesIn = (line: string, names: readonly string[]): string[] =>
	line.split(BEFORE_ADDRESS).flatMap((part) => entriesBetweenCommas(part, names));

function entriesBetweenCommas(line: string, names: readonly string[]): string[] {
	const found: string[][] = [];
	for (const part of line.split(',')) {
		const begins = SCHEME.test(part) || names.includes(trimmed(part));
		const last = found.at(-1);
		if (last && SCHEME.test(last[0]) && !begins) last.push(part);
		else found.push([part]);
	}
	return found.map((parts) => trimmed(parts.join(','))).filter((entry) => entry !== '');
}
