import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { Model, ModelField } from '../../nodes/kie/catalogue/model';
import { kie, type NodeSettings } from './scenario';

/** A model that the snapshot does not know. */
export const newModel = (fields: ModelField[], taskType = 'Text to Image'): Model => ({
	id: 'maker/new-model',
	title: 'New Model',
	provider: 'Maker',
	taskTypes: [taskType],
	status: 'live',
	fields,
});

const generateAny = (
	resource: string,
	model: string,
	parameters: INodeParameters,
	settings?: NodeSettings,
): INode =>
	kie(
		'Any Model',
		{
			resource,
			operation: 'generateAny',
			model: { __rl: true, mode: 'id', value: model },
			...parameters,
		},
		settings,
	);

/** Generate With Any Model, with the form filled in. */
export const anyModel = (
	resource: string,
	model: string,
	input: IDataObject,
	parameters: INodeParameters = {},
	settings?: NodeSettings,
): INode => {
	const form = { mappingMode: 'defineBelow', value: input };
	return generateAny(resource, model, { input: form as never, ...parameters }, settings);
};

/** The same, with the input written as JSON. */
export const anyModelJson = (
	model: string,
	input: unknown,
	parameters: INodeParameters = {},
): INode =>
	generateAny('image', model, {
		inputMode: 'json',
		inputJson: JSON.stringify(input),
		...parameters,
	});
