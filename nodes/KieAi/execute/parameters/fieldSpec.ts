import { anyModel } from '../../../kie/catalogue/modelId';
import { anyChatModel } from '../../../kie/chat/models';
import type { ItemFiles, ValueSpec, ValueType } from '../../../kie/values';
import { choicesOf, hasDefault, specOf } from '../../../kie/values/property';
import type { Field } from '../../actions/field';

/** What a declared field means, for the reader of values. `files`: what it may name, where it is for files. */
export function fieldSpec(field: Field, files: ItemFiles, standsForDefault: boolean): ValueSpec {
	const { property } = field;
	return {
		...specOf(property, typeOf(field, files)),
		required: property.required,
		...(standsForDefault && hasDefault(property) && { default: property.default }),
	};
}

function typeOf(
	{ property, allowOther, anyJson, file, several, means }: Field,
	files: ItemFiles,
): ValueType | undefined {
	const one: ValueType | undefined = file && { type: 'file', rule: file, files };
	if (one) return several ? { type: 'list', entries: one } : one;
	if (means === 'webAddress') return { type: means, trustedHosts: files.trustedHosts };
	if (means === 'chatModel') return anyChatModel;
	if (means === 'model' || property.type === 'resourceLocator') return anyModel;
	if (means) return { type: means };
	// The limits of a field say what range a number has, and why.
	if (property.type === 'number') return { type: 'number' };
	if (anyJson) return { type: 'json', any: true };
	if (property.type !== 'options') return undefined;
	const choices = choicesOf(property.options);
	return { type: 'choice', choices, ...(allowOther && { allowOther: 'distant' }) };
}
