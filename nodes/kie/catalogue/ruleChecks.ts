import type { Model, ModelRule } from './model';
import { type Input, effective, isPresent, valuesAt } from './paths';

/** One rule of a model, and the input that it is held against. */
interface Case {
	model: Model;
	rule: ModelRule;
	input: Input;
	/** Names of fields in a sentence: "A, B and C". */
	all: (names: string[]) => string;
	any: (names: string[]) => string;
	/** " when Resolution is 4K", or nothing. */
	when: string;
}

/** Says what is wrong, as a whole sentence. */
type Check = (one: Case) => string | undefined;

const given = ({ rule, input }: Case) => rule.fields.filter((name) => isPresent(input, name));
const numbers = ({ input }: Case, name: string) => valuesAt(input, name).map(Number);
/** Lengths of texts and lists; values of another type are told as such elsewhere. */
const sizes = ({ input }: Case, name: string) =>
	valuesAt(input, name)
		.filter((value) => typeof value === 'string' || Array.isArray(value))
		.map((value) => [...(value as string | unknown[])].length);
const sum = (list: number[]) => list.reduce((total, n) => total + n, 0);
const limit = ({ rule }: Case) => rule.value as number;
const partner = ({ rule }: Case) => (rule.with as string[])[0];

const limitSize =
	(broken: (size: number, limit: number) => boolean, words: (limit: number) => string): Check =>
	(one) => {
		const bad = one.rule.fields.find((name) =>
			sizes(one, name).some((size) => broken(size, limit(one))),
		);
		if (!bad) return undefined;
		const size = sizes(one, bad).find((candidate) => broken(candidate, limit(one)));
		return `${one.all([bad])} ${words(limit(one))}${one.when}, but has ${size}`;
	};

const limitGap =
	(broken: (gap: number, limit: number) => boolean, words: string): Check =>
	(one) => {
		const [from, to] = one.rule.fields.map((name) => {
			const sent = numbers(one, name);
			return sent.length > 0 ? sent[0] : Number(effective(one.model, one.input, name));
		});
		if (!Number.isFinite(from) || !Number.isFinite(to) || !broken(to - from, limit(one))) {
			return undefined;
		}
		const [a, b] = one.rule.fields.map((name) => one.all([name]));
		return `${b} must be ${words} ${limit(one)} after ${a}, but they are ${to} and ${from}`;
	};

const limitTotal =
	(weigh: (one: Case, name: string, i: number) => number, unit: string): Check =>
	(one) => {
		const total = sum(one.rule.fields.map((name, i) => weigh(one, name, i)));
		if (total <= limit(one)) return undefined;
		return `${one.all(one.rule.fields)} take at most ${limit(one)} ${unit} in all, but have ${total}`;
	};

const compareTotal =
	(broken: (total: number, wanted: number) => boolean, words: string): Check =>
	(one) => {
		const wanted = Number(effective(one.model, one.input, partner(one)));
		const total = sum(numbers(one, one.rule.fields[0]));
		if (given(one).length === 0 || !Number.isFinite(wanted) || !broken(total, wanted))
			return undefined;
		return `${one.all(one.rule.fields)} must add up to ${words} ${one.all([partner(one)])} (${wanted}), but make ${total}`;
	};

