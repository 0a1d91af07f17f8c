import type {
	FieldType,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { exampleValue } from '../../kie/catalogue/example';
import { valueLimits } from '../../kie/catalogue/limitWords';
import type { Model, ModelField, Scalar } from '../../kie/catalogue/model';
import { labelOf } from '../../kie/catalogue/labels';
import { fieldsOfParts } from '../actions/anyModel/takeParts';
import { catalogueFor, openIntent } from './catalogue';

/**
 * The form of the chosen model: what is needed first, the other fields hidden until they are added. What the operation
 * asks for itself, such as the prompt, is not asked again.
 */
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
	const asked = askedElsewhere(this, model);
	const fields = model.fields
		.filter(({ name, deprecated }) => !deprecated && !asked.includes(name))
		.sort((a, b) => rank(model, a) - rank(model, b));
	if (fields.length === 0)
		return { fields: [], emptyFieldsNotice: `${model.title} needs nothing else` };
	return { fields: fields.map((field) => formField(model, field)) };
}

function askedElsewhere(context: ILoadOptionsFunctions, model: Model): string[] {
	const intent = openIntent(context);
	return intent ? fieldsOfParts(model, intent) : [];
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
	const initial = initialValue(field);
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
		...(initial !== undefined && { defaultValue: initial }),
	};
}

/** Lists of objects begin with an entry that shows how they are written; a setting that is needed, with its first choice. */
function initialValue(field: ModelField): Scalar | undefined {
	const { default: initial, type, items, required, enum: choices } = field;
	if (isScalar(initial)) return initial;
	if (type === 'array' && items?.properties) return JSON.stringify(exampleValue(field), null, 2);
	const isSetting = type !== 'array' && (choices !== undefined || type !== 'string');
	const first = required && isSetting ? exampleValue(field) : undefined;
	return isScalar(first) ? first : undefined;
}

const isScalar = (value: unknown): value is Scalar =>
	['string', 'number', 'boolean'].includes(typeof value);

/**
 * A form of this kind has no hints, and n8n cuts long labels: what a file may be is told first and shortly, how long a
 * text may be when it is too long.
 */
function formLabel(field: ModelField): string {
	if (field.media) return fileLabel(field);
	const limits = field.type === 'string' ? [] : valueLimits(field);
	const label = labelOf(field.name);
	return limits.length > 0 ? `${label} (${limits.join(', ')})` : label;
}

/** `Image URLs` is "Images (files or URLs)". Its limits stand in the message when they are broken. */
function fileLabel({ name, type }: ModelField): string {
	const isList = type === 'array';
	const label = labelOf(name).replace(/ URLs?(?= |$)/, '');
	const isPlural = /s$/.test(label) || !isList;
	return `${isPlural ? label : `${label}s`} (${isList ? 'files or URLs' : 'file or URL'})`;
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
