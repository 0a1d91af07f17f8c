import { toUsd } from '../credits';
import { present } from '../json';

/** A price as numbers. `unit`: what it buys one of, where Kie.ai says so. */
export interface Price {
	credits?: number;
	usd?: number;
	unit?: string;
}

/** One price is short. */
const LONGEST_PRICE = 200;

const NUMBER = String.raw`(\d{1,9}(?:\.\d{1,6})?)`;

/** `/image`, ` per second`, `/1000 chars`. */
const UNIT = String.raw`(?:\s?(?:/|per )\s?((?:\d{1,6}[KM]? )?[a-z]{1,20}))?`;

const CREDITS = new RegExp(
	`^(?:about )?${NUMBER} credits?${UNIT}(?: ?\\((?:[≈~]|about )? ?\\$${NUMBER}\\))?$`,
	'i',
);

const DOLLARS = new RegExp(`^(?:about )?\\$${NUMBER}${UNIT}$`, 'i');

/** Kie.ai's abbreviations. */
const UNITS: Record<string, string> = { s: 'second', sec: 'second', chars: 'characters' };

/**
 * Reads a price from Kie.ai's words, which follow no grammar: only where they name one price and nothing else. One that
 * depends on anything, such as a resolution, is left to whoever reads the words.
 */
export function readPrice(words: string): Price {
	if (words.length > LONGEST_PRICE) return {};
	const line = words.trim().replace(/\s+/g, ' ');
	if (/^free$/i.test(line)) return { credits: 0, usd: 0 };
	const [, amount, unit, dollars] = CREDITS.exec(line) ?? [];
	if (amount !== undefined) {
		const credits = Number(amount);
		const usd = dollars === undefined ? toUsd(credits) : Number(dollars);
		return present({ credits, usd, unit: nameUnit(unit) });
	}
	const [, usd, per] = DOLLARS.exec(line) ?? [];
	return usd === undefined ? {} : present({ usd: Number(usd), unit: nameUnit(per) });
}

const nameUnit = (unit: string | undefined): string | undefined =>
	unit?.replace(/[a-z]+$/i, (word) => UNITS[word.toLowerCase()] ?? word);