/** What each kind of rule demands. */
export const CHECKS: Record<string, Check> = {
	atLeastOne: (one) =>
		given(one).length > 0 ? undefined : `Fill in ${one.any(one.rule.fields)}${one.when}`,
	exactlyOne: (one) =>
		given(one).length === 1
			? undefined
			: `Fill in exactly one of ${one.all(one.rule.fields)}, not ${given(one).length}`,
	requiredWhen: (one) => {
		const missing = one.rule.fields.filter((name) => !isPresent(one.input, name));
		return missing.length > 0 ? `${one.all(missing)} must be filled in${one.when}` : undefined;
	},
	// Its condition is turned around: see `applies`.
	onlyWhen: (one) =>
		given(one).length > 0 ? `${one.all(given(one))} can be used only${one.when}` : undefined,
	forbiddenWhen: (one) =>
		given(one).length > 0 ? `${one.all(given(one))} cannot be used${one.when}` : undefined,
	notTogether: (one) => {
		const others = (one.rule.with as string[]).filter((name) => isPresent(one.input, name));
		return given(one).length > 0 && others.length > 0
			? `${one.all(given(one))} cannot be combined with ${one.all(others)}`
			: undefined;
	},
	requires: (one) => {
		const missing = (one.rule.needs as string[]).filter((name) => !isPresent(one.input, name));
		return given(one).length > 0 && missing.length > 0
			? `${one.all(given(one))} also needs ${one.all(missing)}`
			: undefined;
	},
	notBothTrue: (one) =>
		one.rule.fields.every((name) => effective(one.model, one.input, name) === true)
			? `${one.all(one.rule.fields)} cannot be on at the same time`
			: undefined,
	allowedValuesWhen: (one) => {
		const allowed = one.rule.values as unknown[];
		for (const name of one.rule.fields) {
			const wrong = valuesAt(one.input, name).find((value) => !allowed.includes(value));
			if (wrong !== undefined) {
				return `${one.all([name])} must be ${allowed.join(' or ')}${one.when}, but is ${String(wrong)}`;
			}
		}
		return undefined;
	},
	maxLengthWhen: limitSize(
		(size, most) => size > most,
		(most) => `takes at most ${most} characters`,
	),
	maxItemsWhen: limitSize(
		(size, most) => size > most,
		(most) => `takes at most ${most} entries`,
	),
	exactItemsWhen: limitSize(
		(size, wanted) => size !== wanted,
		(wanted) => `takes exactly ${wanted} entries`,
	),
	maximumWhen: (one) => {
		const name = one.rule.fields.find((field) => numbers(one, field).some((n) => n > limit(one)));
		return name
			? `${one.all([name])} must be at most ${limit(one)}${one.when}, but is ${numbers(one, name).join(', ')}`
			: undefined;
	},
	minGap: limitGap((size, least) => size < least, 'at least'),
	maxGap: limitGap((size, most) => size > most, 'at most'),
	ascending: (one) => {
		const [from, to] = one.rule.fields.map((name) => numbers(one, name));
		return from.some((start, i) => to[i] <= start)
			? `${one.all([one.rule.fields[1]])} must be after ${one.all([one.rule.fields[0]])}`
			: undefined;
	},
	maxTotalItems: limitTotal((one, name) => sum(sizes(one, name)), 'entries'),
	maxTotalLength: limitTotal((one, name) => sum(sizes(one, name)), 'characters'),
	maxWeightedItems: limitTotal(
		(one, name, i) => sum(sizes(one, name)) * (one.rule.weights as number[])[i],
		'places',
	),
	sameLength: (one) => {
		const lengths = one.rule.fields.map((name) => sizes(one, name)[0] ?? 0);
		return given(one).length === one.rule.fields.length && new Set(lengths).size > 1
			? `${one.all(one.rule.fields)} must have the same number of entries, but have ${lengths.join(' and ')}`
			: undefined;
	},
	sumEquals: compareTotal((total, wanted) => total !== wanted, 'the'),
	sumAtMost: compareTotal((total, wanted) => total > wanted, 'at most the'),
	matchesList: (one) => {
		const known = valuesAt(one.input, partner(one));
		const wrong = valuesAt(one.input, one.rule.fields[0]).find((value) => !known.includes(value));
		return wrong === undefined
			? undefined
			: `${one.all(one.rule.fields)} names ${String(wrong)}, which is not among ${one.all([partner(one)])}`;
	},
	leaveEmpty: (one) =>
		given(one).length > 0 ? `${one.all(given(one))} must be left empty with this model` : undefined,
};
