import type {
	GenericValue,
	IDataObject,
	IExecuteFunctions,
	ResourceMapperValue,
} from 'n8n-workflow';

import { labelOf } from '../../../kie/catalogue/labels';
import { inputError } from '../../../kie/errors';
import { IncomingFile } from '../../../kie/values/incoming';
import { kindOfTask } from '../../../kie/tasks/families';
import { FAMILY_LABELS } from '../../../kie/tasks/labels';
import { type ItemFiles, type Warn, findId, isEmpty, readValue } from '../../../kie/values';
import { collectionOf } from '../../../kie/values/property';
import { refuseUnevaluated } from '../../../kie/values/text';
import { asRecord } from '../../../kie/json';
import { applies, conditionWords } from '../../actions/applies';
import type { Field, Values } from '../../actions/field';
import type { Operation } from '../../actions/operation';
import { OPTIONS } from '../../actions/taskOptions';
import { fieldSpec } from './fieldSpec';

/**
 * Reads the fields of an operation for one item, checks them and drops what is unset.
 * @param warn takes what is worth telling
 * @throws {KieError} category `input`, naming field, value and limit. Nothing has been sent by then.
 */
export function readValues(
	context: IExecuteFunctions,
	operation: Operation,
	itemIndex: number,
	files: ItemFiles,
	warn: Warn = () => {},
): Values {
	const values: Values = {};
	const parameter = (name: string, otherwise: unknown): unknown =>
		context.getNodeParameter(name, itemIndex, otherwise);
	const { parameters: stored } = context.getNode();
	const take = (field: Field, enter: () => unknown, hasDefault: boolean) => {
		if (!applies(field, values)) return;
		const { name } = field.property;
		refuseFixed(field, (hasDefault ? stored : asRecord(stored[OPTIONS.name]))?.[name]);
		const entered = enter();
		const meant = meantBy(field, entered, context, itemIndex, files);
		const value =
			meant instanceof IncomingFile ? meant : read(field, meant, files, hasDefault, warn);
		if (value !== undefined) values[name] = value;
	};
	for (const field of operation.fields) {
		const { name, default: initial } = field.property;
		take(field, () => parameter(name, initial), true);
	}
	const { options = [] } = operation;
	const added = collectionOf(OPTIONS.displayName, parameter(OPTIONS.name, {}));
	for (const field of options) take(field, () => added[field.property.name], false);
	refuseUnused(operation, added, values);
	check(operation, values);
	return values;
}

/** @throws {KieError} for an expression in a field that is fixed, which n8n does not evaluate */
function refuseFixed({ property }: Field, stored: unknown): void {
	if (property.type !== 'resourceMapper') return refuseUnevaluated(stored, property.displayName);
	const form = asRecord(asRecord(stored)?.value) ?? {};
	for (const [name, entry] of Object.entries(form)) refuseUnevaluated(entry, labelOf(name));
}

/** n8n drops the options that it hides; those that an expression adds all the same are refused, not passed over. */
function refuseUnused(operation: Operation, added: Values, values: Values): void {
	for (const field of operation.options ?? []) {
		const { name, displayName } = field.property;
		if (values[name] !== undefined || isEmpty(added[name]) || applies(field, values)) continue;
		throw inputError(`${displayName} can be used only where ${conditionWords(field, operation)}`);
	}
}

/** What was entered, or what the incoming item has for a field that was left as it was. */
function meantBy(
	field: Field,
	entered: unknown,
	context: IExecuteFunctions,
	itemIndex: number,
	files: ItemFiles,
): unknown {
	if (field.fromItem && isUntouched(context, field)) {
		const file = incomingFile(context, itemIndex, files, entered);
		return field.several ? file : neededFile(file, field);
	}
	if (!field.incoming || !isEmpty(entered)) return entered;
	return findId(context.getInputData()[itemIndex].json, field.incoming);
}

/** @throws {KieError} where the item has no file of the kind that the field is for */
function neededFile(file: IncomingFile, { property, file: rule }: Field): unknown {
	const [kind] = rule?.kinds ?? [];
	const found = file.need(kind, property.displayName, true);
	return property.typeOptions?.multipleValues ? [found] : found;
}

/** Whether the field still holds the expression that it began with. */
function isUntouched(context: IExecuteFunctions, { property }: Field): boolean {
	const { [property.name]: written = property.default } = context.getNode().parameters;
	return JSON.stringify(written) === JSON.stringify(property.default);
}

function incomingFile(
	context: IExecuteFunctions,
	itemIndex: number,
	{ names, binary }: ItemFiles,
	found: unknown,
): IncomingFile {
	const binaries = names.map((name) => ({ name, mimeType: binary(name)?.mimeType ?? '' }));
	return new IncomingFile(found, { json: context.getInputData()[itemIndex].json, binaries });
}

/** An empty field stands for its default; one that was added and emptied, for nothing. */
function read(
	field: Field,
	entered: unknown,
	files: ItemFiles,
	hasDefault: boolean,
	warn: Warn,
): unknown {
	if (field.property.type === 'resourceMapper') return readForm(field, entered);
	const { value, warnings } = readValue(fieldSpec(field, files, hasDefault), entered);
	warnings.forEach(warn);
	return value;
}

/** The request body of checked values, under the names that Kie.ai uses. */
export function bodyOf(operation: Operation, values: Values): IDataObject {
	const body: IDataObject = {};
	for (const field of [...operation.fields, ...(operation.options ?? [])]) {
		const { name } = field.property;
		if (field.wire === null || values[name] === undefined || !applies(field, values)) continue;
		const value = field.toWire ? field.toWire(values[name]) : values[name];
		body[field.wire ?? name] = value as GenericValue;
	}
	return 'compose' in operation && operation.compose ? operation.compose(body) : body;
}

/** The fields of a form that the user added; n8n keeps values of removed ones, and makes up zeros for them. */
function readForm({ property }: Field, form: unknown): IDataObject {
	const { value, schema = [] } = (form ?? {}) as Partial<ResourceMapperValue>;
	const removed = new Set(schema.filter((field) => field.removed).map(({ id }) => id));
	const entries = Object.entries(collectionOf(property.displayName, value));
	return Object.fromEntries(
		entries.filter(([name, entry]) => entry !== null && !removed.has(name)),
	) as IDataObject;
}

function check(operation: Operation, values: Values): void {
	for (const field of [...operation.fields, ...(operation.options ?? [])]) {
		const value = values[field.property.name];
		if (value === undefined || !applies(field, values)) continue;
		const problem = firstProblem(field, value, values);
		if (problem) throw inputError(`${field.property.displayName} ${problem}`);
	}
	for (const rule of operation.rules ?? []) {
		const problem = rule(values);
		if (problem) throw inputError(problem);
	}
}

const firstProblem = ({ limits = [] }: Field, value: unknown, values: Values) =>
	limits.map((limit) => limit(value, values)).find((problem) => problem !== undefined);

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
		const needed = accepts.map((name) => FAMILY_LABELS[name]).join(' or ');
		throw inputError(
			`${operation.name} needs a ${needed} task, but the incoming item is from ${FAMILY_LABELS[family]}`,
			`Connect it to a node that makes one, or set ${property.displayName}; nothing was paid`,
		);
	}
}
