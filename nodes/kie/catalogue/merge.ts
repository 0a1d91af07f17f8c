import type { Model, ModelField } from './model';
import type { LiveShape } from './openapi';

/** One entry of Kie.ai's list of models. */
export type ListedModel = Pick<Model, 'id' | 'title' | 'provider' | 'taskTypes' | 'price'>;

/**
 * A model as the live schema describes it, with what only the snapshot knows: files, units, rules. Where both speak of
 * the same limit, the live schema is the newer word.
 */
export function mergeModels(base: Model | ListedModel, live: LiveShape, known?: Model): Model {
	const fields = live.fields.map((field) => mergeFields(field, named(known, field.name)));
	const has = (name: string) => fields.some((field) => field.name === name.split('[].')[0]);
	const rules = known?.rules?.filter(({ fields: own, with: others = [], needs = [], when }) =>
		[...own, ...others, ...needs, ...(when ? [when.field] : [])].every(has),
	);
	const variants = known?.variants ?? live.variants;
	return {
		...base,
		status: 'live',
		...(known?.needsCallback && { needsCallback: true }),
		...(variants && { variants }),
		...(rules && { rules }),
		fields,
	};
}

const named = (model: Model | undefined, name: string) =>
	model?.fields.find((field) => field.name === name);

/** Some live schemas type addresses as empty objects. */
function mergeFields(live: ModelField, known: ModelField | undefined): ModelField {
	if (!known) return live;
	const isBlank = live.type === 'object' && live.properties === undefined;
	const { type, items, ...limits } = live;
	return {
		...known,
		...(isBlank || type !== known.type ? {} : { type, items: known.items ?? items, ...limits }),
		media: known.media,
		acceptsAssetId: known.acceptsAssetId,
		required: live.required,
	};
}
