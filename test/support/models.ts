import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { kie, type NodeSettings } from './scenario';

/** Generate With Any Model, with the form filled in. */
export const anyModel = (
	resource: string,
	model: string,
	input: IDataObject,
	parameters: INodeParameters = {},
	settings?: NodeSettings,
): INode =>
	kie(
		'Any Model',
		{
			resource,
			operation: 'generateAny',
			model: { __rl: true, mode: 'id', value: model },
			input: { mappingMode: 'defineBelow', value: input } as never,
			...parameters,
		},
		settings,
	);

/** The same, with the input written as JSON. */
export const anyModelJson = (
	model: string,
	input: unknown,
	parameters: INodeParameters = {},
): INode =>
	anyModel(
		'image',
		model,
		{},
		{ inputMode: 'json', inputJson: JSON.stringify(input), ...parameters },
	);
