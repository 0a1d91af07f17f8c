import type { ValueType } from '../../../nodes/kie/values';

/** Other ways in which sheets, tables, forms and agents write a value that means the same. */
export function waysToWrite(type: ValueType, value: unknown): unknown[] {
	const text = String(value);
	switch (type.type) {
		case 'switch':
			return value
				? [1, '1', 'yes', 'on', 'TRUE ', ' Yes\n', ['true']]
				: [0, '0', 'no', 'off', 'False', 'NO', [false]];
		case 'number':
			return [text, ` ${text} `, [value], `\u200b${text}\n`];
		case 'choice': {
			const { label = text } = type.choices.find((choice) => choice.value === value) ?? {};
			return [text, ` ${text}\n`, label, ` ${label}`, [value], `"${text}"`];
		}
		case 'id':
			return [` ${text}\n`, `"${text}"`];
		case 'file':
			return [` ${text}\n`, [value], { url: value, filename: 'a.png' }, JSON.stringify([value])];
		case 'list':
			return waysToWriteList(type.entries, value as unknown[]);
		case 'text':
			return [[value]];
		case 'json':
		case 'object':
			return [JSON.stringify(value)];
		default:
			return [` ${text}\n`];
	}
}

const waysToWriteList = (entries: ValueType, list: unknown[]): unknown[] => {
	const ways = [JSON.stringify(list), [...list, null, ''], [JSON.stringify(list)]];
	if (entries.type === 'object' || entries.type === 'list') return [JSON.stringify(list)];
	const objects = list.map((url) => ({ id: 1, url }));
	const files = entries.type === 'file' ? [objects, JSON.stringify(objects)] : [];
	return [...ways, list.join('\n'), list.join(', '), ...files];
};

/** Values that nobody can have meant. */
export function nonsense(type: ValueType): unknown[] {
	switch (type.type) {
		case 'switch':
			return ['maybe', 'ja', 2, { a: 1 }, ['yes', 'no'], NaN];
		case 'number':
			return ['abc', '1,5', NaN, Infinity, '1e400', { a: 1 }, [1, 2], true];
		case 'choice':
			return type.allowOther
				? [{ a: 1 }, 'undefined', '[object Object]', ['a', 'b'], true]
				: ['none of these', { a: 1 }, 987_654, ['a', 'b'], 'undefined'];
		case 'id':
			return ['a b', 'a\nb', ['a'], { taskId: 'a' }, true, 'undefined', '[object Object]'];
		case 'text':
			return [{ a: 1 }, ['a', 'b'], true, NaN, 'undefined', 'null', '[object Object]'];
		case 'file':
			return [
				'https://a.io/1.png, https://a.io/2.png',
				['https://a.io/1.png', 'https://a.io/2.png'],
				'http://192.168.1.5/1.png',
				'picture',
				{ a: 1 },
				7,
			];
		case 'list':
			return nonsense(type.entries)
				.filter((entry) => typeof entry !== 'string' && !Array.isArray(entry))
				.map((entry) => [entry]);
		case 'json':
			return type.any ? ['{"a": "b" c"}', 'hello'] : ['{"a": "b" c"}', '[1]', 'hello', 5];
		default:
			return [{ a: 1 }, 'two words'];
	}
}

export const NOTHING = [undefined, null, '', ' \n', '\u200b', []];
