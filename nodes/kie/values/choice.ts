import { bare, unwrapped } from './blank';
import { invalid, listed, shown } from './message';
import { nearest, plain } from './near';
import { numberIn } from './number';
import type { Choice } from './spec';
import { refuseBroken } from './text';

/** Longer words are none of a list. */
const LONGEST = 200;

/**
 * The value of the choice that is meant: by its value, by its label, in another case, with other separators.
 * @throws {KieError} for what is none of them and, where others are allowed, for what is almost one of them
 */
export function readChoice(
	entered: unknown,
	label: string,
	choices: Choice[],
	allowOther?: 'any' | 'distant',
): Choice['value'] {
	const value = unwrapped(entered);
	const isWord = ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
	if (!isWord) throw noChoice(value, label, choices);
	const word = bare(String(value));
	const found = word.length > LONGEST ? undefined : matching(word, choices);
	if (found) return found.value;
	if (!allowOther || typeof value === 'boolean') throw noChoice(value, label, choices);
	refuseBroken(word, label);
	if (allowOther === 'distant' && closest(word, choices)) throw noChoice(value, label, choices);
	return typeof value === 'number' ? value : word;
}

const closest = (word: string, choices: Choice[]) =>
	nearest(word, [...choices.flatMap(namesOf), ...choices.map(ownWords(choices))]);

/** What is left of a label without the word that all of the list begin with: "V5" of "Suno V5". */
function ownWords(choices: Choice[]): (choice: Choice) => string {
	const [first, ...others] = choices.map(({ label = '' }) => label.split(' ')[0]);
	const isCommon = others.length > 0 && others.every((word) => word === first);
	return ({ label = '' }) => (isCommon ? label.slice(first.length + 1) : label);
}

const namesOf = ({ value, label }: Choice) =>
	label === undefined ? [String(value)] : [String(value), label];

function matching(word: string, choices: Choice[]): Choice | undefined {
	return (
		choices.find(({ value }) => String(value) === word) ??
		only(choices, ({ label }) => label === word) ??
		only(choices, ({ value }) => typeof value === 'number' && value === numberIn(word)) ??
		only(choices, (choice) => namesOf(choice).some((name) => isSameWord(name, word))) ??
		only(choices, (choice) => namesOf(choice).some((name) => isLoosely(name, word))) ??
		only(choices, ({ label = '' }) => isShortName(label, word)) ??
		only(choices, (choice) => isLoosely(ownWords(choices)(choice), word))
	);
}

/** The one choice of which something is true; of two, neither is meant. */
function only(choices: Choice[], test: (choice: Choice) => boolean): Choice | undefined {
	const found = choices.filter(test);
	return found.length === 1 ? found[0] : undefined;
}

const isSameWord = (name: string, word: string) => name.toLowerCase() === word.toLowerCase();

/** Separators do not count where there are letters; in a number they do. */
const isLoosely = (name: string, word: string) =>
	/\p{L}/u.test(word) && plain(word) !== '' && plain(name) === plain(word);

/** "James" for "James – Husky". */
const isShortName = (label: string, word: string) =>
	isSameWord(label.split(/ [–—-] | \(/)[0], word);

function noChoice(value: unknown, label: string, choices: Choice[]) {
	const names = choices.map((choice) => choice.label ?? String(choice.value));
	const close = typeof value === 'string' ? closest(value, choices) : undefined;
	const suggestion = close === undefined ? '' : ` (did you mean ${close}?)`;
	return invalid(label, `must be one of ${listed(names)}, but is ${shown(value)}${suggestion}`);
}
