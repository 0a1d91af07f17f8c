import type { JsonSchema } from '../../facts/schemas';
import { isObject, objectOf, textOf } from './reading';
import type { ChatRequest } from './types';
import { lyricsAbout } from './words';

const normal = (name: string): string => name.replace(/[^a-z0-9]/gi, '').toLowerCase();

/** Everything that tools have answered so far, by key: how a task id gets from one tool into the next. */
export function knownValues({ turns }: ChatRequest): Map<string, string> {
	const known = new Map<string, string>();
	for (const { text } of turns.flatMap(({ results }) => results)) {
		for (const [, key, value] of text
			.replace(/\\/g, '')
			.matchAll(/"([\w ]+)"\s*:\s*"([^"{}]+)"/g)) {
			if (!known.has(normal(key))) known.set(normal(key), value);
		}
	}
	return known;
}

/** What the conversation is about: the words behind "about" in the user's last message, or all of it. */
export function topicOf(said: string): string {
	return (/\babout (.+?)(?:[.,;!?\n]|$)/i.exec(said)?.[1] ?? said).trim();
}

function exampleText(name: string, said: string, known: Map<string, string>): string {
	const found = known.get(normal(name));
	if (found !== undefined) return found;
	if (/lyrics|prompt|text/i.test(name)) return lyricsAbout(topicOf(said));
	if (/title|name/i.test(name)) return 'Red Kite';
	return /style|tags|genre/i.test(name) ? 'warm acoustic folk' : topicOf(said);
}

/** A value that fits a JSON schema, about what was said, with values that tools have told. */
export function exampleOf(
	schema: JsonSchema,
	said: string,
	known: Map<string, string> = new Map(),
	name = '',
): unknown {
	const options = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
	if (options?.length) return exampleOf(options[0], said, known, name);
	if ('const' in schema) return schema.const;
	if (Array.isArray(schema.enum)) return (schema.enum as unknown[])[0];
	const type = textOf([schema.type].flat()[0]).toLowerCase();
	if (type === 'object' || isObject(schema.properties)) {
		const fields = Object.entries(objectOf(schema.properties));
		return Object.fromEntries(
			fields.map(([key, one]) => [key, exampleOf(objectOf(one), said, known, key)]),
		);
	}
	if (type === 'array') return [exampleOf(objectOf(schema.items), said, known, name)];
	if (type === 'boolean') return true;
	if (type === 'number' || type === 'integer') return Number(schema.minimum ?? 1);
	return exampleText(name, said, known);
}

/** The first JSON schema written into a text, as people ask for JSON where a model has no parameter for it. */
export function schemaIn(text: string): JsonSchema | undefined {
	for (let start = text.indexOf('{'); start >= 0; start = text.indexOf('{', start + 1)) {
		const value = jsonAt(text, start);
		if (isObject(value) && (isObject(value.properties) || typeof value.type === 'string')) {
			return value;
		}
	}
	return undefined;
}

/** The JSON value whose brace opens at a place, if it is one. */
function jsonAt(text: string, start: number): unknown {
	let depth = 0;
	for (let at = start; at < text.length; at++) {
		if (text[at] === '{') depth += 1;
		if (text[at] === '}') depth -= 1;
		if (depth === 0) return parsed(text.slice(start, at + 1));
	}
	return undefined;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** The user's last message. */
export const lastSaid = ({ turns }: ChatRequest): string =>
	turns.filter(({ role }) => role === 'user').at(-1)?.text ?? '';

/** Names of the tools that were called since the user's last message. */
export function calledSince({ turns }: ChatRequest): Set<string> {
	const from = turns.map(({ role }) => role).lastIndexOf('user');
	return new Set(turns.slice(from + 1).flatMap(({ calls }) => calls.map(({ name }) => name)));
}
