import { choiceField, switchField } from '../fields';
import type { Field } from '../field';

interface ModelList {
	/** Method of the node that searches it. */
	search: string;
	/** The model that is chosen from the beginning. */
	default?: string;
	/** What it is called. */
	title?: string;
	placeholder: string;
}

/** A model, from a list or by the ID that Kie.ai uses. */
export const modelFieldOf = (list: ModelList): Field => ({
	property: {
		displayName: 'Model',
		name: 'model',
		type: 'resourceLocator',
		default: {
			mode: 'list',
			value: list.default ?? '',
			...(list.title && { cachedResultName: list.title }),
		},
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
			loadOptionsDependsOn: ['model.value', 'operation'],
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
		description:
			'The input of the model, under the names that Kie.ai documents. Fields for files also take the names of binary fields. Model > Get returns an example.',
	},
	wire: 'input',
	when: { inputMode: ['json'] },
};

/** The JSON of an operation that asks for prompt and files itself. */
export const otherJsonField: Field = {
	...jsonField,
	property: {
		...jsonField.property,
		default: '{}',
		description:
			'The input of the model, under the names that Kie.ai documents; what is entered above fills in what it leaves out. Fields for files also take the names of binary fields. Model > Get returns an example.',
	},
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

const fallbackWords = (rest: string) =>
	`Up to two models to try in this order when the model fails at Kie.ai, never when the input is refused; every model that is tried may cost credits. An expression gives their IDs.${rest}`;

/**
 * Models that take over where the first one does not deliver. `method`: the one of the node that lists them; `rest` of
 * the description: what else is to be known.
 */
export const fallbackFieldOf = (method: string, rest = ''): Field => ({
	property: {
		displayName: 'Fallback Models',
		name: 'fallbackModels',
		type: 'multiOptions',
		default: [],
		typeOptions: { loadOptionsMethod: method },
		description: fallbackWords(rest),
	},
	wire: null,
	means: 'model',
});

export const fallbackField = fallbackFieldOf(
	'getModels',
	' Wait for Completion must be Wait Here.',
);
