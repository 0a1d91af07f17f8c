import { choiceField, switchField } from '../fields';
import type { Field } from '../operation';

interface ModelList {
	/** Method of the node that searches it. */
	search: string;
	default?: string;
	placeholder: string;
}

/** A model, from a list or by the ID that Kie.ai uses. */
export const modelFieldOf = (list: ModelList): Field => ({
	property: {
		displayName: 'Model',
		name: 'model',
		type: 'resourceLocator',
		default: { mode: 'list', value: list.default ?? '' },
		required: true,
		description: 'Model of Kie.ai that does the work',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a model…',
				typeOptions: {
					searchListMethod: list.search,
					searchable: true,
					// Without a credential the list comes from the snapshot.
					skipCredentialsCheckInRLC: true,
				},
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: list.placeholder,
				hint: 'As Kie.ai writes it in its documentation',
			},
		],
	},
});

/** The model, from those that suit the resource. */
export const modelField = modelFieldOf({
	search: 'searchModels',
	placeholder: 'e.g. bytedance/seedance-2',
});

/** Whether the model's own form is filled in, or JSON is written. */
export const inputModeField = choiceField('inputMode', {
	label: 'Input',
	wire: null,
	choices: [
		{ name: 'Form', value: 'form', description: 'The fields of the chosen model' },
		{ name: 'JSON', value: 'json', description: 'Everything the model takes, as JSON' },
	],
	default: 'form',
});

export const formField: Field = {
	property: {
		displayName: 'Fields',
		name: 'input',
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		noDataExpression: true,
		required: true,
		typeOptions: {
			loadOptionsDependsOn: ['model.value'],
			resourceMapper: {
				resourceMapperMethod: 'getModelFields',
				mode: 'add',
				valuesLabel: 'Fields',
				fieldWords: { singular: 'field', plural: 'fields' },
				supportAutoMap: false,
				noFieldsError:
					'Kie.ai has not described the fields of this model yet: set Input to JSON and write them there',
			},
		},
	},
	when: { inputMode: ['form'] },
};

export const jsonField: Field = {
	property: {
		displayName: 'Input (JSON)',
		name: 'inputJson',
		type: 'json',
		default: '{\n  "prompt": ""\n}',
		required: true,
		description: 'The input of the model, under the names that Kie.ai documents',
	},
	wire: 'input',
	when: { inputMode: ['json'] },
};

export const sendAnywayField: Field = {
	...switchField('sendAnyway', {
		label: 'Send Despite Problems',
		wire: null,
		default: false,
		description:
			'Whether to send the input although it does not fit what is known of the model; Kie.ai may charge for it and fail',
	}),
	when: { inputMode: ['json'] },
};

/** Models that take over where the first one does not deliver. `rest` of the description: what else is to be known. */
export const fallbackFieldOf = (placeholder: string, rest = ''): Field => ({
	property: {
		displayName: 'Fallback Models',
		name: 'fallbackModels',
		type: 'string',
		default: [],
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Model' },
		placeholder,
		description: `IDs of up to two models to try in this order when the model fails at Kie.ai, never when the input is refused; every model that is tried may cost credits.${rest}`,
	},
	wire: null,
	means: 'id',
});

export const fallbackField = fallbackFieldOf(
	'e.g. google/nano-banana',
	' Wait for Completion must be Wait Here.',
);
