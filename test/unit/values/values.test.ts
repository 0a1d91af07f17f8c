import type { ValueType } from '../../../nodes/kie/values';
import {
	callbackUrl,
	fileList,
	hintOf,
	host,
	id,
	json,
	number,
	onOff,
	read,
	refusalOf,
	secret,
	text,
	textList,
} from './read';

const ZERO_WIDTH = '\u200b\ufeff\u2060';

type Taken = [what: string, type: ValueType, entered: unknown, value: unknown];
type Refused = [what: string, type: ValueType, entered: unknown, message: RegExp | string];

const versions: ValueType = {
	type: 'choice',
	choices: [
		{ value: 'V5_5', label: 'V5.5' },
		{ value: 'V5', label: 'V5' },
		{ value: 'V4_5PLUS', label: 'V4.5 Plus' },
	],
};
const openVersions: ValueType = { ...versions, allowOther: 'distant' };
const seconds: ValueType = {
	type: 'choice',
	choices: [{ value: 5 }, { value: 10 }, { value: 1.5 }],
};
const lengths: ValueType = { type: 'choice', choices: [{ value: '5' }, { value: '10' }] };
const waits: ValueType = {
	type: 'choice',
	choices: [
		{ value: 'polling', label: 'Polling' },
		{ value: 'callback', label: 'Callback' },
		{ value: 'no', label: 'No' },
	],
};
const voices: ValueType = {
	type: 'choice',
	choices: [
		{ value: 'EkK5I93UQWFDigLMpZcX', label: 'James – Husky' },
		{ value: 'Z3R5wn05IrDiVCyEkUrK', label: 'Arabella – Mysterious' },
	],
};
const ratios: ValueType = { type: 'choice', choices: [{ value: '16:9' }, { value: '9:16' }] };
const resolutions: ValueType = {
	type: 'choice',
	choices: [{ value: '720p' }, { value: '1080p' }, { value: '4k', label: '4K' }],
};
const keys: ValueType = {
	type: 'choice',
	choices: [
		{ value: 'F', label: 'F Major' },
		{ value: 'F#', label: 'F# Major' },
	],
};
const songModels: ValueType = {
	type: 'choice',
	allowOther: 'distant',
	choices: [
		{ value: 'V6', label: 'Suno V6' },
		{ value: 'V5_5', label: 'Suno V5.5' },
		{ value: 'V4_5PLUS', label: 'Suno V4.5 Plus' },
		{ value: 'V4_5', label: 'Suno V4.5' },
	],
};
const videoModels: ValueType = {
	type: 'choice',
	allowOther: 'distant',
	choices: [
		{ value: 'veo3', label: 'Veo 3.1 Quality' },
		{ value: 'veo3_fast', label: 'Veo 3.1 Fast' },
	],
};
const chatModels: ValueType = {
	type: 'choice',
	allowOther: 'ids',
	choices: [{ value: 'gpt-5-5', label: 'GPT-5.5' }],
};
const models: ValueType = {
	type: 'choice',
	allowOther: 'distant',
	choices: [{ value: 'google/nano-banana' }, { value: 'kling-3.0/video' }],
};

