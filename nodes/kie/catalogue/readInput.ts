import { asKieError } from '../errors';
import {
	type ItemFiles,
	type Reading,
	type ValueSpec,
	type Warn,
	isEmpty,
	readValue,
} from '../values';
import { plain } from '../values/near';
import { fieldType } from './fieldType';
import type { Model, ModelField } from './model';
import type { Input } from './paths';
import { type Naming, valueProblems } from './values';

/** How the input of a model is read. */
interface InputReader {
	/** How fields are called in messages. */
	named: Naming;
	files: ItemFiles;
	warn: Warn;
	/** It comes from the form: n8n writes a 0 into a number field that was added and left empty. */
	isForm: boolean;
	/** The user wants it sent whatever is wrong with it. */
	sendAnyway: boolean;
}

/** What is not of these types is judged by the limits of the field, which Kie.ai's live schema may have widened. */
const JUDGED_LATER = new Set(['number', 'switch', 'choice']);

/**
 * What an input really says: values in the types of their fields, without what nobody filled in. Fields that the model
 * does not have are kept as they are.
 * @throws {KieError} category `input`
 */
export function readInput(model: Model, entered: Input, reader: InputReader): Input {
	const values = Object.entries(entered).map(([name, value]): [string, unknown] => {
		const field = fieldNamed(name, model, entered);
		return field ? [field.name, readField(field, value, reader)] : [name, value];
	});
	return Object.fromEntries(values.filter(([, value]) => !isEmpty(value)));
}

/** The field of a name, also of one in another spelling ("aspectRatio"), where the right one is not there too. */
function fieldNamed(name: string, { fields }: Model, entered: Input): ModelField | undefined {
	const exact = fields.find((field) => field.name === name);
	if (exact) return exact;
	const [found, ...others] = fields.filter((field) => plain(field.name) === plain(name));
	return found && others.length === 0 && !(found.name in entered) ? found : undefined;
}

function readField(field: ModelField, entered: unknown, reader: InputReader): unknown {
	if (isMadeUp(field, entered, reader)) return undefined;
	const spec: ValueSpec = {
		...fieldType(field, reader.files),
		label: reader.named(field.name),
		...(field.required && { default: field.default }),
	};
	if (!mayBeWrong(spec, reader)) return takeReading(readValue(spec, entered), reader);
	try {
		return takeReading(readValue(spec, entered), reader);
	} catch (error) {
		if (reader.sendAnyway) reader.warn(asKieError(error).message);
		return entered;
	}
}

function takeReading({ value, warnings }: Reading, { warn }: InputReader): unknown {
	warnings.forEach(warn);
	return value;
}

const mayBeWrong = ({ type }: ValueSpec, { sendAnyway }: InputReader) =>
	sendAnyway || JUDGED_LATER.has(type);

/** A zero that the field cannot hold is n8n's own. */
const isMadeUp = (field: ModelField, entered: unknown, { isForm }: InputReader) =>
	isForm && entered === 0 && !field.required && valueProblems(field, 0, String).length > 0;
