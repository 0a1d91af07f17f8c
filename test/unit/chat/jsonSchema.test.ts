import Ajv from 'ajv/dist/2020';
import type { IDataObject } from 'n8n-workflow';

import { schemaProblems, valueProblems } from '../../../nodes/kie/chat/jsonSchema/check';

const ajv = new Ajv({ strict: false, ownProperties: true, validateFormats: false });

const TREE = {
	$defs: {
		node: {
			type: 'object',
			properties: {
				name: { type: 'string' },
				children: { type: 'array', items: { $ref: '#/$defs/node' } },
			},
			required: ['name'],
		},
		'a/b~c': { const: 1 },
	},
	$ref: '#/$defs/node',
};

/** Schemas that have every keyword between them. */
const SCHEMAS: Array<boolean | IDataObject> = [
	true,
	false,
	{},
	{ type: 'string' },
	{ type: ['integer', 'null'] },
	{
		type: 'number',
		minimum: 1,
		maximum: 3,
		exclusiveMinimum: 0,
		exclusiveMaximum: 4,
		multipleOf: 0.5,
	},
	{ minimum: 1 },
	{ exclusiveMinimum: 1 },
	{ exclusiveMaximum: 1 },
	{ multipleOf: 2 },
	{ enum: [1, 'a', null, { a: [1, 2] }] },
	{ const: { b: 1, a: 2 } },
	{ minLength: 2, maxLength: 3 },
	{ pattern: '^a+$' },
	{ type: 'object', properties: { a: { type: 'number' } }, required: ['a', 'b'] },
	{
		properties: { a: {} },
		patternProperties: { '^x': { type: 'string' } },
		additionalProperties: false,
	},
	{ additionalProperties: { type: 'number' } },
	{ propertyNames: { maxLength: 1 }, minProperties: 1, maxProperties: 1 },
	{ items: { type: 'number' }, minItems: 1, maxItems: 2 },
	{ prefixItems: [{ type: 'string' }, { type: 'number' }], items: false },
	{ prefixItems: [{ type: 'number' }], items: { type: 'string' } },
	{ uniqueItems: true },
	{ anyOf: [{ type: 'string' }, { type: 'object', required: ['a'] }] },
	{ oneOf: [{ type: 'number' }, { minimum: 2 }] },
	{ allOf: [{ type: 'number' }, { minimum: 2 }] },
	{ not: { type: 'string' } },
	{ if: { type: 'string' }, then: { minLength: 2 }, else: { type: 'number' } },
	{ if: { type: 'string' }, then: false },
	TREE,
	{ $defs: TREE.$defs, $ref: '#/$defs/a~1b~0c' },
	{ properties: { a: { $ref: '#' } }, additionalProperties: false },
	{
		title: 'T',
		description: 'D',
		default: 1,
		format: 'date-time',
		examples: [1],
		$schema: 'https://json-schema.org/draft/2020-12/schema',
	},
	{ properties: { toString: { type: 'string' } }, required: ['constructor'] },
];

const VALUES: unknown[] = [
	null,
	true,
	0,
	1,
	1.5,
	2,
	3,
	4,
	-1,
	'',
	'a',
	'aa',
	'aaaa',
	'🎵🎵🎵',
	[],
	[1],
	['a', 1],
	['a', 1, 2],
	[1, 'a', 'b'],
	[1, 2, 3],
	[
		{ a: 1, b: 2 },
		{ b: 2, a: 1 },
	],
	{},
	{ a: 1 },
	{ a: 1, b: 2 },
	{ b: 1, a: 2 },
	{ a: [1, 2] },
	{ a: 'x', x1: 'y' },
	{ x1: 1, y: 2 },
	{ name: 'root', children: [{ name: 'leaf' }] },
	{ name: 'root', children: [{ children: [{ name: 1 }] }] },
	{ a: { a: { b: 1 } } },
	{ constructor: 1 },
];

describe('a value matches a schema', () => {
	it.each(
		SCHEMAS.map((schema): [string, boolean | IDataObject] => [JSON.stringify(schema), schema]),
	)('%s in the eyes of another checker too', (_, schema) => {
		expect(schemaProblems(schema)).toEqual([]);
		const check = ajv.compile(schema);
		for (const value of VALUES) {
			expect([value, valueProblems(schema, value).length === 0]).toEqual([value, check(value)]);
		}
	});
});

describe('what does not match is named', () => {
	const song = {
		type: 'object',
		properties: {
			title: { type: 'string', maxLength: 3 },
			bpm: { type: 'integer', minimum: 40, maximum: 200 },
			mood: { enum: ['sad', 'happy'] },
			verses: { type: 'array', minItems: 1, items: { type: 'object', required: ['the text'] } },
		},
		required: ['title', 'bpm'],
		additionalProperties: false,
	};

	it.each([
		['pong', ['The answer must be object, not string']],
		[{ title: 'abc' }, ['bpm is missing']],
		[
			{ title: 'abcd', bpm: 39.5, mood: 'blue', verses: [], key: 'C' },
			[
				'title must have at most 3 characters',
				'bpm must be integer, not number',
				'bpm must be at least 40',
				'mood must be one of "sad", "happy"',
				'verses needs at least 1 entries',
				'key is not allowed',
			],
		],
		[
			{ title: 'abc', bpm: 60, verses: [{ 'the text': '' }, {}] },
			['verses[1]["the text"] is missing'],
		],
	])('%j', (value, problems) => {
		expect(valueProblems(song, value)).toEqual(problems);
	});

	it('by the alternative that comes nearest', () => {
		const schema = { anyOf: [{ required: ['a', 'b'] }, { required: ['c'] }] };
		expect(valueProblems(schema, {})).toEqual(['c is missing']);
		expect(valueProblems({ oneOf: [{}, true] }, 1)).toEqual([
			'The answer matches more than one of the alternatives',
		]);
	});
});

describe('a schema is refused', () => {
	it.each([
		['text', 'has no schema at its top'],
		[{ type: 'strin' }, 'has the unknown type "strin"'],
		[
			{ properties: { a: { type: ['string', 'nil'] } } },
			'has the unknown type "nil" at properties.a',
		],
		[{ items: [{ pattern: '(' }] }, 'has a broken pattern "(" at items[0]'],
		[{ patternProperties: { '(': {} } }, 'has a broken pattern "("'],
		[
			{ anyOf: [{ $ref: '#/$defs/song' }] },
			'refers to "#/$defs/song" at anyOf[0], which is not in it',
		],
		[
			{ $ref: 'https://example.com/song' },
			'refers to "https://example.com/song", which is not in it',
		],
		[{ not: { contains: {} } }, 'uses "contains" at not, which cannot be checked'],
		[{ $defs: { a: null } }, 'has no schema at $defs.a'],
	])('%j', (schema, problem) => {
		expect(schemaProblems(schema)).toEqual([problem]);
	});

	it('when it goes round in a circle, by the first value', () => {
		const schema = {
			$defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } },
			$ref: '#/$defs/a',
		};
		expect(valueProblems(schema, 1)).toEqual(['The schema refers to itself without end']);
	});
});
