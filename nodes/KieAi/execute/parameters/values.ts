import type {
	GenericValue,
	IDataObject,
	IExecuteFunctions,
	ResourceMapperValue,
} from 'n8n-workflow';

import { inputError } from '../../../kie/errors';
import { familyNamed, kindOfTask } from '../../../kie/tasks/families';
import { parsed } from '../../../kie/json';
import type { Field, Operation, Values } from '../../actions/operation';
import { type ItemFiles, readSource } from './sources';

/**
 * Reads the fields of an operation for one item, checks them and drops what is unset.
 * @throws {KieError} category `input`, naming field, value and limit. Nothing has been sent by then.
 */
export function readValues(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
	files: ItemFiles,
): Values {
	const values: Values = {};
	for (const field of operation.fields) {
		if (applies(field, values)) {
			const { name, default: initial } = field.property;
			take(values, field, context.getNodeParameter(name, itemIndex, initial), files);
		}
	}
	const additionalFields = operation.additionalFields?.length
		? (context.getNodeParameter('additionalFields', itemIndex, {}) as IDataObject)
		: {};
	for (const field of operation.additionalFields ?? []) {
		if (applies(field, values)) take(values, field, additionalFields[field.property.name], files);
	}
	check(operation, values);
	return values;
}

/** The request body of checked values, under the names that Kie.ai uses. */
export function bodyOf(operation: Operation, values: Values): IDataObject {
	const body: IDataObject = {};
	for (const field of [...operation.fields, ...(operation.additionalFields ?? [])]) {
		const { name } = field.property;
		if (field.wire === null || values[name] === undefined || !applies(field, values)) continue;
		const value = field.toWire ? field.toWire(values[name]) : values[name];
		body[field.wire ?? name] = value as GenericValue;
	}
	return 'compose' in operation && operation.compose ? operation.compose(body) : body;
}

function applies({ when }: Field, values: Values): boolean {
	return Object.entries(when ?? {}).every(([name, allowed]) => {
		return allowed.includes(values[name] as (typeof allowed)[number]);
	});
}

function take(values: Values, field: Field, entered: unknown, files: ItemFiles): void {
	const { property } = field;
	const value = coerceValue(property, entered);
	if (!isEmpty(value)) values[property.name] = withFiles(field, value, files);
	else if (property.required) throw missing(property.displayName);
}

function withFiles({ property, file }: Field, value: unknown, files: ItemFiles): unknown {
	if (!file) return value;
	const read = (entry: unknown) => readSource(entry, property.displayName, file, files);
	return Array.isArray(value) ? value.map(read) : read(value);
}

const missing = (label: string) =>
	inputError(`${label} is empty`, `Fill in ${label}; nothing was sent and nothing was paid`);

const isEmpty = (value: unknown) =>
	value === undefined ||
	value === null ||
	(typeof value === 'string' && value.trim() === '') ||
	(Array.isArray(value) && value.length === 0);

/** Expressions and AI agents hand over numbers, numeric choices and switches as text, and lists as one text with commas. */
function coerceValue(property: Field['property'], raw: unknown): unknown {
	const { type, typeOptions } = property;
	if (type === 'resourceMapper') return readForm(raw);
	const entered = type === 'resourceLocator' ? readLocator(raw) : raw;
	if (typeOptions?.multipleValues) {
		const list = [entered]
			.flat()
			.flatMap((entry) => (typeof entry === 'string' ? parts(entry) : entry));
		return list
			.filter((entry) => !isEmpty(entry))
			.map((entry) => (typeof entry === 'object' ? entry : String(entry).trim()));
	}
	if (typeof entered !== 'string' || entered.trim() === '') return entered;
	if (type === 'json') return parsed(entered);
	if (type === 'boolean') return entered.trim().toLowerCase() === 'true';
	if (type === 'number' && !Number.isNaN(Number(entered))) return Number(entered);
	return choices(property).find((choice) => String(choice) === entered.trim()) ?? entered;
}

/** A resource locator carries how it was chosen beside what was chosen. */
const readLocator = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && 'value' in value ? value.value : value;

/** The fields of a form that the user added; n8n keeps values of removed ones, and makes up zeros for them. */
function readForm(form: unknown): IDataObject {
	const { value, schema = [] } = (form ?? {}) as Partial<ResourceMapperValue>;
	const removed = new Set(schema.filter((field) => field.removed).map(({ id }) => id));
	const entries = Object.entries(value ?? {});
	return Object.fromEntries(
		entries.filter(([name, entry]) => entry !== null && !removed.has(name)),
	) as IDataObject;
}

const choices = ({ options = [] }: Field['property']): unknown[] =>
	options.map((option) => ('value' in option ? option.value : ''));

/** The comma of a data URL separates nothing. */
const parts = (list: string) => list.split(/\n|(?<!data:[^,\n]*),/i);

function check(operation: Operation, values: Values): void {
	for (const field of [...operation.fields, ...(operation.additionalFields ?? [])]) {
		const value = values[field.property.name];
		if (value === undefined || !applies(field, values)) continue;
		const problem = typeProblem(field, value) ?? firstProblem(field, value, values);
		if (problem) throw inputError(`${field.property.displayName} ${problem}`);
	}
	for (const rule of operation.rules ?? []) {
		const problem = rule(values);
		if (problem) throw inputError(problem);
	}
}

const firstProblem = ({ limits = [] }: Field, value: unknown, values: Values) =>
	limits.map((limit) => limit(value, values)).find((problem) => problem !== undefined);

function typeProblem({ property, allowOther: open, anyJson }: Field, value: unknown): string | undefined {
	if (property.type === 'number' && typeof value !== 'number') {
		return `must be a number, but is "${String(value)}"`;
	}
	if (property.type === 'json' && (typeof value !== 'object' || (Array.isArray(value) && !anyJson))) {
		return 'must be a JSON object';
	}
	if (property.type !== 'options' || open) return undefined;
	const known = choices(property);
	return known.includes(value)
		? undefined
		: `must be one of ${known.join(', ')}, but is "${String(value)}"`;
}

/**
 * Refuses a source that the operation cannot use, where the incoming item says of its own task what it is.
 * @throws {KieError} category `input`.
 */
export function checkSource(operation: Operation, values: Values, incoming: IDataObject): void {
	for (const { property, sourceFamilies: accepts } of operation.fields) {
		const value = values[property.name];
		const isOwn =
			value !== undefined && [incoming.taskId, incoming.audioId].includes(value as string);
		const family = kindOfTask(incoming);
		if (!accepts || !isOwn || !family || accepts.includes(family)) continue;
		const needed = accepts.map((name) => familyNamed(name).label).join(' or ');
		throw inputError(
			`${operation.name} needs a ${needed} task, but the incoming item is from ${familyNamed(family).label}`,
			`Connect it to a node that makes one, or set ${property.displayName}; nothing was paid`,
		);
	}
}
