import { exampleValue } from '../../../kie/catalogue/example';
import { type MainFields, mainFields } from '../../../kie/catalogue/mainFields';
import type { Model, ModelField } from '../../../kie/catalogue/model';
import { INTENT_PARTS, type Intent, type Part, partsOf } from '../../../kie/parts';
import type { Input } from '../../../kie/catalogue/paths';
import { inputError } from '../../../kie/errors';
import { IncomingFile } from '../../../kie/values/incoming';
import { isEmpty } from '../../../kie/values';
import type { Values } from '../field';

/** What an operation calls each part. */
export type PartLabels = (part: Part) => string;

/**
 * What was entered beside the model's own form, under the names of the model.
 * @param written what needs nothing of it, as the JSON says it
 * @throws {KieError} category `input` for what the model has no field for, and for a missing file
 */
export function takeParts(
	values: Values,
	model: Model,
	intent: Intent,
	labels: PartLabels,
	written: Input,
): Input {
	const main = mainFields(model, intent);
	const isWritten = (part: Part) =>
		main[part] !== undefined && !isEmpty(written[nameIn(main[part])]);
	const open = partsOf(intent).filter((part) => !isWritten(part));
	const entries = open.flatMap((part) => {
		const value = partValue(values[part], part, intent, model, labels(part));
		return value === undefined ? [] : [entryFor(model, main, part, value)];
	});
	return Object.fromEntries(entries);
}

function partValue(
	entered: unknown,
	part: Part,
	intent: Intent,
	model: Model,
	label: string,
): unknown {
	const field = fieldOf(model, mainFields(model, intent)[part]);
	const isNeeded = field?.required === true || INTENT_PARTS[intent].needs.includes(part);
	const isIncoming = entered instanceof IncomingFile && part !== 'prompt';
	if (entered === undefined || (isIncoming && !field && !isNeeded)) return undefined;
	if (!field) throw takesNone(model, label);
	if (!isIncoming) return entered;
	return isNeeded ? entered.need(part, label, isOnlyFile(intent)) : entered.sure(part);
}

const takesNone = ({ title }: Model, label: string) =>
	inputError(
		`${title} takes no ${label.toLowerCase()}`,
		`Empty ${label}, or choose a model that takes one; nothing was sent and nothing was paid`,
	);

const isOnlyFile = (intent: Intent) =>
	partsOf(intent).filter((part) => part !== 'prompt').length === 1;

function entryFor(model: Model, main: MainFields, part: Part, value: unknown): [string, unknown] {
	const [name, key] = (main[part] as string).split('[].');
	if (key === undefined) return [name, value];
	const field = fieldOf(model, name) as ModelField;
	const [example] = exampleValue(field) as Input[];
	return [name, [value].flat().map((one) => ({ ...example, [key]: one }))];
}

const nameIn = (path: string) => path.split('[].')[0];

const fieldOf = ({ fields }: Model, path?: string) =>
	fields.find(({ name }) => path !== undefined && name === nameIn(path));

/** The fields of a model that parts fill in. */
export const fieldsOfParts = (model: Pick<Model, 'id' | 'fields'>, intent: Intent): string[] =>
	Object.values(mainFields(model, intent)).map(nameIn);

/** How the fields that parts fill in are called in messages: as the part. */
export function partNaming(
	model: Model | undefined,
	intent: Intent,
	labels: PartLabels,
	otherwise: (name: string) => string,
): (name: string) => string {
	const main = model ? mainFields(model, intent) : {};
	return (name) => {
		const part = partsOf(intent).find((one) => main[one]?.split('[].')[0] === name);
		return part ? labels(part) : otherwise(name);
	};
}
