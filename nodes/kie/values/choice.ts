import { bare, unwrapped } from './blank';
import { invalid, listed, shown } from './message';
import { nearest, plain } from './near';
import { numberIn } from './number';
import { isRecord } from '../json';
import type { AllowOther, Choice } from './spec';
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
	allowOther?: AllowOther,
): Choice['value'] {
	const value = unwrapped(entered);
	const isWord = ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
	if (!isWord) throw noChoice(value, label, choices);
	const word = bare(String(value));
	const isLiteral = allowOther === 'ids' && ID.test(word);
	const found = isLiteral || word.length > LONGEST ? undefined : matching(word, choices);
	if (found) return found.value;
	if (!allowOther || typeof value === 'boolean') throw noChoice(value, label, choices);
	refuseBroken(word, label);
	if (allowOther === 'distant' && !isDistant(word, choices)) throw noChoice(value, label, choices);
	return typeof value === 'number' ? value : word;
}

/** Small letters and digits with single separators between them. */
const ID = /^[a-z0-9]+(?:[._:/-][a-z0-9]+)*$/;

const closest = (word: string, choices: Choice[]) =>
	nearest(word, [...choices.flatMap(namesOf), ...choices.flatMap(ownNames(choices))]);

/** Whether a word may be a new one of the list: written like the others, and neither almost one of them nor a part of one. */
function isDistant(word: string, choices: Choice[]): boolean {
	const all = choices.map(({ value }) => String(value));
	const isUnlike = UNLIKE.some((kind) => kind.test(word) && !all.some((one) => kind.test(one)));
	const isPart = choices.some((choice) =>
		namesOf(choice).some((name) => plain(name).includes(plain(word))),
	);
	return !isUnlike && !isPart && !closest(word, choices);
}

/** Several words, a list, no letter, no digit: what the names of a list may be, or never are. */
const UNLIKE = [/\s/, /[,;|]/, /^[^\p{L}]*$/u, /^\D*$/];

/** What is left of labels without what all of a list begin with: "V5" and "5" of "Suno V5". */
function ownNames(choices: Choice[]): (choice: Choice) => string[] {
	const labels = choices.map(({ label = '' }) => label);
	const common = labels.length > 1 ? commonStart(labels) : '';
	const words = common.slice(0, common.lastIndexOf(' ') + 1);
	const letters = common.replace(/[^\p{L}]+$/u, '');
	const isNumbered = labels.every((label) => /^\d/.test(label.slice(letters.length)));
	const starts = [words, ...(isNumbered ? [letters] : [])].filter((start) => start !== '');
	return ({ label = '' }) => starts.map((start) => label.slice(start.length));
}

function commonStart([first, ...others]: string[]): string {
	let length = first.length;
	while (!others.every((other) => other.startsWith(first.slice(0, length)))) length--;
	return first.slice(0, length);
}

const namesOf = ({ value, label }: Choice) =>
	label === undefined ? [String(value)] : [String(value), label];

function matching(word: string, choices: Choice[]): Choice | undefined {
	const ownNamesOf = ownNames(choices);
	return (
		choices.find(({ value }) => String(value) === word) ??
		only(choices, ({ label }) => label === word) ??
		only(choices, ({ value }) => isSameNumber(String(value), word)) ??
		only(choices, (choice) => namesOf(choice).some((name) => isSameWord(name, word))) ??
		only(choices, (choice) => namesOf(choice).some((name) => isLoosely(name, word))) ??
		only(choices, ({ label = '' }) => isShortName(label, word)) ??
		only(choices, (choice) => ownNamesOf(choice).some((name) => isWritten(name, word))) ??
		only(choices, (choice) => namesOf(choice).some((name) => isAmong(name, word)))
	);
}

const isWritten = (name: string, word: string) => isSameWord(name, word) || isLoosely(name, word);

/** "5" for "5.0", "720p" for 720, 8 for "8 seconds": a unit is what a person adds to a number, or leaves out. */
function isSameNumber(name: string, word: string): boolean {
	const [number, given] = [numberIn(name), numberIn(word)];
	if (given !== undefined) return given === (number ?? numberIn(name.replace(UNIT, '')));
	return number !== undefined && number === numberIn(word.replace(SECONDS, ''));
}

const UNIT = /(?<=\d)\p{L}$/u;
const SECONDS = /(?<=\d) ?s(?:ec(?:ond)?s?)?$/i;

/** What is shown beside a name: "8 credits · Nano Banana 2", "Landscape (16:9)". */
const isAmong = (name: string, word: string) =>
	word.split(/ [·–—-] |[()]/).some((part) => isSameWord(name, part.trim()));

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
	const close = isScalar(value) ? closest(String(value), choices) : undefined;
	const suggestion = close === undefined ? '' : ` (did you mean ${close}?)`;
	return invalid(
		label,
		`must be one of ${listed(names)}, but is ${shown(value)}${suggestion}`,
		isRecord(value) ? 'Use the key that holds it, for example {{ $json.value }}' : undefined,
	);
}

const isScalar = (value: unknown) => typeof value === 'string' || typeof value === 'number';
