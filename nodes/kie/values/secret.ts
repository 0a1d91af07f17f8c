import { bare, unwrapped } from './blank';
import { invalid } from './message';

const PREFIX = /^(?:authorization:\s*)?bearer\s+/i;
const BROKEN = /^(?:undefined|null|NaN|true|false|\[object .*)$|[{}]/;

/**
 * A key as it goes into a header: without blanks, quotes and the `Bearer` that were copied with it. Messages never
 * show any of it.
 * @throws {KieError}
 */
export function readSecret(entered: unknown, label: string): string {
	const value = unwrapped(entered);
	if (typeof value !== 'string') throw invalid(label, `must be text, but is ${kindOf(value)}`);
	const key = bare(bare(value).replace(PREFIX, ''));
	if (key === '' || /^bearer$/i.test(key)) throw invalid(label, 'is empty');
	if (BROKEN.test(key))
		throw invalid(label, 'holds an expression that came to nothing instead of a key');
	if (/\s/.test(key)) throw invalid(label, 'holds a blank or line break: it must be one key alone');
	if (!/^[\x21-\x7e]+$/.test(key)) {
		throw invalid(label, 'holds characters that no key has, such as typographic quotes');
	}
	return key;
}

const kindOf = (value: unknown) =>
	Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
