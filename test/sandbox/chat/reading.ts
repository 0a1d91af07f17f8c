import type { JsonSchema } from '../../facts/schemas';
import type { Body } from '../tasks';
import type { ChatFile, Turn } from './types';

/** A list of objects, whatever was sent. */
export const listOf = (value: unknown): Body[] =>
	Array.isArray(value) ? (value as unknown[]).filter(isObject) : [];

export function isObject(value: unknown): value is Body {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const objectOf = (value: unknown): Body => (isObject(value) ? value : {});

export const textOf = (value: unknown): string =>
	typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

/** A turn with nothing in it but what is given. */
export const turn = (role: Turn['role'], parts: Partial<Turn>): Turn => ({
	role,
	text: '',
	files: [],
	calls: [],
	results: [],
	...parts,
});

/** A file by its address or data URL. */
export function fileOf(address: unknown): ChatFile {
	const url = textOf(address);
	const [, mimeType, data] = /^data:([^;,]*)[^,]*,(.*)$/s.exec(url) ?? [];
	return mimeType === undefined ? { url } : sentFile(mimeType, data);
}

/** A file that was sent along as base64. */
export const sentFile = (mimeType: unknown, data: unknown): ChatFile => ({
	mimeType: textOf(mimeType),
	size: Buffer.from(textOf(data), 'base64').length,
});

const STRING: JsonSchema = { type: 'string' };

/** Short hands for the schemas of the wires. */
export const schemas = {
	string: STRING,
	number: { type: 'number' } as JsonSchema,
	boolean: { type: 'boolean' } as JsonSchema,
	object: { type: 'object' } as JsonSchema,
	address: { type: 'string', pattern: '^(https?://|data:[^;,]+;base64,)' } as JsonSchema,
	oneOf: (...values: unknown[]): JsonSchema => ({ enum: values }),
	list: (items: JsonSchema, minItems = 0): JsonSchema => ({ type: 'array', items, minItems }),
	any: (...options: JsonSchema[]): JsonSchema => ({ anyOf: options }),
	/** An object that knows no other keys; those with a star are required. */
	shape(fields: Record<string, JsonSchema | false | undefined>): JsonSchema {
		const known = Object.entries(fields).filter((one): one is [string, JsonSchema] => !!one[1]);
		const isRequired = ([name]: [string, unknown]) => name.endsWith('*');
		return {
			type: 'object',
			properties: Object.fromEntries(known.map(([name, one]) => [name.replace('*', ''), one])),
			required: known.filter(isRequired).map(([name]) => name.replace('*', '')),
			additionalProperties: false,
		};
	},
};

/** Parameters of a function tool: always those of an object, in either case of the word. */
export const PARAMETERS: JsonSchema = {
	type: 'object',
	properties: { type: { enum: ['object', 'OBJECT'] } },
	required: ['type'],
};
