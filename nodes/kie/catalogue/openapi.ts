import { isRecord } from '../json';
import type { ItemShape, ModelField, Scalar, ValueType, Variant } from './model';

type Json = Record<string, unknown>;

/** What a live schema says of a model's input. */
export interface LiveShape {
	fields: ModelField[];
	variants?: Variant[];
}

/** Schemas that refer to each other in a circle end here. */
const DEEPEST = 12;

const asObject = (value: unknown): Json | undefined => (isRecord(value) ? value : undefined);

const asObjects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/**
 * Reads the `input` of a model from the OpenAPI document that Kie.ai gives for it. References may be percent-encoded,
 * and names of fields may end in a space.
 * @returns nothing where the document does not describe any field
 */
export function shapeFrom(openapi: unknown): LiveShape | undefined {
	const document = asObject(openapi);
	if (!document) return undefined;
	const [path] = Object.values(asObject(document.paths) ?? {});
	const post = asObject(asObject(path)?.post);
	const content = asObject(resolve(document, asObject(post?.requestBody))?.content);
	const [media] = Object.values(content ?? {});
	const body = resolve(document, asObject(asObject(media)?.schema));
	const input = resolve(document, asObject(asObject(body?.properties)?.input));
	return input && shapeOf(document, input);
}

/** Where the requests of a document go. */
export const pathIn = (openapi: unknown): string | undefined =>
	Object.keys(asObject(asObject(openapi)?.paths) ?? {})[0];

/** Follows references and merges the parts of an `allOf`. */
function resolve(document: Json, schema: Json | undefined, depth = 0): Json | undefined {
	if (!schema || depth > DEEPEST) return undefined;
	const { $ref, allOf, ...own } = schema;
	const target =
		typeof $ref === 'string' ? resolve(document, followPointer(document, $ref), depth + 1) : {};
	const parts = asObjects(allOf).map((part) => resolve(document, part, depth + 1) ?? {});
	return [...parts, own].reduce<Json>(mergeSchemas, target ?? {});
}

function mergeSchemas(a: Json, b: Json): Json {
	const properties = { ...asObject(a.properties), ...asObject(b.properties) };
	const required = [...names(a.required), ...names(b.required)];
	return {
		...a,
		...b,
		...(Object.keys(properties).length > 0 && { properties }),
		...(required.length > 0 && { required }),
	};
}

const names = (value: unknown): string[] =>
	Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];

function followPointer(document: Json, reference: string): Json | undefined {
	if (!reference.startsWith('#/')) return undefined;
	const keys = reference
		.slice(2)
		.split('/')
		.map((key) => decodeKey(key).replace(/~1/g, '/').replace(/~0/g, '~'));
	return asObject(keys.reduce<unknown>((at, key) => asObject(at)?.[key], document));
}

function decodeKey(key: string): string {
	try {
		return decodeURIComponent(key);
	} catch {
		return key;
	}
}

function shapeOf(document: Json, input: Json): LiveShape | undefined {
	const forms = [...asObjects(input.oneOf), ...asObjects(input.anyOf)]
		.map((form) => resolve(document, form))
		.filter((form) => form !== undefined);
	const always = names(input.required).map((name) => name.trim());
	const fields = fieldsOf(document, input, always);
	for (const form of forms) {
		const more = fieldsOf(document, form, []);
		fields.push(...more.filter(({ name }) => !fields.some((field) => field.name === name)));
	}
	if (fields.length === 0) return undefined;
	if (forms.length < 2) return { fields: withRequired(fields, forms[0]) };
	return { fields, variants: forms.map((form, i) => variantOf(form, i, always)) };
}

const withRequired = (fields: ModelField[], form: Json | undefined) => {
	const required = names(form?.required).map((name) => name.trim());
	return fields.map((field) =>
		required.includes(field.name) ? { ...field, required: true } : field,
	);
};

function variantOf(form: Json, index: number, always: string[]): Variant {
	const required = names(form.required).map((name) => name.trim());
	return {
		name: typeof form.title === 'string' ? form.title : `form ${index + 1}`,
		required: [...new Set([...always, ...required])],
	};
}

function fieldsOf(document: Json, schema: Json, required: string[], depth = 0): ModelField[] {
	return Object.entries(asObject(schema.properties) ?? {}).map(([key, value]) => {
		const name = key.trim();
		const field = fieldOf(document, name, asObject(value) ?? {}, depth);
		return required.includes(name) ? { ...field, required: true } : field;
	});
}

/** Patterns are left to Kie.ai: one from outside may take for ever on a text. */
const COPIED = [
	'default',
	'minimum',
	'exclusiveMinimum',
	'maximum',
	'minLength',
	'maxLength',
	'minItems',
	'maxItems',
] as const;

function fieldOf(document: Json, name: string, value: Json, depth: number): ModelField {
	const schema = resolve(document, value) ?? {};
	const choices = Array.isArray(schema.enum) ? (schema.enum.filter(isScalar) as Scalar[]) : [];
	const limits = COPIED.filter((key) => isUsable(key, schema[key])).map((key) => [
		key,
		schema[key],
	]);
	return {
		name,
		...shape(document, schema, depth + 1),
		...(choices.length > 0 && { enum: choices }),
		...(isAddress(document, name, schema) && { media: 'file', acceptsAssetId: true }),
		...Object.fromEntries(limits),
	};
}

/** Addresses, alone or in a list, are those of files; schemas do not say of which kind, and some only by the name. */
function isAddress(document: Json, name: string, schema: Json): boolean {
	const entry = resolve(document, asObject(schema.items));
	const isNamed = /(^|_)urls?$/i.test(name) && (entry ?? schema).type === 'string';
	return isNamed || schema.format === 'uri' || entry?.format === 'uri';
}

const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

/** Only what can be counted on: a limit that is written as text is none. */
function isUsable(key: (typeof COPIED)[number], value: unknown): boolean {
	if (key === 'default') return value !== undefined && value !== null && value !== '';
	return typeof value === 'number';
}

const KNOWN = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object']);

function shape(document: Json, schema: Json, depth: number): ItemShape {
	const [named] = [schema.type].flat().filter((type) => KNOWN.has(type as string));
	const type = (named ?? guess(schema)) as ValueType;
	const items =
		type === 'array' && depth < DEEPEST ? resolve(document, asObject(schema.items)) : undefined;
	const members =
		type === 'object' && depth < DEEPEST
			? fieldsOf(document, schema, names(schema.required), depth)
			: [];
	return {
		type,
		...(items && { items: shape(document, items, depth + 1) }),
		...(members.length > 0 && { properties: members }),
	};
}

const guess = (schema: Json): ValueType => {
	if (schema.properties) return 'object';
	return schema.items ? 'array' : 'string';
};
