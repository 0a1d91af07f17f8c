import { choiceField, numberField, switchField, textField } from '../fields';
import { atLeast, whole } from '../limits';
import type { Field } from '../field';
import type { CatalogueOperation } from '../operation';

const TASK_TYPES = [
	'Audio to Audio',
	'Image Editing',
	'Image to Image',
	'Image to Video',
	'Lip Sync',
	'Speech to Video',
	'Text to Image',
	'Text to Music',
	'Text to Speech',
	'Text to Video',
	'Video Editing',
	'Video to Video',
];

const returnAll = switchField('returnAll', {
	label: 'Return All',
	wire: null,
	default: false,
	description: 'Whether to return all results or only up to a given limit',
});

const limit: Field = {
	...numberField('limit', {
		label: 'Limit',
		wire: null,
		description: 'Max number of results to return',
		default: 50,
		min: 1,
		limits: [atLeast(1), whole],
	}),
	when: { returnAll: [false] },
};

const includes = (text: string, part: unknown) =>
	text.toLowerCase().includes(String(part).trim().toLowerCase());

export const list: CatalogueOperation = {
	kind: 'catalogue',
	value: 'list',
	name: 'List',
	action: 'List models',
	description: 'List the models that Kie.ai offers right now, with their prices',
	fields: [returnAll, limit],
	options: [
		textField('provider', {
			label: 'Provider',
			description: 'Maker of the model, or a part of its name',
			placeholder: 'e.g. Google',
		}),
		textField('search', {
			label: 'Search',
			description: 'Word in the name or ID of the model',
			placeholder: 'e.g. banana',
		}),
		choiceField('modelTask', {
			label: 'Task',
			description: 'What the model is made for',
			choices: TASK_TYPES,
			default: 'Text to Image',
			open: true,
		}),
	],
	async lookup(catalogue, { returnAll: all, limit: most, provider, search, modelTask }) {
		const { listedJson, sourceOf } = await import('./answers');
		const listing = await catalogue.list();
		const found = listing.models.filter(
			(model) =>
				(provider === undefined || includes(model.provider, provider)) &&
				(search === undefined || includes(`${model.id} ${model.title}`, search)) &&
				(modelTask === undefined || model.taskTypes.includes(String(modelTask))),
		);
		const wanted = all === true ? found : found.slice(0, Number(most));
		return wanted.map((model) => ({ ...listedJson(model), ...sourceOf(listing) }));
	},
};
