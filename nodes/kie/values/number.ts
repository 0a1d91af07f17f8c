import { trimmed, unwrapped } from './blank';
import { invalid, shown } from './message';

interface NumberRule {
	integer?: boolean;
	min?: number;
	max?: number;
}

/** Decimal digits only: `Number` alone would also take `0x10`, `Infinity` and an empty text. */
const NUMERIC = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d*,\d+$/;
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
	const problem = limitProblem(number, rule);
	if (problem) throw invalid(label, `must be ${problem}, but is ${number}`);
	// A negative zero is one that was rounded.
	return number + 0;
}

function notNumeric(value: unknown, label: string) {
	const hasComma =
		typeof value === 'string' && value.length < LONGEST && DECIMAL_COMMA.test(trimmed(value));
	const hint = hasComma ? 'Write it with a decimal point' : undefined;
	return invalid(label, `must be a number, but is ${shown(value)}`, hint);
}

function limitProblem(value: number, { integer, min, max }: NumberRule): string | undefined {
	if (integer && !Number.isInteger(value)) return 'a whole number';
	const isOutside = value < (min ?? -Infinity) || value > (max ?? Infinity);
	if (!isOutside) return undefined;
	return [min !== undefined && `at least ${min}`, max !== undefined && `at most ${max}`]
		.filter(Boolean)
		.join(' and ');
}