const TAKEN: Taken[] = [
	['text', text, ' A song ', ' A song '],
	['an empty-looking word', text, 'Null Island', 'Null Island'],
	['a number', text, 1984, '1984'],
	['zero', text, 0, '0'],
	['negative zero', text, -0, '0'],
	['a list of one', text, ['pop'], 'pop'],
	['a list of one number', text, [[7]], '7'],
	['half of a pair', text, 'a\ud83d!', 'a\ufffd!'],
	['a whole pair', text, 'a🎨!', 'a🎨!'],
	['joined characters', text, '👩\u200d🎤 sings', '👩\u200d🎤 sings'],

	...[true, 1, '1', 'yes', 'on', 'TRUE ', ' Yes\n', ['true'], 'On'].map(
		(entered): Taken => [String(entered), onOff, entered, true],
	),
	...[false, 0, -0, '0', 'no', 'off', 'False', ' NO '].map(
		(entered): Taken => [String(entered), onOff, entered, false],
	),

	['the value', versions, 'V5_5', 'V5_5'],
	['the label', versions, 'V5.5', 'V5_5'],
	['another case', versions, 'v5', 'V5'],
	['the label in another case', versions, ' v4.5 plus ', 'V4_5PLUS'],
	['other separators', versions, 'v4-5-plus', 'V4_5PLUS'],
	['quotes around it', versions, '"V5"', 'V5'],
	['a list of one', versions, ['V5'], 'V5'],
	['a locator', versions, { __rl: true, mode: 'list', value: 'V5' }, 'V5'],
	['a number as text', seconds, ' 5 ', 5],
	['a number with decimals', seconds, '10.0', 10],
	['a number for text', lengths, 5, '5'],
	['a setting with a blank', waits, 'polling ', 'polling'],
	['a setting as shown', waits, 'Polling', 'polling'],
	['a setting in capitals', waits, 'NO', 'no'],
	['a voice by its ID', voices, 'Z3R5wn05IrDiVCyEkUrK', 'Z3R5wn05IrDiVCyEkUrK'],
	['a voice by its name', voices, 'Arabella – Mysterious', 'Z3R5wn05IrDiVCyEkUrK'],
	['a voice by its first name', voices, 'james', 'EkK5I93UQWFDigLMpZcX'],
	['a voice with a hyphen', voices, 'James - Husky', 'EkK5I93UQWFDigLMpZcX'],
	['a ratio', ratios, ' 16:9', '16:9'],
	['another version of an open list', openVersions, 'V6', 'V6'],
	['what is written like an ID', chatModels, 'gpt-5.5', 'gpt-5.5'],
	['a title of what has an ID', chatModels, 'GPT 5.5', 'gpt-5-5'],
	['another version with a word', openVersions, 'V5PLUS', 'V5PLUS'],
	['a known one of an open list by its label', openVersions, 'v5.5', 'V5_5'],
	['a new model', models, 'maker/new-model', 'maker/new-model'],
	['a new version of a model', models, 'kling-3.1/video', 'kling-3.1/video'],
	['a known model in another case', models, 'Google/Nano-Banana ', 'google/nano-banana'],

	['a number for text with decimals', lengths, '10.0', '10'],
	['seconds with their unit', seconds, '10 seconds', 10],
	['seconds with their unit, as text', lengths, '5s', '5'],
	['a resolution without its unit', resolutions, 1080, '1080p'],
	['a resolution without its unit, as text', resolutions, ' 720 ', '720p'],
	['a plus for a word', songModels, 'V4.5+', 'V4_5PLUS'],
	['a version without its letter', songModels, '5.5', 'V5_5'],
	['a version as a number', songModels, 4.5, 'V4_5'],
	['the end of a label that is common', videoModels, 'fast', 'veo3_fast'],
	['a new version of an open list with a word', songModels, 'V6_5PRO', 'V6_5PRO'],
	['a sign for a sharp', keys, 'F♯', 'F#'],
	['a word for a sharp', keys, 'f sharp', 'F#'],
	['a name with a remark', songModels, 'Suno V6 (beta)', 'V6'],
	['a ratio with its name', ratios, 'Landscape (16:9)', '16:9'],
	[
		'a model with the price that the list shows',
		{
			...models,
			choices: [{ value: 'nano-banana-2', label: 'Nano Banana 2' }],
		} as ValueType,
		'8 credits · Nano Banana 2',
		'nano-banana-2',
	],
	[
		'a locator in a locator',
		versions,
		{ __rl: true, mode: 'id', value: { __rl: true, mode: 'list', value: 'V5' } },
		'V5',
	],

	['a number', number, 1.5, 1.5],
	['a number as text', number, '5', 5],
	['blanks around it', number, ' 5\n', 5],
	['zero-width around it', number, `${ZERO_WIDTH}5`, 5],
	['decimals', number, '0.25', 0.25],
	['no leading zero', number, '.5', 0.5],
	['an exponent', number, '1e3', 1000],
	['a sign', number, '-1', -1],
	['a list of one', number, ['5'], 5],
	['a whole number with decimals', { type: 'number', integer: true }, '5.0', 5],

	['a list', textList, ['a', 'b'], ['a', 'b']],
	['a list with blanks', textList, ['a', '', null, ' '], ['a']],
	['JSON', textList, '["a", "b, c"]', ['a', 'b, c']],
	['lines', textList, 'a\r\nb\n\nc', ['a', 'b', 'c']],
	['commas', textList, 'a, b,c', ['a', 'b', 'c']],
	['commas within an entry', textList, ['a, b', 'c'], ['a, b', 'c']],
	['one text', textList, 'a', ['a']],
	['numbers', textList, [1, 2], ['1', '2']],
	['a list within an entry', textList, [['a', 'b']], ['a', 'b']],
	['JSON within an entry', textList, ['["a","b"]'], ['a', 'b']],
	['words in brackets', textList, '[Verse] a, b', ['[Verse] a', 'b']],
	['choices', { type: 'list', entries: versions }, 'v5, V5.5', ['V5', 'V5_5']],

	['an ID', id, ' 5c79\n', '5c79'],
	['quotes', id, '"5c79"', '5c79'],
	['zero-width within', id, '5c\u200b79\u00ad', '5c79'],
	['zero-width', id, `5c79${ZERO_WIDTH}`, '5c79'],
	['a number', id, 42, '42'],

	['an object', json, { a: 1, b: null, c: undefined }, { a: 1 }],
	[
		'JSON',
		json,
		'{"a": "x", "b": null, "c": [null, 1], "d": {"e": null}}',
		{ a: 'x', c: [1], d: {} },
	],
	['JSON in JSON', json, JSON.stringify('{"a":1}'), { a: 1 }],
	['a list of one object', json, '[{"a": 1}]', { a: 1 }],
	['a key that is a trap', json, '{"constructor": 1}', { constructor: 1 }],

	['a key', secret, 'abc123', 'abc123'],
	['blanks around it', secret, ' abc123\n', 'abc123'],
	['Bearer', secret, 'Bearer abc123', 'abc123'],
	['a whole header', secret, 'Authorization: bearer  abc123 ', 'abc123'],
	['quotes', secret, '"abc123"', 'abc123'],
	['quotes and Bearer', secret, "'Bearer abc123'", 'abc123'],

	['a host', host, 'https://api.kie.ai', 'https://api.kie.ai'],
	['a slash', host, ' https://API.kie.ai// ', 'https://api.kie.ai'],
	['a port', host, 'http://127.0.0.1:8080', 'http://127.0.0.1:8080'],

	['an address', callbackUrl, ' https://n8n.acme.io/hook\n', 'https://n8n.acme.io/hook'],
	['a port', callbackUrl, 'https://n8n.acme.io:8443/hook?a=1', 'https://n8n.acme.io:8443/hook?a=1'],
	[
		'Kie.ai inside, on the same host',
		{ type: 'callbackUrl', trustedHosts: ['127.0.0.1'] },
		'http://127.0.0.1:5678/hook',
		'http://127.0.0.1:5678/hook',
	],
];

