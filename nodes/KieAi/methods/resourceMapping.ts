import type {
	FieldType,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { valueLimits } from '../../kie/catalogue/limitWords';
import type { Model, ModelField, Scalar } from '../../kie/catalogue/model';
import { labelOf } from '../../kie/catalogue/labels';
import { catalogueFor } from './catalogue';

/** The form of the chosen model: what is needed first, the other fields hidden until they are added. */
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
	const { model } = described;
	const fields = model.fields
		.filter(({ deprecated }) => !deprecated)
		.sort((a, b) => rank(model, a) - rank(model, b));
	return { fields: fields.map((field) => formField(model, field)) };
}

const isRequired = ({ required }: ModelField) => required === true;

/** Where several ways to fill in a model exclude each other, nothing may be required, yet a form has to begin somewhere. */
const isNeeded = ({ variants = [] }: Model, field: ModelField) =>
	isRequired(field) ||
	field.name === 'prompt' ||
	variants.some(({ required }) => required.includes(field.name));

/** Required fields first, then the other ones that are shown. */
const rank = (model: Model, field: ModelField) =>
	Number(!isRequired(field)) + Number(!isNeeded(model, field));

function formField(model: Model, field: ModelField): ResourceMapperField {
	return {
		id: field.name,
		displayName: formLabel(field),
		required: isRequired(field),
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		removed: !isNeeded(model, field),
		type: formType(field),
		...(field.enum && { options: field.enum.map((value) => choice(field, value)) }),
		...(isScalar(field.default) && { defaultValue: field.default }),
	};
}

const isScalar = (value: unknown): value is Scalar =>
	['string', 'number', 'boolean'].includes(typeof value);

/** The limits stand in the label: a form of this kind has no hints. They come first, as n8n cuts long labels. */
function formLabel(field: ModelField): string {
	const file = field.media && 'web address or binary field';
	const parts = [...valueLimits(field), file].filter(Boolean);
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
