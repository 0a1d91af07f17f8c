import { trimmed, unwrapped } from './blank';
import { invalid, isLuxon, shown } from './message';
import { isRecord } from '../json';
import type { Warn } from './spec';

/** What a broken expression leaves behind, once or several times: nothing that anybody writes as a whole text. */
const BROKEN = /^(?:(?:undefined|null|NaN|\[object [A-Z]\w*\])[\s,;.:|/-]*)+$/;
/** An expression or the name of a template, which nobody has filled in. */
const UNFILLED = /^(?:=?\s*\{\{[^{}]*\}\}|=?\$(?:json|input|node|binary|vars)\b[\w.[\]"'()-]*)$/;
/** What Excel and Google Sheets show where a formula fails, in English and German. */
const FAILED_FORMULA =
	/^#(?:N\/A|NV|(?:REF|VALUE|DIV\/0|NUM|NULL|ERROR|SPILL|CALC|BEZUG|WERT|ZAHL)!|NAME\?)$/;
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
	if (value instanceof Date || isLuxon(value))
		return 'Write it as text, for example {{ $now.toISO() }}';
	if (Array.isArray(value))
		return 'Join it, for example with {{ $json.list.join(", ") }}, or use one of its entries';
	if (typeof value === 'object' && value !== null) {
		return 'Use one of its keys, for example {{ $json.output.prompt }}, or JSON.stringify()';
	}
	return undefined;
}

/** What a text as a whole is, where it is none that anybody wrote, and what to do about it. */
function faultOf(text: string): [what: string, hint: string] | undefined {
	const whole = text.length < LONGEST_BROKEN ? trimmed(text) : '';
	if (BROKEN.test(whole)) {
		return [
			`is ${shown(whole)}, which only a broken expression makes`,
			'Check its expression; nothing was sent and nothing was paid',
		];
	}
	if (FAILED_FORMULA.test(whole)) {
		return [
			`is ${shown(whole)}, the sign of a formula that failed in a spreadsheet`,
			'Correct the formula in the sheet; nothing was sent and nothing was paid',
		];
	}
	return UNFILLED.test(whole) ? unevaluated(whole) : undefined;
}

const unevaluated = (text: string): [what: string, hint: string] => [
	`holds ${shown(text)}, which was not evaluated`,
	'Switch the field from Fixed to Expression; nothing was sent and nothing was paid',
];

/** @throws {KieError} where a text as a whole, or a part of it that nobody quoted, comes of a broken expression */
export function refuseBroken(text: string, label: string): void {
	const fault = faultOf(text);
	if (fault) throw invalid(label, ...fault);
	if (!OBJECT_IN_TEXT.test(text) || QUOTED_OBJECT.test(text)) return;
	throw invalid(
		label,
		`contains "[object Object]" (${shown(text)}), which only a broken expression makes`,
		'Use one of the keys of the object; write it in quotes if it is part of a text',
	);
}

/** An expression of n8n somewhere in a text. */
const EXPRESSION = /\{\{[^{}]*\$[^{}]*\}\}/;

/**
 * Refuses expressions in a value of a node as n8n stores it: one that n8n would evaluate begins with an equals sign.
 * @throws {KieError}
 */
export function refuseUnevaluated(stored: unknown, label: string): void {
	if (Array.isArray(stored)) stored.forEach((entry) => refuseUnevaluated(entry, label));
	if (isRecord(stored)) refuseUnevaluated(Object.values(stored), label);
	if (typeof stored !== 'string' || stored.startsWith('=')) return;
	const [found] = EXPRESSION.exec(stored) ?? [];
	if (found) throw invalid(label, ...unevaluated(found));
}
