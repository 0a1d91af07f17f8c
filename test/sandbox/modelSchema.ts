import type { ItemShape, Model, ModelField } from '../../nodes/kie/catalogue/model';

export type JsonSchema = Record<string, unknown>;

const KEYWORDS = [
	'enum',
	'minLength',
	'maxLength',
	'pattern',
	'minItems',
	'maxItems',
	'default',
] as const;

const NUMBERS = ['minimum', 'maximum', 'exclusiveMinimum'] as const;

const picked = (field: object, keys: readonly string[]) =>
	Object.fromEntries(Object.entries(field).filter(([key]) => keys.includes(key)));

const address = (field: ModelField): JsonSchema =>
	field.acceptsAssetId ? { pattern: '^(https?|asset)://' } : { format: 'uri' };

/** JSON Schema of one field, as Kie.ai would write it. */
function fieldSchema(field: ModelField): JsonSchema {
	const numbers = picked(field, NUMBERS);
	return {
		type: field.type,
		...picked(field, KEYWORDS),
		...(field.specialValues ? { anyOf: [numbers, { enum: field.specialValues }] } : numbers),
		...(field.media && field.type === 'string' && !field.pattern && address(field)),
		...(field.items && { items: itemSchema(field.items, field) }),
		...(field.properties && objectSchema(field.properties)),
	};
}

function itemSchema(items: ItemShape, field?: ModelField): JsonSchema {
	return {
		type: items.type,
		...picked(items, [...NUMBERS, 'minItems', 'maxItems']),
		...(field?.media && items.type === 'string' && address(field)),
		...(items.items && { items: itemSchema(items.items) }),
		...(items.properties && objectSchema(items.properties)),
	};
}

const objectSchema = (fields: ModelField[]): JsonSchema => ({
	properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field)])),
	required: fields.filter(({ required }) => required).map(({ name }) => name),
	additionalProperties: false,
});

/** JSON Schema of a model's `input`; rules between fields are not part of it. */
export function inputSchema({ fields, variants = [] }: Model): JsonSchema {
	const forms = variants.map(({ name, required, forbidden = [] }) => ({
		title: name,
		required,
		properties: Object.fromEntries(forbidden.map((key) => [key, false])),
	}));
	return {
		type: 'object',
		...objectSchema(fields),
		...(forms.length > 0 && { anyOf: forms }),
	};
}
