import { cut } from '../cut';
import { isRecord } from '../json';
import { isEmpty, trimmed } from './blank';
import { scanJson } from './jsonScan';
import { invalid, shown } from './message';
import type { Warn } from './spec';

/** Levels of lists and objects within each other. Kie.ai documents four. */
const DEEPEST = 50;

const WAY_OUT =
	'Put expressions in as {{ JSON.stringify($json.prompt) }} without quotes around them, or fill in the form instead';

/**
 * A JSON object, without the keys that hold nothing. Text is mended where only a code fence or trailing commas are
 * wrong with it.
 * @throws {KieError} naming the place where it breaks
 */
export function readJson(entered: unknown, label: string, warn: Warn): Record<string, unknown> {
	const value = only(fromText(entered, label, warn));
	if (!isRecord(value)) throw invalid(label, `must be a JSON object, but is ${shown(value)}`);
	return withoutNulls(value, label, 0) as Record<string, unknown>;
}

/** The object of a list of one. */
const only = (value: unknown) =>
	Array.isArray(value) && value.length === 1 && isRecord(value[0]) ? value[0] : value;

/** A JSON object or list with everything in it. Text is mended as by {@link readJson}. @throws {KieError} */
export function readAnyJson(entered: unknown, label: string, warn: Warn): object {
	const value = fromText(entered, label, warn);
	if (typeof value === 'object' && value !== null) return value;
	throw invalid(label, `must be a JSON object or list, but is ${shown(value)}`);
}

/** Agents and JSON.stringify() upon text write JSON into JSON. */
function fromText(entered: unknown, label: string, warn: Warn): unknown {
	const value = typeof entered === 'string' ? parseText(entered, label, warn) : entered;
	return typeof value === 'string' ? parseText(value, label, warn) : value;
}

function parseText(text: string, label: string, warn: Warn): unknown {
	const content = removeFence(text);
	const { breakAt, trailingCommas } = scanJson(content);
	if (breakAt !== undefined) throw describeBreak(content, breakAt, label);
	const mended = [
		content !== trimmed(text) && 'the code fence around it',
		trailingCommas.length > 0 && 'commas at the end of a list or object',
	].filter(Boolean);
	if (mended.length > 0) warn(`${label} was corrected: without ${mended.join(' and ')}`);
	return JSON.parse(without(content, trailingCommas)) as unknown;
}

const FENCE = '```';

/** The content of a Markdown code block, with or without words around it; any other text as it is. */
function removeFence(text: string): string {
	const whole = trimmed(text);
	if (/^["[{]/.test(whole)) return whole;
	const opening = whole.indexOf(FENCE);
	const closing = whole.lastIndexOf(FENCE);
	if (opening < 0 || closing === opening) return whole;
	const block = whole.slice(opening + FENCE.length, closing);
	return trimmed(block.replace(/^\w+(?=\s)/, ''));
}

function without(text: string, positions: number[]): string {
	const starts = [0, ...positions.map((position) => position + 1)];
	return starts.map((start, i) => text.slice(start, positions[i])).join('');
}

function describeBreak(text: string, at: number, label: string) {
	const before = text.slice(0, at);
	const line = before.split('\n').length;
	const column = at - before.lastIndexOf('\n');
	const rest = text.slice(at, at + 41);
	const where = rest === '' ? 'it ends too early' : `it breaks at ${shown(cut(rest, 40))}`;
	return invalid(
		label,
		`must be a JSON object, but is not valid JSON: ${where} (line ${line}, column ${column})${reason(text, at)}`,
		WAY_OUT,
	);
}

function reason(text: string, at: number): string {
	if (/[\n\r\t]/.test(text[at] ?? '')) return '; a text in JSON cannot hold a line break or tab';
	const rest = text.slice(at, at + 20);
	const isBehindText = /"\s*$/.test(text.slice(Math.max(0, at - 20), at));
	const found = REASONS.find(([pattern]) => pattern.test(rest))?.[1];
	if (found) return `; ${found}`;
	if (isBehindText && /^[^\s,:\]}]/.test(rest)) {
		return '; a quote within a text must be written as \\"';
	}
	return /^[\w$]+\s*:/.test(rest) ? '; keys need double quotes' : '';
}

/** What people and programs write where JSON knows something else. */
const REASONS: Array<[what: RegExp, reason: string]> = [
	[/^'/, 'texts and keys need double quotes'],
	[/^[“”„‘’«»]/, 'texts and keys need straight double quotes, not typographic ones'],
	[/^\/[/*]|^#/, 'JSON has no comments'],
	[/^(?:True|False|None)\b/, 'JSON writes true, false and null'],
	[/^(?:undefined|NaN|-?Infinity)\b/, 'the expression before it gave nothing'],
	[/^[{[]/, 'it holds more than one object or list'],
];

function withoutNulls(value: unknown, label: string, depth: number): unknown {
	if (depth > DEEPEST) throw invalid(label, `has more than ${DEEPEST} levels of lists and objects`);
	const inner = (entry: unknown) => withoutNulls(entry, label, depth + 1);
	if (Array.isArray(value)) {
		return value.filter((entry) => entry !== null && entry !== undefined).map(inner);
	}
	if (!isRecord(value) || !isPlain(value)) return value;
	const entries = Object.entries(value).filter(
		([, entry]) => entry !== null && entry !== undefined,
	);
	return Object.fromEntries(entries.map(([key, entry]) => [key, inner(entry)]));
}

/** Dates and the like are left to whoever reads the key. */
const isPlain = (value: object) => {
	const prototype = Object.getPrototypeOf(value) as unknown;
	return prototype === null || prototype === Object.prototype;
};

/** The value of a text that holds a JSON list or object; `undefined` for any other text. */
export function jsonIn(text: string): unknown {
	const word = trimmed(text);
	if (!/^[[{]/.test(word)) return undefined;
	const { breakAt, trailingCommas } = scanJson(word);
	return breakAt === undefined ? (JSON.parse(without(word, trailingCommas)) as unknown) : undefined;
}

/** An object, or the JSON of one. @throws {KieError} */
export function readObject(entered: unknown, label: string): Record<string, unknown> {
	const value = typeof entered === 'string' ? (jsonIn(entered) ?? entered) : entered;
	if (isRecord(value)) return withoutNulls(value, label, 0) as Record<string, unknown>;
	throw invalid(label, `must be an object, but is ${isEmpty(value) ? 'empty' : shown(value)}`);
}
