import type { FileRule, MediaKind } from '../files/input';
import type { Choice, ItemFiles, ValueType } from '../values';
import type { ItemShape, ModelField } from './model';

/** Names of what Kie.ai made earlier. Other ids are words of the user's own, such as the names of speakers. */
const MADE_EARLIER = /^(?:origin_)?(?:task|audio|persona|character|voice)_?id$/i;

/** What a field of a model means, for the reader of values. `files`: what fields for files may name. */
export function fieldType(field: ModelField | ItemShape, files: ItemFiles): ValueType {
	const { type, items, properties = [] } = field;
	const { enum: choices, media, name = '' } = field as Partial<ModelField>;
	if (type === 'array') return { type: 'list', entries: entryType(field, items, files) };
	if (choices)
		return { type: 'choice', choices: choicesOf(field as ModelField), allowOther: 'any' };
	switch (type) {
		case 'object':
			return {
				type: 'object',
				members: Object.fromEntries(properties.map((one) => [one.name, fieldType(one, files)])),
			};
		case 'boolean':
			return { type: 'switch' };
		case 'string':
			if (media) return { type: 'file', rule: fileRule(field as ModelField), files };
			return { type: MADE_EARLIER.test(name) ? 'id' : 'text' };
		default:
			return { type: 'number' };
	}
}

/** What a list holds. Its files are described with the list, the keys of its objects with themselves. */
function entryType(
	list: ModelField | ItemShape,
	items: ItemShape | undefined,
	files: ItemFiles,
): ValueType {
	if (!items) return { type: 'text' };
	return fieldType(items.type === 'string' ? { ...list, ...items } : items, files);
}

const choicesOf = ({ enum: values = [], enumLabels = {} }: ModelField): Choice[] =>
	values.map((value) => ({ value, label: enumLabels[String(value)] }));

const fileRule = ({ media, maxSizeMB, formats, acceptsAssetId }: ModelField): FileRule => ({
	...(media !== 'file' && { kinds: [media as MediaKind] }),
	...(maxSizeMB !== undefined && { maxMb: maxSizeMB }),
	...(formats && { formats }),
	...(acceptsAssetId && { acceptsAssetId }),
});