const POISON = ['undefined', 'null', 'NaN', '[object Object]', ' [object Object],[object Object]'];

const REFUSED: Refused[] = [
	[
		'an object',
		text,
		{ prompt: 'love', mood: 1 },
		'Field must be text, but is an object with prompt, mood',
	],
	['a list', text, ['pop', 'rock'], 'Field must be text, but is a list of 2'],
	['a switch', text, true, 'Field must be text, but is true'],
	['no number', text, NaN, 'Field must be text, but is NaN'],
	['an infinite number', text, Infinity, /must be text/],
	...POISON.map(
		(entered): Refused => [`"${entered}"`, text, entered, /only a broken expression makes/],
	),
	...['undefined, null', 'undefined undefined', 'NaN - NaN', 'null\nnull'].map(
		(entered): Refused => [`"${entered}"`, text, entered, /only a broken expression makes/],
	),
	...['#REF!', '#N/A', ' #NAME? ', '#DIV/0!', '#WERT!'].map(
		(entered): Refused => [`"${entered}"`, text, entered, /a formula that failed/],
	),
	...['{{ $json.prompt }}', '={{ $json.prompt }}', '{{prompt}}', '$json.prompt'].map(
		(entered): Refused => [`"${entered}"`, text, entered, /which was not evaluated/],
	),
	[
		'an object within the text',
		text,
		'A song about [object Object]',
		/contains "\[object Object\]"/,
	],

	...['maybe', 'ja', '2', 2, -1, 'truee', {}, { a: 1 }, ['true', 'false'], 'constructor', NaN].map(
		(entered): Refused => [JSON.stringify(entered), onOff, entered, /^Field must be true or false/],
	),

	['none of them', versions, 'V6', 'Field must be one of V5.5, V5, V4.5 Plus, but is "V6"'],
	['almost one', versions, 'V4.5 Plsu', /did you mean V4\.5 Plus\?/],
	['an object', versions, { name: 'V5' }, /must be one of .* but is an object with name/],
	['a switch', waits, true, /must be one of Polling, Callback, No, but is true/],
	['a word', waits, 'nein', /must be one of Polling, Callback, No, but is "nein"/],
	['a number that differs by its separators', seconds, '15', /must be one of 5, 10, 1\.5/],
	['a decimal comma', seconds, '1,5', /must be one of/],
	['almost a known model', models, 'google/nano-bananna', /did you mean google\/nano-banana\?/],
	['a known model that lost a letter', models, 'google/nanobanna', /did you mean/],
	...POISON.map((entered): Refused => [`"${entered}"`, models, entered, /Field (is|contains)/]),
	['a switch in an open list', openVersions, true, /must be one of/],
	['several names in an open list', songModels, 'V5,V4', /must be one of .* but is "V5,V4"/],
	['words in an open list of names', songModels, 'the newest one', /must be one of/],
	['a number in an open list of names', songModels, 12, /must be one of .* but is 12/],
	['a word that is no version', songModels, 'latest', /must be one of/],
	['a part of a name', videoModels, 'veo3_fas', /must be one of/],
	['the beginning of several names', videoModels, 'veo3.1', /must be one of/],
	['minutes where seconds are meant', seconds, '5m', /must be one of 5, 10, 1\.5/],
	['two ratios', ratios, '16:9 (9:16)', /must be one of/],

	...['1.000', '12.500', ' 360.000 ', '-1.000'].map(
		(entered): Refused => [
			`"${entered}"`,
			number,
			entered,
			/^Field is "\s*-?\d+\.\d{3}\s*", which may mean -?[\d.]+ or -?\d+$/,
		],
	),

	...['1,5', 'abc', '5s', '', '1 000', '0x10', 'Infinity', '1e400', '５', 'NaN', '1.2.3'].map(
		(entered): Refused => [`"${entered}"`, number, entered, /^Field (must be a number|is empty)/],
	),
	...[NaN, Infinity, -Infinity, true, {}, [1, 2], new Date(0)].map(
		(entered): Refused => [String(entered), number, entered, /^Field must be a number/],
	),
	['too little', { type: 'number', min: 0 }, -5, 'Field must be at least 0, but is -5'],
	[
		'too much',
		{ type: 'number', min: 1, max: 9 },
		'1e9',
		'Field must be at least 1 and at most 9, but is 1000000000',
	],
	['a part', { type: 'number', integer: true }, 1.5, 'Field must be a whole number, but is 1.5'],

	['an object in a list', textList, [{ a: 1 }], /must be text, but is an object with a/],
	['one bad choice', { type: 'list', entries: versions }, 'V5, V9', /but is "V9"/],

	['a list', id, ['a'], 'Field must be an ID, but is a list'],
	['an object', id, { taskId: 'a' }, 'Field must be an ID, but is an object with taskId'],
	['a switch', id, true, /must be an ID/],
	['two words', id, 'a b', 'Field must be one ID without blanks, but is "a b"'],
	['two lines', id, 'a\nb', /without blanks/],
	['a broken expression', id, 'undefined', /broken expression/],
	['an expression', id, '{{ $json.taskId }}', /which was not evaluated/],
	['a number that lost its end', id, 12345678901234567000, /is the number .*, which is not exact/],

	[
		'a quote within',
		json,
		'{"prompt": "He said "hi""}',
		/breaks at "hi\\"\\"}" \(line 1, column 22\); a quote within/,
	],
	[
		'a line break within',
		json,
		'{\n "prompt": "line 1\nline 2"\n}',
		/\(line 2, column 19\).*line break/,
	],
	['single quotes', json, "{'a': 1}", /double quotes/],
	['comments', json, '{\n "a": 1 // one\n}', /\(line 2, column 9\); JSON has no comments/],
	['typographic quotes', json, '{“a”: 1}', /straight double quotes/],
	['words of Python', json, '{"a": None}', /JSON writes true, false and null/],
	['no quotes', json, '{a: 1}', /keys need double quotes/],
	['an empty expression', json, '{"a": undefined}', /the expression before it gave nothing/],
	['two objects', json, '{"a": 1}{"a": 2}', /more than one object/],
	['an end that is missing', json, '{"a": [1', /ends too early \(line 1, column 9\)/],
	['a list', json, '[1]', 'Field must be a JSON object, but is a list'],
	['a word', json, 'hello', /not valid JSON/],
	['a number', json, 5, /must be a JSON object, but is 5/],
	['depth', json, `${'['.repeat(1e5)}`, /not valid JSON/],
	['depth in an object', json, `{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`, /levels/],

	['nothing', secret, null, 'Field is empty'],
	['Bearer alone', secret, 'Bearer ', 'Field is empty'],
	['a line break', secret, 'abc\ndef', /blank or line break/],
	['two words', secret, 'abc def', /blank or line break/],
	['typographic marks', secret, 'abc…def', /characters that no key has/],
	['a broken expression', secret, 'undefined', /expression/],
	['an expression as text', secret, '{{$vars.key}}', /expression/],
	['an object', secret, { a: 1 }, 'Field must be text, but is an object'],

	[
		'no scheme',
		host,
		'api.kie.ai',
		/must be an address with https:\/\/ or http:\/\/ .* but is "api\.kie\.ai"/,
	],
	['another scheme', host, 'ftp://api.kie.ai', /https:\/\/ or http:\/\//],
	['a path', host, 'https://api.kie.ai/api/v1', /must be a host alone/],
	['a query', host, 'https://api.kie.ai?a=1', /must be a host alone/],
	[
		'a user',
		host,
		'https://me:secret@api.kie.ai',
		'Field must not contain a user name or password',
	],
	['a blank', host, 'https://api .kie.ai', /https:\/\/ or http:\/\//],
	['a scheme alone', host, 'https://', /https:\/\/ or http:\/\//],
	['an object', host, {}, /https:\/\/ or http:\/\//],

	['no scheme', callbackUrl, 'n8n.acme.io/hook', /begins with https:\/\//],
	['no TLS', callbackUrl, 'http://n8n.acme.io/hook', /must begin with https:\/\//],
	...[
		'http://localhost:5678/hook',
		'https://192.168.1.5/hook',
		'https://[::1]/',
		'https://n8n/hook',
	].map((entered): Refused => [entered, callbackUrl, entered, /cannot reach/]),
	...[
		'https://example.com/hook',
		'https://your-domain.com/h',
		'https://your-n8n.acme.io',
		'https://<host>/h',
	].map((entered): Refused => [entered, callbackUrl, entered, /placeholder/]),
	['two', callbackUrl, 'https://a.io, https://b.io', /more than one web address/],
	[
		'Kie.ai inside, another host',
		{ type: 'callbackUrl', trustedHosts: ['127.0.0.1'] },
		'http://localhost:5678/hook',
		/cannot reach/,
	],
];

describe('a value is read as it is meant', () => {
	it.each(TAKEN.map(([what, type, ...rest]) => [type.type, what, type, ...rest] as const))(
		'%s: %s',
		(_type, _what, type, entered, value) => {
			expect(read(type, entered)).toEqual({ value, warnings: [] });
		},
	);
});

describe('or it is refused', () => {
	it.each(REFUSED.map(([what, type, ...rest]) => [type.type, what, type, ...rest] as const))(
		'%s: %s',
		(_type, _what, type, entered, message) => {
			const said = refusalOf(type, entered);

			if (typeof message === 'string') expect(said).toBe(message);
			else expect(said).toMatch(message);
			expect(said.length).toBeLessThanOrEqual(500);
		},
	);
});

describe('what to do about a text that is no number', () => {
	it.each([
		['1,000', /thousands without a separator/],
		['1.000,50', /thousands without a separator/],
		["1'000", /thousands without a separator/],
		['0,65', /decimal point/],
		['1:30', /90 for 1:30/],
		['60s', /without a unit/],
		['$5', /without a unit/],
		['65 %', /without a unit/],
	])('%s', (entered, hint) => {
		expect(hintOf(number, entered)).toMatch(hint);
	});
});

it('a date as text: says how to write it', () => {
	expect(hintOf(text, new Date(0))).toContain('toISO()');
});

describe('nothing was entered', () => {
	const NOTHING = [undefined, null, '', '  \n', ZERO_WIDTH, '\u00a0\u3164', [], [''], [null]];
	const TYPES: ValueType[] = [
		text,
		onOff,
		versions,
		number,
		textList,
		fileList,
		id,
		json,
		secret,
		host,
		callbackUrl,
	];

	it.each(TYPES.map((type) => [type.type, type] as const))('in %s', (_name, type) => {
		for (const nothing of NOTHING) {
			expect(read(type, nothing, { required: false })).toEqual({ value: undefined, warnings: [] });
			expect(refusalOf(type, nothing)).toBe('Field is empty');
		}
	});

	it('stands for the default', () => {
		expect(read(waits, '', { default: 'polling' }).value).toBe('polling');
		expect(read(onOff, null, { default: false }).value).toBe(false);
		expect(read(number, ' ', { default: 0 }).value).toBe(0);
		expect(read(versions, undefined, { default: 'V5' }).value).toBe('V5');
	});

	it('but false and zero are something', () => {
		expect(read(onOff, false, { default: true }).value).toBe(false);
		expect(read(number, 0, { default: 7 }).value).toBe(0);
	});
});

describe('what is worth telling', () => {
	it.each([
		[
			'a text about an object',
			text,
			'Why does it print "[object Object]"?',
			/contains "\[object Object\]"/,
		],
		['a code fence', json, '```json\n{"a":1}\n```', /without the code fence/],
		[
			'words around a code fence',
			json,
			'Here it is:\n```\n{"a":1}\n```\nEnjoy!',
			/without the code fence/,
		],
		['trailing commas', json, '{"a":[1,2,],}', /without commas at the end/],
	])('%s', (_what, type, entered, warning) => {
		const { warnings } = read(type, entered);

		expect(warnings).toEqual([expect.stringMatching(warning)]);
	});

	it('mends nothing within texts', () => {
		expect(read(json, '{"a":"x,]","b":[1,],}').value).toEqual({ a: 'x,]', b: [1] });
	});
});

describe('no message is long, shows a key, or takes long to make', () => {
	const HUGE = [
		'A'.repeat(3e6),
		`${' '.repeat(1e6)}x${' '.repeat(1e6)}x`,
		`"${'\\'.repeat(1e6)}`,
		`{"a":${'"b",'.repeat(3e5)}`,
		'['.repeat(1e6),
		`https://a.io/${'a, '.repeat(3e5)}`,
		`data:image/png;base64,${'A,'.repeat(5e5)}!`,
		'[object Object'.repeat(1e5),
		'```'.repeat(1e6),
		'\ud83d'.repeat(1e6),
		'your-'.repeat(2e5),
		Array.from({ length: 1e5 }, (_, i) => ({ i })),
		Object.fromEntries(Array.from({ length: 1e4 }, (_, i) => [`key ${i}`, i])),
	];
	const TYPES: ValueType[] = [
		onOff,
		openVersions,
		number,
		fileList,
		id,
		json,
		secret,
		host,
		callbackUrl,
	];

	it.each(TYPES.map((type) => [type.type, type] as const))('%s', (_name, type) => {
		for (const huge of HUGE) {
			let message = '';
			try {
				read(type, huge);
			} catch (error) {
				({ message } = error as Error);
			}
			expect(message.length).toBeLessThanOrEqual(500);
		}
	});

	it('a key stays unseen', () => {
		expect(refusalOf(secret, 'top secret\u2026')).not.toMatch(/top|secret/);
	});

	it('a value is shown up to 100 characters', () => {
		expect(refusalOf(number, 'x'.repeat(101))).toBe(
			`Field must be a number, but is "${'x'.repeat(100)}…"`,
		);
	});
});
