import { cut } from './cut';
import { isTooDeep } from './json';

/** Characters of what Kie.ai says in one place: more is no message, and fills logs and the contexts of agents. */
const LONGEST = 1_000;

/** What came in place of a message, a status or a code, as text that people can read. */
export function wordsOf(value: unknown): string {
	if (typeof value === 'string') return cut(value, LONGEST);
	if (value === undefined || value === null || isTooDeep(value)) return '';
	return cut(JSON.stringify(value), LONGEST);
}

/** What a page says, without its markup. */
export function plainWords(page: string, length = 200): string | undefined {
	const words = page
		.slice(0, 20_000)
		.replace(/<(style|script)[^>]*>[^]*?<\/\1>/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return words.slice(0, length) || undefined;
}
