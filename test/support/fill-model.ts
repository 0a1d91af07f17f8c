import type { ItemShape, Model, ModelField } from '../../nodes/kie/catalogue/model';
import { problemsOf } from '../../nodes/kie/catalogue/check';

export type Input = Record<string, unknown>;

const ADDRESS = 'https://example.com/file';

const blocking = (model: Model, input: Input) =>
	problemsOf(model, input, String).filter(({ soft }) => !soft);

/** Texts that fit the patterns of the snapshot. */
const PATTERNS: Array<[RegExp, string]> = [
	[/sora\\\.chatgpt/, 'https://sora.chatgpt.com/p/s_1'],
	[/#\[0-9A-Fa-f\]/, '#12AB34'],
	[/%\$$/, '25.00%'],
	[/\\d\+\(\\\.\\d\+\)\?,/, '1.5,3.5'],
];

function text({
	name = '',
	minLength = 1,
	maxLength = 40,
	pattern,
	media,
}: Partial<ModelField>): string {
	if (/(^|_)id$|[a-z]Id$/.test(name)) return '5c79be8e';
	const fitting = PATTERNS.find(([known]) => pattern !== undefined && known.test(pattern))?.[1];
	if (fitting) return fitting;
	return media
		? ADDRESS
		: 'word '.repeat(20).slice(0, Math.max(minLength, Math.min(maxLength, 12)));
}

function numeric({
	minimum,
	maximum,
	exclusiveMinimum,
	specialValues,
}: Partial<ModelField>): number {
	return (
		minimum ??
		(exclusiveMinimum !== undefined ? exclusiveMinimum + 1 : (specialValues?.[0] ?? maximum ?? 1))
	);
}

/** A value that a field takes. */
export function sample(shape: ModelField | ItemShape): unknown {
	const field = shape as ModelField;
	if (field.enum) return field.enum[0];
	switch (shape.type) {
		case 'string':
			return text(field);
		case 'boolean':
			return true;
		case 'integer':
		case 'number':
			// What ends comes after what starts.
			return numeric(field) + (/(^|_)ends?(_|$)/.test(field.name ?? '') ? 10 : 0);
		case 'array': {
			const entry = shape.items ? sample({ ...shape.items, media: field.media } as ItemShape) : 'x';
			return Array.from({ length: Math.max(1, shape.minItems ?? 1) }, () => entry);
		}
		case 'object':
			return Object.fromEntries(
				(shape.properties ?? []).map((member) => [member.name, sample(member)]),
			);
	}
}

const without = (input: Input, name: string): Input =>
	Object.fromEntries(Object.entries(input).filter(([key]) => key !== name));

/** Every input that differs from one by a single field; `kept` stays. */
function neighbours({ fields }: Model, input: Input, kept: string): Input[] {
	return fields
		.filter(({ name }) => name !== kept)
		.flatMap((field) => {
			const twice = field.type === 'array' && [[sample(field), sample(field)].flat()];
			const values =
				field.enum ??
				(field.type === 'boolean' ? [true, false] : [sample(field), ...(twice || [])]);
			return [
				without(input, field.name),
				...values.map((value) => ({ ...input, [field.name]: value })),
			];
		});
}

const DEEPEST = 3;

/** A valid input that holds a field with a value, as near to the example as the model's rules allow. */
export function inputWith(model: Model, example: Input, name: string, value: unknown): Input {
	let tried: Input[] = [{ ...example, [name]: value }];
	for (let depth = 0; depth <= DEEPEST; depth++) {
		const valid = tried.find((input) => blocking(model, input).length === 0);
		if (valid) return valid;
		tried = tried.flatMap((input) => neighbours(model, input, name));
	}
	throw new Error(`No valid input of ${model.id} with ${name}`);
}

/** A valid input with as many fields as go together. */
export function fullInput(model: Model, example: Input): Input {
	return model.fields.reduce((input, field) => {
		if (field.name in input) return input;
		const more = { ...input, [field.name]: sample(field) };
		return blocking(model, more).length === 0 ? more : input;
	}, example);
}

/** Values that a field must not take, by what is wrong with them. */
export function wrongValues(field: ModelField): Array<[string, unknown]> {
	const {
		type,
		enum: choices,
		minimum,
		maximum,
		maxLength,
		minLength = 0,
		maxItems,
		minItems = 0,
	} = field;
	const entry = field.items ? sample({ ...field.items, media: field.media } as ItemShape) : 'x';
	const wrong: Array<[string, unknown] | false> = [
		['type', type === 'object' ? 'text' : { not: 'this' }],
		choices !== undefined && type === 'string' && ['enum', 'none of these'],
		choices !== undefined && type !== 'string' && ['enum', 987_654],
		minimum !== undefined && !field.specialValues && ['range', minimum - 1],
		maximum !== undefined && ['range', maximum + 1],
		maxLength !== undefined && ['length', ADDRESS + 'x'.repeat(maxLength)],
		minLength > 1 && ['length', 'x'],
		maxItems !== undefined && ['count', Array.from({ length: maxItems + 1 }, () => entry)],
		minItems > 1 && ['count', [entry]],
		field.media !== undefined && type === 'string' && ['address', 'picture.png'],
	];
	return wrong.filter((one) => one !== false);
}
