/** Longer words are not compared. */
const LONGEST = 200;

/** Letters and digits alone, in lower case: what is left of a word however it is written. A plus and a sharp are words, not separators. */
export const plain = (word: string): string =>
	word
		.normalize('NFKC')
		.toLowerCase()
		.replace(/\+/g, 'plus')
		.replace(/[#♯]/g, 'sharp')
		.replace(/[^\p{L}\p{N}]+/gu, '');

const digits = (word: string) => word.replace(/\D+/g, ' ').trim();

/**
 * The known word that was meant by one that is almost the same; `undefined` where there is none. Words that differ in
 * their digits are versions of something, not typing errors.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
	if (word.length > LONGEST) return undefined;
	const typed = word.toLowerCase();
	const alike = known.find((one) => plain(one) === plain(word) && plain(word) !== '');
	if (alike) return alike;
	const allowed = allowedEdits(typed.length);
	let best: { one: string; edits: number } | undefined;
	for (const one of known) {
		if (Math.abs(one.length - typed.length) > allowed || digits(one) !== digits(word)) continue;
		const edits = editsBetween(typed, one.toLowerCase());
		if (edits <= allowed && edits < (best?.edits ?? Infinity)) best = { one, edits };
	}
	return best?.one;
}

const allowedEdits = (length: number) => (length < 4 ? 0 : length < 8 ? 1 : 2);

/** How many letters have to be added, removed, replaced or swapped with their neighbour (Damerau, restricted). */
function editsBetween(a: string, b: string): number {
	let older: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const cost = a[i - 1] === b[j - 1] ? 0 : 1;
			row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + cost);
			const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			if (isSwap) row[j] = Math.min(row[j], older[j - 2] + 1);
		}
		[older, last] = [last, row];
	}
	return last[b.length];
}
