import { trimmed, unwrapped } from './blank';
import { invalid, shown } from './message';

const WORDS: Record<string, boolean> = {
	true: true,
	'1': true,
	yes: true,
	on: true,
	false: false,
	'0': false,
	no: false,
	off: false,
};

/** On or off, however it is written. @throws {KieError} for any other word */
export function readSwitch(entered: unknown, label: string): boolean {
	const value = unwrapped(entered);
	const isScalar = ['boolean', 'number', 'bigint', 'string'].includes(typeof value);
	const word = isScalar ? trimmed(String(value)).toLowerCase() : '';
	if (Object.hasOwn(WORDS, word)) return WORDS[word];
	throw invalid(label, `must be true or false (or yes/no, on/off, 1/0), but is ${shown(value)}`);
}
