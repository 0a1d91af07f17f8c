import { trimmed, unwrapped } from './blank';
import { invalid, shown } from './message';
import type { Warn } from './spec';

/** What a broken expression leaves behind: nothing that anybody writes as a whole text. */
const BROKEN = /^(?:undefined|null|NaN|(?:\[object [A-Z]\w*\],?)+)$/;
const OBJECT_IN_TEXT = /\[object [A-Z]\w*\]/;
/** Somebody writes about it rather than being its victim. */
const QUOTED_OBJECT = /["'`“„«‘]\[object [A-Z]\w*\]/;

/** Longer texts are none of a broken expression's own. */
const LONGEST_BROKEN = 1000;

/**
 * Words, as they were entered.
 * @throws {KieError} for what is no text, and for what only a broken expression makes
 */
export function readText(entered: unknown, label: string, warn: Warn): string {
	const value = unwrapped(entered);
	if (typeof value === 'bigint') return String(value);
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	if (typeof value !== 'string')
		throw invalid(label, `must be text, but is ${shown(value)}`, adviceFor(value));
	refuseBroken(value, label);
	if (OBJECT_IN_TEXT.test(value)) warn(`${label} contains "[object Object]"`);
	// Half of a surrogate pair is no text that a request can carry.
	return value.replace(/\p{Surrogate}/gu, '\ufffd');
}

function adviceFor(value: unknown): string | undefined {
	if (Array.isArray(value))
		return 'Join it, for example with {{ $json.list.join(", ") }}, or use one of its entries';
	if (typeof value === 'object' && value !== null) {
		return 'Use one of its keys, for example {{ $json.output.prompt }}, or JSON.stringify()';
	}
	return undefined;
}

/** @throws {KieError} where a text as a whole, or a part of it that nobody quoted, comes of a broken expression */
export function refuseBroken(text: string, label: string): void {
	const isBroken = text.length < LONGEST_BROKEN && BROKEN.test(trimmed(text));
	if (!isBroken && (!OBJECT_IN_TEXT.test(text) || QUOTED_OBJECT.test(text))) return;
	const what = isBroken
		? `is ${shown(trimmed(text))}`
		: `contains "[object Object]" (${shown(text)})`;
	throw invalid(
		label,
		`${what}, which only a broken expression makes`,
		isBroken
			? 'Check its expression; nothing was sent and nothing was paid'
			: 'Use one of the keys of the object; write it in quotes if it is part of a text',
	);
}
