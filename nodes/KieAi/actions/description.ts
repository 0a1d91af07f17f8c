import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { byText } from '../../kie/order';
import { resources } from './index';
import type { Field, Operation, Resource } from './operation';
import { fileOptions, routeOption, taskOptions, waitForCompletion } from './taskOptions';

const byName = byText<{ name: string }>(({ name }) => name);

const byLabel = byText<INodeProperties>(({ displayName }) => displayName);

/** The whole form of the node, made from the declared operations. */
export function nodeProperties(): INodeProperties[] {
	return [
		resourceSelector,
		...resources.map(operationSelector),
		...resources.flatMap(({ value, operations }) =>
			operations.flatMap((operation) => operationFields(value, operation)),
		),
		...shownWhereTasksAre([
			[waitForCompletion, ({ kind }) => kind === 'submit'],
			[taskOptions, ({ kind }) => kind === 'submit' || kind === 'poll'],
			[fileOptions, (asked) => asked.kind === 'request' && asked.makesFiles === true],
			[routeOption, (asked) => asked.kind === 'request' && !asked.makesFiles && !!asked.unified],
		]),
	];
}

const resourceSelector: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: resources
		.map(({ value, name, description }) => ({ name, value, ...(description && { description }) }))
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
		options: operations.map(option).sort(byName),
		default: initial,
	};
}

function operationFields(resource: string, operation: Operation): INodeProperties[] {
	const show = { resource: [resource], operation: [operation.value] };
	const fields = operation.fields.map(({ property, when }) => ({
		...property,
		displayOptions: { show: { ...show, ...when } },
	}));
	return operation.additionalFields?.length ? [...fields, collection(operation, show)] : fields;
}

function collection(
	{ additionalFields = [], additionalFieldsLabel = 'Additional Fields' }: Operation,
	show: IDisplayOptions['show'],
): INodeProperties {
	return {
		displayName: additionalFieldsLabel,
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show },
		options: additionalFields.map(asCollectionItem).sort(byLabel),
	};
}

/** Inside a collection a condition on a field outside of it is written with a slash. */
function asCollectionItem({ property, when }: Field): INodeProperties {
	const item = { ...property };
	delete item.required;
	if (!when) return item;
	const show = Object.fromEntries(Object.entries(when).map(([name, is]) => [`/${name}`, is]));
	return { ...item, displayOptions: { show } };
}

type Selection = [INodeProperties, (operation: Operation) => boolean];

/** One copy of a shared field per resource that has it: n8n combines conditions by "and" only. */
function shownWhereTasksAre(selections: Selection[]): INodeProperties[] {
	return selections.flatMap(([property, wants]) => {
		return resources.flatMap(({ value, operations }) => {
			const wanted = operations.filter(wants).map((operation) => operation.value);
			const show = { resource: [value], operation: wanted };
			return wanted.length > 0 ? [{ ...property, displayOptions: { show } }] : [];
		});
	});
}
