import {
	type INode,
	type INodeParameters,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';

/** A node as a workflow holds it. */
export const plainNode = (name: string, type: string, parameters: INodeParameters = {}): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
});

/** The description of a node type that only tests use. */
export const describedAs = (
	displayName: string,
	more: Partial<INodeTypeDescription> = {},
): INodeTypeDescription => ({
	displayName,
	name: displayName,
	group: ['transform'],
	version: 1,
	description: displayName,
	defaults: { name: displayName },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
	properties: [],
	...more,
});
