import { problemsOf } from './check';
import type { Model, ModelField, Scalar } from './model';
import { type Input, holds } from './paths';

const SENTENCE = 'A red kite over a green hill at sunrise';
const ID = '0123456789abcdef0123456789abcdef';
const FILES = {
	image: 'https://example.com/picture.png',
	video: 'https://example.com/video.mp4',
	audio: 'https://example.com/audio.mp3',
	file: 'https://example.com/file.pdf',
};

/** Values that their names ask for, by how a name reads. The first that fits counts. */
const BY_NAME: Array<[RegExp, Scalar]> = [
	[/speaker_id/i, 'Speaker 1'],
	[/(^|_)ids?$|taskId$/i, ID],
	[/^(ref_)?name$/i, 'kite'],
	[/^hex$/i, '#1E90FF'],
	[/^ratio$/i, '25.00%'],
	[/tags|style/i, 'acoustic folk, calm'],
	[/title/i, 'Morning Light'],
	[/timestamps/i, '1.5,3.5'],
];

/** How often an example is mended before it is given up. */
const MOST_STEPS = 12;

/** A value that a field takes and that shows how it is written. */
export function exampleValue(field: ModelField): unknown {
	const { default: initial, enum: choices, type } = field;
	if (initial !== undefined && initial !== null && initial !== '') return initial;
	if (choices && type !== 'array') return choices[0];
	switch (type) {
		case 'array':
			return Array.from({ length: Math.max(1, field.minItems ?? 1) }, () => entryOf(field));
		case 'object':
			return members(field.properties);
		case 'boolean':
			return false;
		case 'string':
			return text(field);
		default:
			return number(field);
	}
}

function entryOf({ name, items, media, ...list }: ModelField): unknown {
	if (!items) return text({ name, type: 'string' });
	if (items.properties) return members(items.properties);
	if (items.type === 'array') return exampleValue({ name, ...items });
	return exampleValue({ name, media, enum: list.enum, ...items });
}

/** What an object needs, or everything where it needs nothing. */
function members(properties: ModelField[] = []): Input {
	const needed = properties.filter(({ required }) => required);
	const shown = needed.length > 0 ? needed : properties;
	return Object.fromEntries(shown.map((member) => [member.name, exampleValue(member)]));
}

function text({ name, media, pattern, maxLength = Infinity }: ModelField): string {
	if (pattern?.includes('sora')) return 'https://sora.chatgpt.com/p/s_1';
	if (media) return FILES[media];
	const named = BY_NAME.find(([words]) => words.test(name))?.[1];
	return String(named ?? SENTENCE).slice(0, maxLength);
}

/** The least, which is the cheapest too; what ends comes after what starts. */
function number({ name, minimum, exclusiveMinimum, maximum }: ModelField): number {
	const least = minimum ?? (exclusiveMinimum === undefined ? maximum : exclusiveMinimum + 1);
	return (least ?? 1) + (/(^|_)ends?(_|$)/.test(name) ? 10 : 0);
}

/**
 * An input of a model that runs: what it needs, filled in.
 * @param from what is given already
 */
export function exampleInput(model: Model, from: Input = {}): Input {
	return completeInput(model, withStarters(model, from), exampleValue);
}

/**
 * An input with the settings that a model needs and nobody has filled in: its default, else the first and least, which
 * is the cheapest. Texts and files are left to people.
 */
export function withStarters(model: Model, input: Input): Input {
	return completeInput(model, switchOff(model, input), starterOf);
}

/** Without the ways of working that ask for more than was entered, where Kie.ai would choose one of them by itself. */
function switchOff(model: Model, input: Input): Input {
	const asking = (model.rules ?? []).filter(
		({ kind, fields, when }) =>
			kind === 'requiredWhen' &&
			when?.equals === true &&
			!(when.field in input) &&
			holds(model, input, when) &&
			fields.some((name) => !(name in input)),
	);
	return { ...Object.fromEntries(asking.map(({ when }) => [when?.field, false])), ...input };
}

const starterOf = (field: ModelField): unknown =>
	isOpen(field) && field.default === undefined ? undefined : exampleValue(field);

/** What is said or shown in an entry of a list. */
const CONTENT = /^(text|prompt|scene|description)$/i;

/** Whether only people know what belongs there. */
function isOpen({ type, enum: choices, items, media }: ModelField): boolean {
	if (media !== undefined || (type === 'string' && !choices)) return true;
	if (type !== 'array') return false;
	return (
		items?.properties?.some((one) => one.media !== undefined || CONTENT.test(one.name)) ?? true
	);
}

function completeInput(
	model: Model,
	input: Input,
	valueFor: (field: ModelField) => unknown,
): Input {
	let result = input;
	for (let step = 0; step < MOST_STEPS; step++) {
		const missing = missingFields(model, result).find((field) => valueFor(field) !== undefined);
		if (!missing) return result;
		result = { ...result, [missing.name]: valueFor(missing) };
	}
	return result;
}

/** The fields that something is missing in, the first of several that would do. */
function missingFields(model: Model, input: Input): ModelField[] {
	const named = problemsOf(model, input, String)
		.filter(({ soft }) => !soft)
		.map(({ field }) => field);
	return model.fields.filter(({ name }) => named.includes(name) && !(name in input));
}
