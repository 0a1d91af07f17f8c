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
 * The lowest price in Kie.ai's text for people, in few characters: `from $0.014/s`, `4 credits`. Its later lines tell
 * of discounts.
 * @returns nothing where the text cannot be read
 */
export function shortPrice(text = ''): string | undefined {
	const [line] = text.slice(0, LONGEST).trim().split('\n');
	if (/^free\b/i.test(line)) return 'free';
	const unit = UNITS.find(([words]) => words.test(line))?.[1] ?? '';
	const dollars = lowest(line, DOLLARS);
	if (dollars) return `${dollars.from}$${dollars.amount}${unit}`;
	// "480P 17/28, 720P 38/63 credits/s" names more prices than can be told apart.
	const credits = ONE_BY_ONE.test(line) && !MORE.test(line) ? lowest(line, CREDITS) : undefined;
	if (!credits) return undefined;
	return `${credits.from}${credits.amount} ${credits.amount === '1' ? 'credit' : 'credits'}${unit}`;
}

/** Several prices in a line belong to several sizes or lengths. */
function lowest(line: string, pattern: RegExp): { from: string; amount: string } | undefined {
	const amounts = [...line.matchAll(pattern)].map(([, digits]) => digits);
	if (amounts.length === 0) return undefined;
	const [amount] = amounts.sort((a, b) => Number(a) - Number(b));
	return { from: new Set(amounts.map(Number)).size > 1 ? 'from ' : '', amount };
}
