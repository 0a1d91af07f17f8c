import { byText } from '../../kie/order';
import type { Field, Operation } from './operation';
import { sharedOptions, waitForCompletion } from './taskOptions';

/** A parameter as one operation shows it. `when`: where other fields of the operation have one of these values. */
export type FormField = Pick<Field, 'property' | 'when'>;

/** The parameters of an operation that are always there, in the order in which they are shown. */
export const mainFields = (operation: Operation): FormField[] => [
	...operation.fields,
	...(operation.kind === 'submit' ? [{ property: waitForCompletion }] : []),
];

/** What the collection *Options* offers for an operation: its own options first, in alphabetical order. */
export const optionFields = (operation: Operation): FormField[] => [
	...(operation.options ?? []).map(asOption).sort(byLabel),
	...sharedOptions(operation).map((property) => ({ property })),
];

/** Nothing in a collection is required: what is there was added. */
function asOption({ property, when }: Field): FormField {
	const option = { ...property };
	delete option.required;
	return { property: option, ...(when && { when }) };
}

const byLabel = byText<FormField>(({ property }) => property.displayName);
