import type { ItemShape, Model, ModelField } from './model';
import type { Input } from './paths';
import { valueProblems } from './values';

const isNothing = (value: unknown) =>
	value === undefined ||
	value === null ||
	(typeof value === 'string' && value.trim() === '') ||
	(Array.isArray(value) && value.length === 0);

/**
 * What a form really says: values in the types of their fields, without what nobody filled in. n8n writes a 0 into a
 * number field that was added and left empty, and the field's default stands in fields that were only looked at.
 */
export function fromForm(model: Model, entered: Input): Input {
	const values = Object.entries(entered).map(([name, value]): [string, unknown] => {
		const field = fieldOf(model, name);
		return [name, field ? coerced(field, value) : value];
	});
	return Object.fromEntries(values.filter(([name, value]) => isMeant(model, name, value)));
}

const fieldOf = ({ fields }: Model, name: string) => fields.find((field) => field.name === name);

function isMeant(model: Model, name: string, value: unknown): boolean {
	const field = fieldOf(model, name);
	if (isNothing(value)) return false;
	if (!field || field.required || isAsked(model, name)) return true;
	if (value === 0 && valueProblems(field, value, String).length > 0) return false;
	return JSON.stringify(value) !== JSON.stringify(field.default);
}

/** Some rules ask whether a field is sent at all, be it with its default. */
const PRESENCE = new Set(['atLeastOne', 'exactlyOne', 'requiredWhen']);

function isAsked({ variants = [], rules = [] }: Model, name: string): boolean {
	return (
		variants.some(({ required }) => required.includes(name)) ||
		rules.some(
			({ kind, fields, needs = [] }) =>
				needs.includes(name) || (PRESENCE.has(kind) && fields.includes(name)),
		)
	);
}

/** A value in the type of its field, where it can be read as one; expressions and AI agents hand over much as text. */
export function coerced(shape: ModelField | ItemShape, value: unknown): unknown {
	switch (shape.type) {
		case 'array':
			return listFrom(shape, value);
		case 'object':
			return typeof value === 'string' ? parsedOr(value, value) : value;
		case 'string':
			return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
	}
	if (typeof value !== 'string' || value.trim() === '') return value;
	const text = value.trim();
	if (shape.type === 'boolean') return /^(true|false)$/i.test(text) ? /^t/i.test(text) : value;
	return Number.isNaN(Number(text)) ? value : Number(text);
}

function listFrom({ items }: ModelField | ItemShape, value: unknown): unknown {
	if (isNothing(value)) return value;
	const list = typeof value === 'string' ? parsedOr(value, parts(value, items)) : value;
	const entries: unknown[] = Array.isArray(list) ? list : [list];
	return entries
		.filter((entry) => !isNothing(entry))
		.map((entry) => (items ? coerced(items, entry) : entry));
}

/** The comma of a data URL separates nothing. */
const parts = (text: string, items: ItemShape | undefined): string[] =>
	items?.type === 'object'
		? [text]
		: text.split(/\n|(?<!data:[^,\n]*),/i).map((part) => part.trim());

/** The value of a JSON list or object, or `otherwise`. */
function parsedOr(text: string, otherwise: unknown): unknown {
	if (!/^\s*[[{]/.test(text)) return otherwise;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return otherwise;
	}
}
