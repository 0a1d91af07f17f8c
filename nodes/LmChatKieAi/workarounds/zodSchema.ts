import type { IDataObject } from 'n8n-workflow';

/** A schema of any copy and version of zod, as far as it is looked at here. */
interface ZodLike {
	safeParse: unknown;
	description?: string;
	toJSONSchema?(): IDataObject;
	isOptional(): boolean;
	_def: Definition;
}

/** Version 3 and version 4 tell the same in different words. */
interface Definition {
	/** Version 3: `ZodString`. */
	typeName?: string;
	/** Version 4: `string`; in version 3 the items of an array. */
	type?: string | ZodLike;
	shape?: Record<string, ZodLike> | (() => Record<string, ZodLike>);
	element?: ZodLike;
	innerType?: ZodLike;
	schema?: ZodLike;
	in?: ZodLike;
	valueType?: ZodLike;
	options?: ZodLike[] | Map<unknown, ZodLike>;
	values?: unknown[];
	entries?: Record<string, unknown>;
	value?: unknown;
}

/** Whether a schema is one of zod, of whichever copy. */
export const isZod = (schema: unknown): schema is ZodLike =>
	typeof (schema as ZodLike | undefined)?.safeParse === 'function';

/** JSON Schema of a zod schema, as far as the tools of agents go; what is unknown may be anything. */
export function schemaFromZod(zod: ZodLike): IDataObject {
	if (typeof zod.toJSONSchema === 'function') return zod.toJSONSchema();
	const { description } = zod;
	return { ...shapeOf(zod._def), ...(description && { description }) };
}

function shapeOf(definition: Definition): IDataObject {
	const { typeName, type, innerType, schema = definition.in, valueType } = definition;
	const kind = typeName?.replace(/^Zod/, '').toLowerCase() ?? type;
	switch (kind) {
		case 'object':
			return objectSchema(definition);
		case 'array':
			return { type: 'array', items: ofInner(definition.element ?? (type as ZodLike)) };
		case 'record':
			return { type: 'object', additionalProperties: ofInner(valueType) };
		case 'union':
		case 'discriminatedunion':
			return { anyOf: [...(definition.options?.values() ?? [])].map(schemaFromZod) };
		case 'enum':
		case 'nativeenum':
		case 'literal':
			return { enum: valuesOf(definition) };
		case 'string':
		case 'number':
		case 'boolean':
			return { type: kind };
		default:
			return ofInner(innerType ?? schema);
	}
}

/** Of what is only wrapped: optional, nullable, with a default, refined, transformed. */
const ofInner = (inner?: ZodLike): IDataObject => (isZod(inner) ? schemaFromZod(inner) : {});

function objectSchema({ shape = {} }: Definition): IDataObject {
	const fields = Object.entries(typeof shape === 'function' ? shape() : shape);
	const required = fields.filter(([, field]) => !field.isOptional()).map(([name]) => name);
	const properties = fields.map(([name, field]) => [name, schemaFromZod(field)]);
	return {
		type: 'object',
		properties: Object.fromEntries(properties) as IDataObject,
		...(required.length > 0 && { required }),
	};
}

const valuesOf = ({ values, entries, value }: Definition) =>
	Object.values(values ?? entries ?? [value]) as IDataObject[];
