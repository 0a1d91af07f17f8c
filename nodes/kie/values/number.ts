import { trimmed, unwrapped } from './blank';
import { invalid, shown } from './message';

interface NumberRule {
	integer?: boolean;
	min?: number;
	max?: number;
}

/** Decimal digits only: `Number` alone would also take `0x10`, `Infinity` and an empty text. */
const NUMERIC = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** One thousand or one, depending on who writes it. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;
const GROUPED = /^[+-]?\d{1,3}(?:[.,'’_\s]\d{3})+(?:[.,]\d+)?$/;
const DECIMAL_COMMA = /^[+-]?\d*,\d+$/;
const WITH_UNIT = /^[+-]?\s*[$€£¥]\s*\d|^[+-]?\d+(?:[.,]\d+)?\s*[^\d\s.,:]/;
const TIME = /^\d+(?::\d{1,2}){1,2}(?:[.,]\d+)?$/;
/** No number that means anything is longer. */
const LONGEST = 400;

/** The number that a text says, in digits and with a decimal point; `undefined` for any other text. */
export function numberIn(text: string): number | undefined {
	const word = trimmed(text);
	return word.length <= LONGEST && NUMERIC.test(word) ? Number(word) : undefined;
}

/** A finite number. @throws {KieError} for words, a decimal comma, and numbers outside of the limits */
export function readNumber(entered: unknown, label: string, rule: NumberRule = {}): number {
	const value = unwrapped(entered);
	const number = typeof value === 'string' ? numberIn(value) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) throw notNumeric(value, label);
	if (typeof value === 'string') refuseAmbiguous(trimmed(value), number, label);
	const problem = limitProblem(number, rule);
	if (problem) throw invalid(label, `must be ${problem}, but is ${number}`);
	// A negative zero is one that was rounded.
	return number + 0;
}

/** @throws {KieError} for a text of three digits behind a point, which may be thousands or decimals */
function refuseAmbiguous(text: string, number: number, label: string): void {
	if (!AMBIGUOUS.test(text)) return;
	throw invalid(
		label,
		`is ${shown(text)}, which may mean ${number} or ${text.replace('.', '')}`,
		'Write it as a number, or without the point and without zeros behind it',
	);
}

function notNumeric(value: unknown, label: string) {
	const text = typeof value === 'string' && value.length < LONGEST ? trimmed(value) : '';
	return invalid(label, `must be a number, but is ${shown(value)}`, adviceFor(text));
}

function adviceFor(text: string): string | undefined {
	if (GROUPED.test(text)) return 'Write thousands without a separator, and decimals behind a point';
	if (DECIMAL_COMMA.test(text)) return 'Write it with a decimal point';
	if (TIME.test(text)) return 'Write a time as one number, such as 90 for 1:30';
	return WITH_UNIT.test(text) ? 'Write the number alone, without a unit' : undefined;
}

function limitProblem(value: number, { integer, min, max }: NumberRule): string | undefined {
	if (integer && !Number.isInteger(value)) return 'a whole number';
	const isOutside = value < (min ?? -Infinity) || value > (max ?? Infinity);
	if (!isOutside) return undefined;
	return [min !== undefined && `at least ${min}`, max !== undefined && `at most ${max}`]
		.filter(Boolean)
		.join(' and ');
}
