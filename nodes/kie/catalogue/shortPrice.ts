import { toUsd } from '../credits';

const DOLLARS = /\$\s?(\d+(?:\.\d+)?)/g;
const CREDITS = /(\d+(?:\.\d+)?) credits?\b/gi;
const ONE_BY_ONE = /^\d+(?:\.\d+)? credits?\b/i;
/** Another amount follows, without its unit. */
const MORE = /credits?\/?[^,]*, (?:\w+ )?\d+(?:\.\d+)?[ /](?!credits)/i;
/** What one price is for, where it is not the whole result. The first that fits counts. */
const UNITS: Array<[RegExp, string]> = [
	[/per (?:video )?second|\b1 second of|credits\/s\b|\/s(?:ec(?:ond)?)?\b/i, '/s'],
	[/1,?000 char/i, '/1000 characters'],
	[/megapixel/i, '/megapixel'],
	[/1M tokens/i, '/1M tokens'],
];
/** Longer texts are not read. */
const LONGEST = 2_000;

/**
 * The lowest price in Kie.ai's text for people, in few characters and in dollars: `from $0.014/s`. Its later lines tell
 * of discounts.
 * @returns nothing where the text cannot be read
 */
export function shortPrice(text = ''): string | undefined {
	const [line] = text.slice(0, LONGEST).trim().split('\n');
	if (/^free\b/i.test(line)) return 'free';
	const amounts = dollarsIn(line);
	if (amounts.length === 0) return undefined;
	const unit = UNITS.find(([words]) => words.test(line))?.[1] ?? '';
	// Several prices in a line belong to several sizes or lengths.
	return `${new Set(amounts).size > 1 ? 'from ' : ''}${formatDollars(Math.min(...amounts))}${unit}`;
}

function dollarsIn(line: string): number[] {
	const dollars = numbersIn(line, DOLLARS);
	if (dollars.length > 0) return dollars;
	// "480P 17/28, 720P 38/63 credits/s" names more prices than can be told apart.
	const isClear = ONE_BY_ONE.test(line) && !MORE.test(line);
	return isClear ? numbersIn(line, CREDITS).map(toUsd) : [];
}

const numbersIn = (line: string, pattern: RegExp) =>
	[...line.matchAll(pattern)].map(([, digits]) => Number(digits));

/** Cents, and what is smaller where there is any. */
const formatDollars = (dollars: number) => `$${dollars.toFixed(4).replace(/0{1,2}$/, '')}`;
