import { readJsonOutput } from '../../../nodes/kie/chat/jsonOutput';
import { requestOf } from '../../support/chat';

const SCHEMA = { type: 'object', properties: { a: { type: 'number' } }, required: ['a'] };

describe('JSON in an answer', () => {
	it.each([
		['{"a":1}', { a: 1 }],
		['\n {"a": 1}\n', { a: 1 }],
		['```json\n{"a":1}\n```', { a: 1 }],
		['Here it is:\n\n```\n{"a":1}\n```\nEnjoy!', { a: 1 }],
		['Sure: {"a":1}. Enjoy {it}!', undefined],
		['Sure: {"a":1}. Enjoy!', { a: 1 }],
		['The list [of one]: {"a":1}', { a: 1 }],
		['Two: [{"a":1},{"a":2}] done', [{ a: 1 }, { a: 2 }]],
		['"text"', 'text'],
		['null', null],
		['Hello', undefined],
		['', undefined],
		['{"a":1', undefined],
	])('%j', (text, value) => {
		const output = readJsonOutput(text);
		expect(output).toEqual(
			value === undefined ? { problems: ['The answer is not JSON'] } : { value },
		);
	});

	it('is checked against the schema, and comes along where it does not match', () => {
		expect(readJsonOutput('{"a":1}', SCHEMA)).toEqual({ value: { a: 1 } });
		expect(readJsonOutput('{"a":"1"}', SCHEMA)).toEqual({
			problems: ['a must be number, not string'],
			value: { a: '1' },
		});
	});
});

describe('a schema for the answer', () => {
	const strictOf = (schema: object) => {
		const { body } = requestOf('gemini-3-pro', { json: { schema: { ...schema } } });
		return (body.response_format as { json_schema: { strict: boolean } }).json_schema.strict;
	};

	it('is strict only where it can be', () => {
		const closed = { ...SCHEMA, additionalProperties: false };
		expect(strictOf(closed)).toBe(true);
		expect(strictOf(SCHEMA)).toBe(false);
		expect(strictOf({ ...closed, required: [] })).toBe(false);
		expect(strictOf({ ...closed, properties: { a: { anyOf: [SCHEMA] } } })).toBe(false);
		expect(strictOf({ ...closed, properties: { a: { anyOf: [closed, { type: 'null' }] } } })).toBe(
			true,
		);
		expect(strictOf({ type: 'object' })).toBe(false);
	});

	it('is an instruction beside tools, and for what is no object', () => {
		const tools = [{ name: 'f', description: 'f', parameters: { type: 'object' } }];
		expect(requestOf('gemini-3-pro', { tools, json: { schema: SCHEMA } }).body).not.toHaveProperty(
			'response_format',
		);
		const { body } = requestOf('gemini-3-pro', { json: { schema: { type: 'array' } } });
		expect(body).not.toHaveProperty('response_format');
		expect(JSON.stringify(body)).toContain('matches this JSON Schema');
		expect(JSON.stringify(requestOf('gemini-3-pro', { json: {} }).body)).toContain('JSON only');
	});
});
