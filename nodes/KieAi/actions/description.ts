import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { byText } from '../../kie/order';
import { type Place, areasOf } from './conditions';
import { mainFields, optionFields } from './form';
import { resources } from './index';
import { type Form, type SharedField, mergeForms } from './mergeForms';
import type { Conditions } from './field';
import type { Operation, Resource } from './operation';
import { OPTIONS } from './taskOptions';

const byName = byText<{ name: string }>(({ name }) => name);

const byPlace = (a: Operation, b: Operation) =>
	Number(a.last ?? false) - Number(b.last ?? false) || byName(a, b);

/** The whole form of the node. It is made once; whoever gets it may add to the list. */
export const nodeProperties = (): INodeProperties[] => [...(form ??= makeForm())];

let form: INodeProperties[] | undefined;

function makeForm(): INodeProperties[] {
	return [
		resourceSelector,
		...resources.map(operationSelector),
		...mergeForms(formsOf(mainFields)).flatMap((field) => parametersOf(field)),
		...optionCollections(),
	];
}

const resourceSelector: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: resources
		.map(({ value, name, description }) => ({ name, value, description }))
		.sort(byName),
	default: 'music',
};

function operationSelector({ value, operations }: Resource): INodeProperties {
	const option = ({ value, name, action, description }: Operation): INodePropertyOptions => ({
		name,
		value,
		action,
		description,
	});
	const initial = operations[0].value;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: [...operations].sort(byPlace).map(option),
		default: initial,
	};
}

const formsOf = (fieldsOf: (operation: Operation) => Form['fields']): Form[] =>
	resources.flatMap(({ value, operations }) =>
		operations.map((operation) => ({
			resource: value,
			operation: operation.value,
			fields: fieldsOf(operation),
		})),
	);

/** `siblings`: the parameters beside it; in a collection one that is outside of it is written with a slash. */
function parametersOf(
	{ property, when, unless, places }: SharedField,
	siblings?: readonly SharedField[],
): INodeProperties[] {
	const isBeside = (name: string) => siblings?.some((other) => other.property.name === name);
	const prefix = siblings ? '/' : '';
	const named = (conditions: Conditions = {}) =>
		Object.fromEntries(
			Object.entries(conditions).map(([name, is]) => [isBeside(name) ? name : prefix + name, is]),
		);
	const own = { show: named(when), hide: named(unless) };
	return areasOf(places, resources, prefix, own).map(({ condition }) => ({
		...property,
		displayOptions: condition,
	}));
}

function optionCollections(): INodeProperties[] {
	const forms = formsOf(optionFields).filter(({ fields }) => fields.length > 0);
	return areasOf(forms, resources).map(({ places, condition }) => {
		const isHere = (form: Place) => places.includes(form);
		return optionCollection(mergeForms(forms.filter(isHere)), condition);
	});
}

const optionCollection = (
	fields: SharedField[],
	displayOptions: IDisplayOptions,
): INodeProperties => ({
	...OPTIONS,
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions,
	options: fields.flatMap((field) => parametersOf(field, fields)),
});
