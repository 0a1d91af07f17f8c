import { FILLED_IN, applies } from '../../nodes/KieAi/actions/applies';
import type { Field, Values } from '../../nodes/KieAi/actions/field';
import type { Operation } from '../../nodes/KieAi/actions/operation';

const FILE_ADDRESS = 'https://example.com/file.mp3';
const ENDINGS = { image: 'png', video: 'mp4', audio: 'mp3' };
const MODEL = 'nano-banana-pro';
const CHAT_MODEL = 'gemini-3-5-flash';
const ID = '5c79be8e';

/** What a person might enter, in the order in which it is tried until no limit of the field objects. */
const CANDIDATES: Record<string, unknown[]> = {
	string: ['Calm piano', FILE_ADDRESS],
	number: [1, 8, 10, 20, 30, 0, 60, 12345],
	boolean: [true],
	json: [{ prompt: 'A red kite' }],
	resourceLocator: [MODEL],
	resourceMapper: [{ value: { prompt: 'A red kite' } }],
};

const allFields = ({ fields, options = [] }: Operation): Field[] => [...fields, ...options];

const choicesOf = ({ property }: Field): unknown[] =>
	(property.options ?? []).map((option) => ('value' in option ? option.value : undefined));

const isList = ({ property }: Field) => property.typeOptions?.multipleValues === true;

const objections = ({ limits = [] }: Field, value: unknown, values: Values) =>
	limits.some((limit) => limit(value, values) !== undefined);

function enteredFor({ property, file, means }: Field): unknown[] {
	if (file) return [`https://example.com/file.${ENDINGS[file.kinds?.[0] ?? 'audio']}`];
	if (means === 'webAddress') return [FILE_ADDRESS];
	if (means === 'chatModel') return [CHAT_MODEL];
	if (means === 'model') return [MODEL];
	return means === 'id' ? [ID] : (CANDIDATES[property.type] ?? []);
}

/** Values worth trying for a field, the most natural first. */
function candidates(field: Field): unknown[] {
	const { type, default: initial } = field.property;
	if (type === 'options') return [initial, ...choicesOf(field)];
	const entered = enteredFor(field);
	if (!isList(field)) return type === 'number' ? [initial, ...entered] : entered;
	return [1, 2].flatMap((length) => entered.map((entry) => Array<unknown>(length).fill(entry)));
}

const broken = ({ rules = [] }: Operation, values: Values) =>
	rules.some((rule) => rule(values) !== undefined);

/** The value that the field and, with it, the whole form accept; `undefined` where there is none. */
function acceptable(operation: Operation, field: Field, values: Values): unknown {
	return candidates(field).find(
		(value) =>
			value !== undefined &&
			value !== '' &&
			!objections(field, value, values) &&
			!broken(operation, { ...values, [field.property.name]: value }),
	);
}

/** How much of a form is filled in: what is required, or all that the rules allow together. */
export type Extent = 'required' | 'everything';

/** Fills in the form of an operation: the given values, then the others. */
export function fillIn(operation: Operation, given: Values, extent: Extent): Values {
	const values: Values = { ...given };
	for (const field of operation.fields) {
		const { name, required, type, default: initial } = field.property;
		if (values[name] !== undefined || !applies(field, values)) continue;
		const steersForm = type === 'options' || type === 'boolean';
		if (steersForm && extent === 'required') values[name] = initial;
		else if (required) values[name] = candidates(field).find((v) => !objections(field, v, values));
		else if (steersForm) values[name] = initial;
	}
	reconcile(operation, values);
	if (extent === 'required') return values;
	for (const field of allFields(operation)) {
		const { name } = field.property;
		if (values[name] !== undefined || !applies(field, values)) continue;
		const value = acceptable(operation, field, values);
		if (value !== undefined) values[name] = value;
	}
	return values;
}

/** Where the first choice of every number breaks a rule between them, another one of them is tried. */
function reconcile(operation: Operation, values: Values): void {
	for (const field of operation.fields) {
		const { name, type } = field.property;
		if (type !== 'number' || values[name] === undefined || !broken(operation, values)) continue;
		const better = candidates(field).find(
			(value) =>
				!objections(field, value, values) && !broken(operation, { ...values, [name]: value }),
		);
		if (better !== undefined) values[name] = better;
	}
}

/** Every way to answer the fields that other fields depend on. */
export function variants(operation: Operation): Values[] {
	const steering = new Set(allFields(operation).flatMap(({ when = {} }) => Object.keys(when)));
	return operation.fields
		.filter(({ property }) => steering.has(property.name))
		.reduce<
			Values[]
		>((forms, field) => forms.flatMap((form) => (applies(field, form) ? answersOf(field).map((answer) => ({ ...form, [field.property.name]: answer })) : [form])), [{}]);
}

const answersOf = (field: Field): unknown[] =>
	field.property.type === 'boolean' ? [false, true] : choicesOf(field);

/** The operation without the fields that only Kie.ai's unified route takes. */
export const classicOnly = <O extends Operation>(operation: O): O => ({
	...operation,
	options: operation.options?.filter(({ unifiedOnly }) => !unifiedOnly),
});

/** A value for every field that has to be filled in, with whatever, before this one is there. */
const companions = ({ when = {} }: Field): Values =>
	Object.fromEntries(
		Object.entries(when)
			.filter(([, allowed]) => allowed.includes(FILLED_IN))
			.map(([name]) => [name, ID]),
	);

/** One form per choice of every list of choices, on top of the variants. */
export function choices(operation: Operation): Values[] {
	const lists = allFields(operation).filter(({ property }) => property.type === 'options');
	return variants(operation).flatMap((form) =>
		lists
			.map((field) => ({ field, others: { ...form, ...companions(field) } as Values }))
			.filter(({ field, others }) => applies(field, others) && !others[field.property.name])
			.flatMap(({ field, others }) =>
				choicesOf(field).map((choice) => ({ ...others, [field.property.name]: choice })),
			)
			.filter((choice) => !broken(operation, fillIn(operation, choice, 'required'))),
	);
}

/** The parameters of a node whose form is filled in with these values. */
export function parametersOf(resource: string, operation: Operation, values: Values) {
	const added = new Set((operation.options ?? []).map(({ property }) => property.name));
	const entries = Object.entries(values);
	const options = Object.fromEntries(entries.filter(([name]) => added.has(name)));
	return {
		resource,
		operation: operation.value,
		...Object.fromEntries(entries.filter(([name]) => !added.has(name))),
		...(Object.keys(options).length > 0 && { options }),
	};
}
