import { isRecord } from '../json';
import { listed, nearest, shown } from '../values';
import type { ItemShape, ModelField, Scalar } from './model';

/** One thing that is wrong with an input. `kind` says which sort of limit it breaks. */
export interface Problem {
	field: string;
	kind: string;
	/** A whole sentence. */
	message: string;
	/** Plausible only: to be told, not to be refused. */
	soft?: true;
}

/** How a field is called in messages. */
export type Naming = (field: string) => string;

type Fault = [kind: string, text: string, soft?: true];

const isNumber = (value: unknown): value is number =>
	typeof value === 'number' && Number.isFinite(value);

/** Kie.ai itself takes a number for an integer where it is whole. */
const TYPES: Record<ItemShape['type'], [words: string, test: (value: unknown) => boolean]> = {
	string: ['text', (value) => typeof value === 'string'],
	number: ['a number', isNumber],
	integer: ['a whole number', (value) => Number.isInteger(value)],
	boolean: ['true or false', (value) => typeof value === 'boolean'],
	array: ['a list', Array.isArray],
	object: ['an object', isRecord],
};

/** Everything that is wrong with one value. */
export function valueProblems(field: ModelField, value: unknown, named: Naming): Problem[] {
	const at =
		(path: string): Naming =>
		(name) =>
			path ? `${named(field.name)} ${path}` : named(name);
	return problemsAt(field, value, '').map(({ path, fault: [kind, text, soft] }) => ({
		field: field.name,
		kind,
		message: `${at(path)(field.name)} ${text}`,
		...(soft && { soft }),
	}));
}

interface Finding {
	path: string;
	fault: Fault;
}

function problemsAt(shape: ModelField | ItemShape, value: unknown, path: string): Finding[] {
	const [words, test] = TYPES[shape.type];
	if (!test(value)) {
		// What a list offers says more than what type it is of.
		const choice = choiceFault(shape as ModelField, value);
		const fault: Fault = ['type', choice?.[1] ?? `must be ${words}, but is ${shown(value)}`];
		return [{ path, fault }];
	}
	const own = faults(shape as ModelField, value).map((fault) => ({ path, fault }));
	if (Array.isArray(value)) return [...own, ...entryProblems(shape, value, path)];
	const { properties } = shape;
	return properties ? [...own, ...memberProblems(properties, value as object, path)] : own;
}

function entryProblems(shape: ModelField | ItemShape, list: unknown[], path: string): Finding[] {
	const { items } = shape;
	if (!items) return [];
	const addresses =
		'media' in shape ? { media: shape.media, acceptsAssetId: shape.acceptsAssetId } : {};
	return list.flatMap((entry, i) => {
		const inner = items.type === 'string' ? { ...items, ...addresses } : items;
		return problemsAt(inner as ItemShape, entry, `${path}[${i}]`);
	});
}

function memberProblems(properties: ModelField[], value: object, path: string): Finding[] {
	const members = Object.entries(value);
	const missing = properties.filter(({ name, required }) => required && !(name in value));
	const found = members.flatMap(([name, member]): Finding[] => {
		const property = properties.find((one) => one.name === name);
		if (property) return problemsAt(property, member, `${path}.${name}`);
		return [{ path: `${path}.${name}`, fault: unknownFault(name, properties, 'this model') }];
	});
	return [
		...missing.map(
			({ name }): Finding => ({ path: `${path}.${name}`, fault: ['required', 'is missing'] }),
		),
		...found,
	];
}

/** A key that is not documented may be right all the same, unless it is almost one that is. */
export function unknownFault(name: string, fields: ModelField[], whose: string): Fault {
	const close = nearest(
		name,
		fields.map((field) => field.name),
	);
	return close === undefined
		? ['unknown', `is not a documented field of ${whose}`, true]
		: ['unknown', `is not a field of ${whose} (did you mean ${close}?)`];
}

function faults(field: ModelField, value: unknown): Fault[] {
	if (field.specialValues?.includes(value as number)) return [];
	const found: Array<Fault | undefined> = [choiceFault(field, value)];
	if (typeof value === 'number') found.push(...numberFaults(field, value));
	if (typeof value === 'string') found.push(...textFaults(field, value));
	if (Array.isArray(value)) found.push(...countFaults(field, value.length));
	return found.filter((fault) => fault !== undefined);
}

function choiceFault(field: ModelField, value: unknown): Fault | undefined {
	const { enum: choices, enumLabels = {} } = field;
	if (!choices || choices.includes(value as Scalar)) return undefined;
	const names = choices.map((choice) => enumLabels[String(choice)] ?? String(choice));
	const close = typeof value === 'string' ? nearest(value, names) : undefined;
	const suggestion = close === undefined ? '' : ` (did you mean ${close}?)`;
	return ['enum', `must be one of ${listed(names)}, but is ${shown(value)}${suggestion}`];
}

function numberFaults(field: ModelField, value: number): Array<Fault | undefined> {
	const { minimum, maximum, exclusiveMinimum, step } = field;
	const low = minimum !== undefined && value < minimum;
	const high = maximum !== undefined && value > maximum;
	// Smaller steps than 1 are no matter of exact arithmetic.
	const uneven = step !== undefined && step > 1 && (value - (minimum ?? 0)) % step !== 0;
	const bounds = [
		minimum !== undefined && `at least ${minimum}`,
		maximum !== undefined && `at most ${maximum}`,
	].filter(Boolean);
	return [
		low || high ? ['range', `must be ${bounds.join(' and ')}, but is ${value}`] : undefined,
		exclusiveMinimum !== undefined && value <= exclusiveMinimum
			? ['range', `must be above ${exclusiveMinimum}, but is ${value}`]
			: undefined,
		uneven ? ['step', `goes in steps of ${step}, but is ${value}`] : undefined,
	];
}

function textFaults(field: ModelField, value: string): Array<Fault | undefined> {
	const { minLength = 0, maxLength = Infinity, pattern, media, acceptsAssetId } = field;
	const { length } = [...value];
	const isAddress =
		/^(https?|oss):\/\/\S+$/.test(value) || (acceptsAssetId && /^asset:\/\//.test(value));
	return [
		length < minLength
			? ['length', `needs at least ${minLength} characters, but has ${length}`]
			: undefined,
		length > maxLength
			? ['length', `takes at most ${maxLength} characters, but has ${length}`]
			: undefined,
		media && !isAddress
			? ['address', `must be a web address that begins with https://, but is ${shown(value)}`]
			: undefined,
		pattern !== undefined && !new RegExp(pattern, 's').test(value)
			? ['pattern', `is not written as Kie.ai expects it: ${shown(value)}`]
			: undefined,
	];
}

function countFaults({ minItems = 0, maxItems = Infinity }: ModelField, n: number): Fault[] {
	if (n < minItems) return [['count', `needs at least ${entries(minItems)}, but has ${n}`]];
	return n > maxItems ? [['count', `takes at most ${entries(maxItems)}, but has ${n}`]] : [];
}

const entries = (n: number) => (n === 1 ? '1 entry' : `${n} entries`);
