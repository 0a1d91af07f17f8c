import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { isRecord } from '../json';
import type { Choice, ValueSpec, ValueType, Warn } from './spec';
import { isEmpty, readValue } from './index';

type Property = Pick<
	INodeProperties,
	'displayName' | 'name' | 'type' | 'typeOptions' | 'options' | 'default'
>;

/** What the form of n8n calls a field, and the type that is meant. */
export const specOf = (property: Property, type: ValueType = typeOf(property)): ValueSpec => ({
	...listOf(property, type),
	label: property.displayName,
});

/** Whether a default is a value: not an expression, which n8n has evaluated already, nor a locator without a choice. */
export const hasDefault = ({ default: initial }: Pick<Property, 'default'>): boolean =>
	!isEmpty(initial) &&
	!isRecord(initial) &&
	![initial].flat().some((entry) => typeof entry === 'string' && entry.startsWith('='));

const listOf = ({ type, typeOptions }: Property, entries: ValueType): ValueType =>
	typeOptions?.multipleValues || type === 'multiOptions' ? { type: 'list', entries } : entries;

function typeOf({ type, options, typeOptions }: Property): ValueType {
	switch (type) {
		case 'options':
		case 'multiOptions':
			return { type: 'choice', choices: choicesOf(options) };
		case 'boolean':
			return { type: 'switch' };
		case 'number':
			return {
				type: 'number',
				integer: typeOptions?.numberPrecision === 0,
				min: typeOptions?.minValue,
				max: typeOptions?.maxValue,
			};
		case 'json':
			return { type: 'json' };
		default:
			return { type: 'text' };
	}
}

/** What a list offers. */
export const choicesOf = (options: INodeProperties['options'] = []): Choice[] =>
	options
		.filter((option): option is INodePropertyOptions => 'value' in option)
		.map(({ name, value }) => ({ value, label: name }));

/**
 * The options of a collection that were added and are not empty, by name, in the types that are meant. An option that
 * was emptied counts as not added, unless it is one that guards something: those are required once they are added.
 * @param types what is meant by options whose form does not say it
 * @throws {KieError} category `input`
 */
export function readCollection(
	{ displayName, options = [] }: Pick<INodeProperties, 'displayName' | 'options'>,
	entered: unknown,
	types: Record<string, ValueType>,
	warn: Warn,
): Record<string, unknown> {
	const added = collectionOf(displayName, entered);
	const named = isRecord(entered) ? entered : added;
	const properties = options.filter((option) => option.name in named) as INodeProperties[];
	return Object.fromEntries(
		properties.map((property) => {
			const { name, required } = property;
			const spec = { ...specOf(property, types[name]), required };
			const { value, warnings } = readValue(spec, added[name]);
			warnings.forEach(warn);
			return [name, value];
		}),
	);
}

/** The members of a collection, which an expression may have made as a whole. @throws {KieError} */
export function collectionOf(label: string, entered: unknown): Record<string, unknown> {
	const { value = {} } = readValue({ type: 'object', label }, entered);
	return isRecord(value) ? value : {};
}
