/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import {
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';

/** The parameters of a node that its form does not have at their place: n8n drops them without a word. */
export function strayParameters(node: INode, description: INodeTypeDescription): string[] {
	const { properties } = description;
	const given = node.parameters;
	const values = NodeHelpers.getNodeParameters(properties, given, true, false, node, description);
	const root = values ?? given;
	const namesIn = (list: INodeProperties['options'], inside = root) =>
		new Map(
			(list as INodeProperties[])
				.filter((one) => NodeHelpers.displayParameter(inside, one, node, description, root))
				.map((one) => [one.name, one]),
		);
	const form = namesIn(properties);
	if (!isOffered(form, given)) return [];
	return Object.entries(given).flatMap(([name, value]) => {
		const property = form.get(name);
		if (!property) return [name];
		if (property.type !== 'collection') return [];
		const added = value as INodeParameters;
		const known = namesIn(property.options, added);
		return Object.keys(added).flatMap((one) => (known.has(one) ? [] : [`${name}.${one}`]));
	});
}

/** Whether the form has what the node is to do; a test may want to see what happens where it has not. */
const isOffered = (form: Map<string, INodeProperties>, given: INodeParameters): boolean =>
	['resource', 'operation'].every((name) => {
		const options = form.get(name)?.options as INodePropertyOptions[] | undefined;
		return !(name in given) || options?.some(({ value }) => value === given[name]);
	});

/** A single test may be tried out with anything; `npm test` is strict with all of them. */
export const forms = { areStrict: 'strictForms' in globalThis };

/**
 * A node of a test says nothing that n8n drops: it would run with something else than what stands there.
 * @throws {Error} that names the parameters
 */
export function assertInForm(node: INode, describe: () => INodeTypeDescription): void {
	if (!forms.areStrict) return;
	const description = describe();
	const stray = strayParameters(node, description);
	if (stray.length === 0) return;
	const { resource = '', operation = '' } = node.parameters;
	const form = [description.displayName, resource, operation].filter(Boolean).join(' > ');
	throw new Error(`The form of ${form} has no ${stray.join(', ')} there: n8n drops it`);
}
