import { problemsOf } from '../../../nodes/kie/catalogue/check';
import type { Model, ModelField, ModelRule } from '../../../nodes/kie/catalogue/model';
import { CHECKS } from '../../../nodes/kie/catalogue/ruleChecks';
import { ruleProblems } from '../../../nodes/kie/catalogue/rules';

const text = (name: string): ModelField => ({ name, type: 'string' });
const FIELDS: ModelField[] = [
	text('a'),
	text('b'),
	text('mode'),
	{ name: 'on', type: 'boolean', default: true },
	{ name: 'off', type: 'boolean', default: false },
	{ name: 'from', type: 'number', default: 0 },
	{ name: 'to', type: 'number' },
	{ name: 'total', type: 'number', default: 10 },
	{ name: 'list', type: 'array', items: { type: 'string' } },
	{ name: 'other', type: 'array', items: { type: 'string' } },
];

const model = (rule: ModelRule): Model => ({
	id: 'maker/model',
	title: 'Model',
	provider: 'Maker',
	taskTypes: [],
	status: 'live',
	fields: FIELDS,
	rules: [rule],
});

const strict = { field: 'mode', equals: 'x' };

type Input = Record<string, unknown>;

/** A rule, inputs that keep it, and one that breaks it with what is said then. */
const cases: Array<[rule: ModelRule, kept: Input[], broken: Input, message: string]> = [
	[{ kind: 'atLeastOne', fields: ['a', 'b'] }, [{ a: '1' }], { a: '' }, 'Fill in a or b'],
	[
		{ kind: 'exactlyOne', fields: ['a', 'b'] },
		[{ b: '1' }],
		{ a: '1', b: '1' },
		'Fill in exactly one of a and b, not 2',
	],
	[
		{ kind: 'requiredWhen', fields: ['a'], when: strict },
		[{}, { mode: 'x', a: '1' }],
		{ mode: 'x' },
		'a must be filled in when mode is x',
	],
	[
		{ kind: 'onlyWhen', fields: ['a'], when: strict },
		[{ mode: 'x', a: '1' }, {}],
		{ a: '1' },
		'a can be used only when mode is x',
	],
	[
		{ kind: 'forbiddenWhen', fields: ['a'], when: { field: 'b', present: true } },
		[{ a: '1' }],
		{ a: '1', b: '1' },
		'a cannot be used when b is filled in',
	],
	[
		{ kind: 'notTogether', fields: ['a'], with: ['b'] },
		[{ a: '1' }, { b: '1' }],
		{ a: '1', b: '1' },
		'a cannot be combined with b',
	],
	[
		{ kind: 'requires', fields: ['a'], needs: ['b'] },
		[{ a: '1', b: '1' }, { b: '1' }],
		{ a: '1' },
		'a also needs b',
	],
	[
		{ kind: 'notBothTrue', fields: ['on', 'off'] },
		[{}, { on: false, off: true }],
		{ off: true },
		'on and off cannot be on at the same time',
	],
	[
		{ kind: 'allowedValuesWhen', fields: ['b'], values: ['p', 'q'], when: strict },
		[{ b: 'z' }, { mode: 'x', b: 'q' }],
		{ mode: 'x', b: 'z' },
		'b must be p or q when mode is x, but is z',
	],
	[
		{ kind: 'maxLengthWhen', fields: ['a'], value: 2, when: strict },
		[{ a: 'long' }, { mode: 'x', a: '😀😀' }],
		{ mode: 'x', a: 'abc' },
		'a takes at most 2 characters when mode is x, but has 3',
	],
	[
		{ kind: 'maxItemsWhen', fields: ['list'], value: 1, when: strict },
		[{ mode: 'x', list: ['1'] }],
		{ mode: 'x', list: ['1', '2'] },
		'list takes at most 1 entries when mode is x, but has 2',
	],
	[
		{ kind: 'exactItemsWhen', fields: ['list'], value: 2, when: { field: 'mode', in: ['x', 'y'] } },
		[{ mode: 'y', list: ['1', '2'] }],
		{ mode: 'y', list: ['1'] },
		'list takes exactly 2 entries when mode is x or y, but has 1',
	],
	[
		{ kind: 'maximumWhen', fields: ['to'], value: 4, when: strict },
		[{ to: 9 }, { mode: 'x', to: 4 }],
		{ mode: 'x', to: 5 },
		'to must be at most 4 when mode is x, but is 5',
	],
	[
		{ kind: 'minGap', fields: ['from', 'to'], value: 10 },
		[{ to: 10 }, { from: 5 }],
		{ from: 5, to: 10 },
		'to must be at least 10 after from, but they are 10 and 5',
	],
	[
		{ kind: 'maxGap', fields: ['from', 'to'], value: 10 },
		[{ to: 10 }],
		{ to: 11 },
		'to must be at most 10 after from, but they are 11 and 0',
	],
	[
		{ kind: 'ascending', fields: ['list[].start', 'list[].end'] },
		[{ list: [{ start: 1, end: 2 }] }],
		{ list: [{ start: 2, end: 2 }] },
		'list[].end must be after list[].start',
	],
	[
		{ kind: 'maxTotalItems', fields: ['list', 'other'], value: 2 },
		[{ list: ['1', '2'] }],
		{ list: ['1', '2'], other: ['3'] },
		'list and other take at most 2 entries in all, but have 3',
	],
	[
		{ kind: 'maxTotalLength', fields: ['list[].text'], value: 3 },
		[{ list: [{ text: 'ab' }, { text: 'c' }] }],
		{ list: [{ text: 'ab' }, { text: 'cd' }] },
		'list[].text take at most 3 characters in all, but have 4',
	],
	[
		{ kind: 'maxWeightedItems', fields: ['list', 'other'], weights: [1, 2], value: 3 },
		[{ list: ['1'], other: ['2'] }],
		{ list: ['1', '1'], other: ['2'] },
		'list and other take at most 3 places in all, but have 4',
	],
	[
		{ kind: 'sameLength', fields: ['list', 'other'] },
		[{ list: ['1'] }, { list: ['1'], other: ['2'] }],
		{ list: ['1'], other: ['2', '3'] },
		'list and other must have the same number of entries, but have 1 and 2',
	],
	[
		{ kind: 'sumEquals', fields: ['list[].n'], with: ['total'] },
		[{}, { list: [{ n: 4 }, { n: 6 }] }],
		{ list: [{ n: 4 }] },
		'list[].n must add up to the total (10), but make 4',
	],
	[
		{ kind: 'sumAtMost', fields: ['list[].n'], with: ['total'] },
		[{ list: [{ n: 4 }] }],
		{ list: [{ n: 11 }] },
		'list[].n must add up to at most the total (10), but make 11',
	],
	[
		{ kind: 'matchesList', fields: ['list[].who'], with: ['other[].who'] },
		[{ list: [{ who: 'A' }], other: [{ who: 'A' }] }],
		{ list: [{ who: 'B' }], other: [{ who: 'A' }] },
		'list[].who names B, which is not among other[].who',
	],
	[
		{ kind: 'leaveEmpty', fields: ['a'] },
		[{}, { a: '' }],
		{ a: '1' },
		'a must be left empty with this model',
	],
];

