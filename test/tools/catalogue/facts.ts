import type { ItemShape, Model, ModelField } from '../../../nodes/kie/catalogue/model';

/** A model as the collected facts describe it: with wording and provenance that the snapshot does without. */
interface FactModel extends Omit<Model, 'taskTypes'> {
	taskType: string;
	taskTypes?: string[];
	topLevelRequired?: string[];
	exampleInput: Record<string, unknown>;
}

export interface Facts {
	models: FactModel[];
}

type Described = ModelField & { label?: string; hint?: string; multiline?: boolean };

/** Names and hints are made by the package itself; n8n's form of a model has no box of several lines. */
const WORDING = ['label', 'hint', 'multiline'];

function field({ required, items, ...rest }: Described): ModelField {
	const facts = Object.entries(rest).filter(([key]) => !WORDING.includes(key));
	return {
		...(Object.fromEntries(facts) as unknown as ModelField),
		...(required && { required }),
		...(items && { items: shape(items) }),
	};
}

const shape = ({ properties, ...rest }: ItemShape): ItemShape => ({
	...rest,
	...(properties && { properties: properties.map(field) }),
});

/** The models of the snapshot, made from the collected facts. */
export function modelsFrom({ models }: Facts): Model[] {
	return models.map((model) => ({
		id: model.id,
		title: model.title,
		provider: model.provider,
		taskTypes: model.taskTypes ?? [model.taskType],
		status: model.status,
		...(model.topLevelRequired?.includes('callBackUrl') && { needsCallback: true }),
		...(model.variants && { variants: model.variants }),
		...(model.rules && { rules: model.rules }),
		fields: model.fields.map(field),
	}));
}

/** The smallest valid input of every model, by its id. */
export const examplesFrom = ({ models }: Facts): Record<string, unknown> =>
	Object.fromEntries(models.map(({ id, exampleInput }) => [id, exampleInput]));
