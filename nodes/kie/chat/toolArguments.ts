import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../json';
import type { ToolCall } from './types';

/** The arguments of a call, from the text or the object that a model gave. */
export function readArguments(given: unknown): Pick<ToolCall, 'arguments' | 'unreadableArguments'> {
	if (given === undefined || given === null || given === '') return { arguments: {} };
	const read = asRecord(given) ?? lastObject(String(given));
	return read ? { arguments: read } : { arguments: {}, unreadableArguments: String(given) };
}

/** Gemini sometimes glues two objects together, as in `{}{"a":1}`: the last complete one counts. */
function lastObject(text: string): IDataObject | undefined {
	let last: IDataObject | undefined;
	let start = 0;
	while (start < text.length) {
		const end = endOfObject(text, start);
		const object = end === undefined ? undefined : asRecord(text.slice(start, end));
		if (end === undefined || !object) return undefined;
		last = object;
		start = end;
	}
	return last;
}

/** Where the object that begins at `start` (spaces before it allowed) ends. */
function endOfObject(text: string, start: number): number | undefined {
	let depth = 0;
	let isQuoted = false;
	for (let i = start; i < text.length; i++) {
		const sign = text[i];
		if (isQuoted) {
			if (sign === '\\') i++;
			else if (sign === '"') isQuoted = false;
		} else if (sign === '"') isQuoted = true;
		else if (sign === '{' || sign === '[') depth++;
		else if ((sign === '}' || sign === ']') && --depth === 0) return i + 1;
	}
	return undefined;
}