const messages = (rule: ModelRule, input: Input) =>
	ruleProblems(model(rule), input, String).map(({ message }) => message);

describe('rules between fields', () => {
	it.each(cases)('%j', (rule, kept, broken, message) => {
		for (const input of kept) expect(messages(rule, input)).toEqual([]);
		expect(messages(rule, broken)).toEqual([message]);
	});

	it('are all tested', () => {
		expect(cases.map(([{ kind }]) => kind).sort()).toEqual(Object.keys(CHECKS).sort());
	});

	it('tell what is only plausible', () => {
		const rule: ModelRule = { kind: 'leaveEmpty', fields: ['a'], soft: true };
		expect(ruleProblems(model(rule), { a: '1' }, String)).toMatchObject([{ soft: true }]);
	});

	it('of a kind that is not known are left to Kie.ai', () => {
		expect(messages({ kind: 'somethingNew', fields: ['a'] }, { a: '1' })).toEqual([]);
	});

	it('do not stumble over values of another type', () => {
		for (const [rule] of cases) {
			const odd = { mode: 'x', a: 1, b: null, list: 3, other: [null, 5], to: 'late', on: 'yes' };
			expect(() => messages(rule, odd)).not.toThrow();
		}
	});
});

describe('several ways to fill in a model', () => {
	const ways: Model = {
		...model({ kind: 'leaveEmpty', fields: [] }),
		variants: [
			{ name: 'From Text', required: ['a'], forbidden: ['mode'] },
			{ name: 'From Both', required: ['a', 'b', 'mode'] },
		],
	};
	const problems = (input: Input) => problemsOf(ways, input, String).map(({ message }) => message);

	it.each<Input>([{ a: '1' }, { a: '1', b: '2', mode: 'x' }])('take %j', (input) => {
		expect(problems(input)).toEqual([]);
	});

	it('tell what is missing in the one that has a place for what is there', () => {
		expect(problems({ mode: 'x' })).toEqual([
			'a is empty (for From Both; the others are From Text)',
			'b is empty (for From Both; the others are From Text)',
		]);
	});
});
