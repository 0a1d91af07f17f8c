import { type INode, type INodeParameters, type INodeProperties, NodeHelpers } from 'n8n-workflow';

import { readValue } from '../../../nodes/kie/values';
import { specOf } from '../../../nodes/kie/values/property';
import { resources } from '../../../nodes/KieAi/actions';
import { FILLED_IN } from '../../../nodes/KieAi/actions/applies';
import type { Field, Values } from '../../../nodes/KieAi/actions/field';
import type { Operation } from '../../../nodes/KieAi/actions/operation';
import { offersDownload } from '../../../nodes/KieAi/actions/madeFiles';
import {
	sharedOptions,
	waitAsTool,
	waitForCompletion,
} from '../../../nodes/KieAi/actions/taskOptions';
import { KieAi } from '../../../nodes/KieAi/KieAi.node';
import { downloadFiles } from '../../../nodes/results/optionFields';
import { plainNode } from '../../support/nodes';
import { variants } from '../../support/samples';

const BYTES_PER_OPERATION = 2200;
const RARELY_NEEDED = ['callbackUrl', 'route', 'maximumRunningTasks', 'resendWhenUncertain'];

const { description } = new KieAi();
const node = plainNode('Kie.ai', 'n8n-nodes-kie-ai.kieAi') as INode;

const operations = resources.flatMap(({ value: resource, name, operations: own }) =>
	own.map((operation) => ({ title: `${name}: ${operation.name}`, resource, operation })),
);

const without = (key: string, definition: object) =>
	Object.fromEntries(Object.entries(definition).filter(([name]) => name !== key));

/** A parameter without the conditions under which it is shown. */
const definitionOf = (property: INodeProperties) => without('displayOptions', property);

/**
 * The parameters that n8n shows for these values, and the options that it offers in the collection among them.
 * @param added options that were added before
 * @param type the description that n8n has of the node
 */
function shownBy(values: INodeParameters, added: INodeParameters = {}, type = description) {
	const isShown = (property: INodeProperties, at: INodeParameters) =>
		NodeHelpers.displayParameter(at, property, node, type, values);
	const fields = description.properties.filter((property) => isShown(property, values));
	const options = fields.filter(({ name }) => name === 'options');
	return {
		fields: fields.filter((field) => !options.includes(field)).slice(2),
		options: options.flatMap(({ options: entries }) =>
			(entries as INodeProperties[]).filter((entry) => isShown(entry, added)),
		),
		collections: options.length,
		isLast: options.length === 0 || fields.at(-1) === options[0],
	};
}

const isOneOf =
	(values: Values) =>
	([name, meant]: [string, unknown[]]) =>
		meant.includes(values[name]) || (meant.includes(FILLED_IN) && values[name] !== undefined);

const applies = ({ when = {}, unless = {} }: Field, values: Values) =>
	Object.entries(when).every(isOneOf(values)) && !Object.entries(unless).some(isOneOf(values));

const inOrder = (labels: string[]) =>
	[...labels].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));

/** Answers for the fields that others depend on, the oldest and the newest model among them. */
const formsOf = (operation: Operation, resource: string): INodeParameters[] =>
	variants(operation).flatMap((answers) =>
		modelsOf(operation).map(
			(model) =>
				({
					resource,
					operation: operation.value,
					waitForCompletion: 'polling',
					...model,
					...answers,
				}) as INodeParameters,
		),
	);

function modelsOf({ fields }: Operation): INodeParameters[] {
	const models = fields.find(({ property: { name } }) => name === 'model')?.property.options ?? [];
	const values = models.map((model) => ('value' in model ? model.value : ''));
	return values.length > 0 ? [{ model: values[0] }, { model: values[values.length - 1] }] : [{}];
}

describe('the form of every operation', () => {
	it.each(operations)('$title shows what it declares, in that order', ({ resource, operation }) => {
		for (const values of formsOf(operation, resource)) {
			const declared = operation.fields.filter((field) => applies(field, values));
			const waits = operation.kind === 'submit' ? [waitForCompletion] : [];
			const downloads = offersDownload(operation) ? [downloadFiles] : [];

			expect(shownBy(values).fields.map(definitionOf)).toEqual([
				...declared.map(({ property }) => property),
				...waits,
				...downloads,
			]);
		}
	});

	it.each(operations)('$title has all its options in one list', ({ resource, operation }) => {
		const { options: own = [] } = operation;
		const labels = inOrder([...new Set(own.map(({ property }) => property.displayName))]);
		const added = Object.fromEntries(own.map(({ property }) => [property.name, 'x']));
		for (const values of formsOf(operation, resource)) {
			const shown = shownBy(values, added);
			const declared = labels
				.flatMap((label) => own.filter(({ property }) => property.displayName === label))
				.filter((field) => applies(field, { ...added, ...values }))
				.map(({ property }) => without('required', property));
			const shared = sharedOptions(operation);

			expect(shown.options.map(definitionOf)).toEqual([...declared, ...shared]);
			expect(shown.collections).toBe(own.length + shared.length > 0 ? 1 : 0);
			expect(shown.isLast).toBe(true);
		}
	});

	it.each(operations)('$title keeps only its own options', ({ resource, operation }) => {
		const everything: INodeParameters = Object.fromEntries(
			description.properties
				.filter(({ name }) => name === 'options')
				.flatMap(({ options }) => options as INodeProperties[])
				.map(({ name }) => [name, 'x']),
		);
		for (const values of formsOf(operation, resource)) {
			const given = { ...values, options: everything };

			const read = NodeHelpers.getNodeParameters(
				description.properties,
				given,
				true,
				false,
				node,
				description,
			);

			expect(Object.keys(read?.options ?? {}).sort()).toEqual(
				shownBy(values, everything)
					.options.map(({ name }) => name)
					.sort(),
			);
		}
	});
});

const startsTask = operations.filter(({ operation }) => operation.kind === 'submit');

it.each(startsTask)('$title ends with what is rarely needed', ({ resource, operation }) => {
	const [values] = formsOf(operation, resource);
	const names = shownBy(values).options.map(({ name }) => name);

	expect(names.slice(-RARELY_NEEDED.length)).toEqual(RARELY_NEEDED);
});

it.each(startsTask)('$title cannot pause for an agent', ({ resource, operation }) => {
	const [values] = formsOf(operation, resource);
	const tool = { ...description, name: `${description.name}Tool` };
	const named = ({ name }: INodeProperties) => name === 'waitForCompletion';

	const [offered, ...others] = shownBy(values, {}, tool).fields.filter(named);

	expect(others).toEqual([]);
	expect(definitionOf(offered)).toEqual(waitAsTool);
	expect(JSON.stringify(waitAsTool)).not.toContain('callback');
});

it('options of one name can begin with the same value, which is the first one in older editors', () => {
	const entries = description.properties
		.filter(({ name }) => name === 'options')
		.flatMap(({ options }) => options as INodeProperties[]);
	for (const entry of entries) {
		// n8n evaluates an expression before it is read.
		const begun = String(entry.default).startsWith('=') ? 'evaluated' : entry.default;
		for (const other of entries.filter((one) => one !== entry && one.name === entry.name)) {
			expect(() => readValue(specOf(other), begun)).not.toThrow();
		}
	}
});

it(`no text is there twice: at most ${BYTES_PER_OPERATION} bytes per operation`, () => {
	const bytes = JSON.stringify(description).length;

	expect(bytes / operations.length).toBeLessThanOrEqual(BYTES_PER_OPERATION);
});
