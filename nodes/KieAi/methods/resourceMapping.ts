import type {
	FieldType,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { valueLimits } from '../../kie/catalogue/limitWords';
import type { ModelField, Scalar } from '../../kie/catalogue/model';
import { labelOf } from '../../kie/catalogue/words';
import { catalogueFor } from './catalogue';

/** The form of the chosen model: required fields first, the others hidden until they are added. */
export async function getModelFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const id = String(this.getCurrentNodeParameter('model', { extractValue: true }) ?? '');
	if (id === '') return { fields: [], emptyFieldsNotice: 'Choose a model first' };
	const described = await (await catalogueFor(this)).describe(id);
	if (!described) {
		return {
			fields: [],
			emptyFieldsNotice: `The fields of ${id} are not known: set Input to JSON and write them there`,
		};
	}
	const fields = described.model.fields.filter(({ deprecated }) => !deprecated);
	return { fields: fields.sort(requiredFirst).map(formField) };
}

const requiredFirst = (a: ModelField, b: ModelField) =>
	Number(b.required === true) - Number(a.required === true);

function formField(field: ModelField): ResourceMapperField {
	const required = field.required === true;
	return {
		id: field.name,
		displayName: formLabel(field),
		required,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		removed: !required,
		type: formType(field),
		...(field.enum && { options: field.enum.map((value) => choice(field, value)) }),
		...(isScalar(field.default) && { defaultValue: field.default }),
	};
}

const isScalar = (value: unknown): value is Scalar =>
	['string', 'number', 'boolean'].includes(typeof value);

/** The limits stand in the label: a form of this kind has no hints. */
function formLabel(field: ModelField): string {
	const file = field.media && 'web address or binary field';
	const parts = [file, ...valueLimits(field)].filter(Boolean);
	return parts.length > 0 ? `${labelOf(field.name)} (${parts.join(', ')})` : labelOf(field.name);
}

/** Lists of plain values are entered as text with commas; all other lists and objects as JSON. */
function formType({ type, enum: choices, items }: ModelField): FieldType {
	if (choices && type !== 'array') return 'options';
	switch (type) {
		case 'integer':
			return 'number';
		case 'array':
			return items?.type === 'string' ? 'string' : 'array';
		default:
			return type;
	}
}

function choice(
	{ enumLabels = {}, deprecatedEnum = [] }: ModelField,
	value: Scalar,
): INodePropertyOptions {
	const name = enumLabels[String(value)] ?? String(value);
	const discontinued = deprecatedEnum.includes(value) ? ' (Discontinued)' : '';
	return { name: `${name}${discontinued}`, value };
}
