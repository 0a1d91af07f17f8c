import { isRecord } from '../../json';
import {
	type JsonSchema,
	canonical,
	hasDoubles,
	isMultiple,
	isType,
	joinPath,
	lengthOf,
	listOf,
	recordOf,
	typeOf,
} from './values';

/** Where in a value a check stands. */
export interface Place {
	path: string;
	depth: number;
	/** The schema that a reference names. */
	lookUp(ref: string): unknown;
	check(schema: unknown, value: unknown, at: Place): string[];
}

type Keyword = (argument: unknown, value: unknown, at: Place, schema: JsonSchema) => string[];

const problem = (at: Place, words: string): string[] => [`${at.path || 'The answer'} ${words}`];

const inside = (at: Place, name: string | number): Place => ({
	...at,
	path: joinPath(at.path, String(name)),
});

/** A keyword that speaks of values of one type only. */
const only =
	<T, A>(guard: (value: unknown) => value is T, rule: (argument: A, value: T) => string | false) =>
	(argument: unknown, value: unknown, at: Place): string[] => {
		const words = guard(value) && rule(argument as A, value);
		return words ? problem(at, words) : [];
	};

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isText = (value: unknown): value is string => typeof value === 'string';
const isList = (value: unknown): value is unknown[] => Array.isArray(value);

const passes = (schema: unknown, value: unknown, at: Place) =>
	at.check(schema, value, at).length === 0;

/** Problems with the alternative that comes nearest. */
function anyOf(schemas: unknown, value: unknown, at: Place): string[] {
	const found = listOf(schemas).map((one) => at.check(one, value, at));
	if (found.length === 0 || found.some((problems) => problems.length === 0)) return [];
	return found.reduce((best, problems) => (problems.length < best.length ? problems : best));
}

function oneOf(schemas: unknown, value: unknown, at: Place): string[] {
	const fitting = listOf(schemas).filter((one) => passes(one, value, at)).length;
	if (fitting > 1) return problem(at, 'matches more than one of the alternatives');
	return fitting === 1 ? [] : anyOf(schemas, value, at);
}

function additionalProperties(
	rest: unknown,
	value: unknown,
	at: Place,
	{ properties, patternProperties }: JsonSchema,
): string[] {
	const patterns = Object.keys(recordOf(patternProperties)).map((one) => new RegExp(one, 'u'));
	const isKnown = (name: string) =>
		Object.hasOwn(recordOf(properties), name) || patterns.some((pattern) => pattern.test(name));
	return Object.entries(recordOf(value))
		.filter(([name]) => !isKnown(name))
		.flatMap(([name, one]) => at.check(rest, one, inside(at, name)));
}

/** In older schemas a list of `items` is what `prefixItems` is today. */
function items(
	argument: unknown,
	value: unknown,
	at: Place,
	{ prefixItems: first }: JsonSchema,
): string[] {
	if (Array.isArray(argument)) return prefixItems(argument, value, at);
	const start = listOf(first).length;
	return listOf(value)
		.slice(start)
		.flatMap((one, i) => at.check(argument, one, inside(at, start + i)));
}

const prefixItems = (schemas: unknown, value: unknown, at: Place): string[] =>
	listOf(schemas)
		.slice(0, listOf(value).length)
		.flatMap((schema, i) => at.check(schema, listOf(value)[i], inside(at, i)));

/** What each keyword of JSON Schema checks; the others (titles, formats, defaults) only describe. */
export const KEYWORDS: Record<string, Keyword> = {
	type: (types, value, at) =>
		[types].flat().some((type) => isType(type, value))
			? []
			: problem(at, `must be ${[types].flat().join(' or ')}, not ${typeOf(value)}`),
	enum: (values, value, at) =>
		listOf(values).some((one) => canonical(one) === canonical(value))
			? []
			: problem(at, `must be one of ${listOf(values).map(canonical).join(', ')}`),
	const: (wanted, value, at) =>
		canonical(wanted) === canonical(value) ? [] : problem(at, `must be ${canonical(wanted)}`),
	$ref: (ref, value, at) => at.check(at.lookUp(String(ref)), value, at),

	allOf: (schemas, value, at) => listOf(schemas).flatMap((one) => at.check(one, value, at)),
	anyOf,
	oneOf,
	not: (schema, value, at) => (passes(schema, value, at) ? problem(at, 'is not allowed') : []),
	if: (condition, value, at, schema) =>
		at.check((passes(condition, value, at) ? schema.then : schema.else) ?? true, value, at),

	required: (names, value, at) =>
		isRecord(value)
			? listOf(names)
					.filter((name) => !Object.hasOwn(value, String(name)))
					.flatMap((name) => problem(inside(at, String(name)), 'is missing'))
			: [],
	properties: (schemas, value, at) =>
		Object.entries(recordOf(schemas))
			.filter(([name]) => Object.hasOwn(recordOf(value), name))
			.flatMap(([name, one]) => at.check(one, recordOf(value)[name], inside(at, name))),
	patternProperties: (schemas, value, at) =>
		Object.entries(recordOf(schemas)).flatMap(([pattern, one]) =>
			Object.entries(recordOf(value))
				.filter(([name]) => new RegExp(pattern, 'u').test(name))
				.flatMap(([name, entry]) => at.check(one, entry, inside(at, name))),
		),
	additionalProperties,
	propertyNames: (schema, value, at) =>
		Object.keys(recordOf(value)).flatMap((name) => at.check(schema, name, inside(at, name))),
	minProperties: only(
		isRecord,
		(least: number, value) =>
			Object.keys(value).length < least && `needs at least ${least} properties`,
	),
	maxProperties: only(
		isRecord,
		(most: number, value) => Object.keys(value).length > most && `takes at most ${most} properties`,
	),

	items,
	prefixItems,
	minItems: only(
		isList,
		(least: number, value) => value.length < least && `needs at least ${least} entries`,
	),
	maxItems: only(
		isList,
		(most: number, value) => value.length > most && `takes at most ${most} entries`,
	),
	uniqueItems: only(
		isList,
		(isOn: boolean, value) => isOn && hasDoubles(value) && 'has equal entries',
	),

	minLength: only(
		isText,
		(least: number, value) => lengthOf(value) < least && `must have at least ${least} characters`,
	),
	maxLength: only(
		isText,
		(most: number, value) => lengthOf(value) > most && `must have at most ${most} characters`,
	),
	pattern: only(
		isText,
		(pattern: string, value) => !new RegExp(pattern, 'u').test(value) && `must match ${pattern}`,
	),

	minimum: only(isNumber, (least: number, value) => value < least && `must be at least ${least}`),
	maximum: only(isNumber, (most: number, value) => value > most && `must be at most ${most}`),
	exclusiveMinimum: only(
		isNumber,
		(least: number, value) => value <= least && `must be above ${least}`,
	),
	exclusiveMaximum: only(
		isNumber,
		(most: number, value) => value >= most && `must be below ${most}`,
	),
	multipleOf: only(
		isNumber,
		(step: number, value) => !isMultiple(value, step) && `must be a multiple of ${step}`,
	),
};
