import { byText } from '../../kie/order';
import { downloadFiles } from '../../results/optionFields';
import { offersDownload } from './madeFiles';
import type { Field } from './field';
import type { Operation } from './operation';
import { sharedOptions, waitAsTool, waitForCompletion } from './taskOptions';

/** A parameter as one operation shows it. */
export type FormField = Pick<Field, 'property' | 'when' | 'unless'>;

const asTool = { '@tool': [true] };

/** n8n of today tells agents' tools apart, n8n of yesterday shows what is not meant for them only. */
const waitFields: FormField[] = [
	{ property: waitForCompletion, unless: asTool },
	{ property: waitAsTool, when: asTool },
];

/** The parameters of an operation that are always there, in the order in which they are shown. */
export const mainFields = (operation: Operation): FormField[] => [
	...operation.fields,
	...(operation.kind === 'submit' ? waitFields : []),
	...(offersDownload(operation) ? [downloadField(operation)] : []),
];

/** A task that is not waited for has no files yet, and n8n drops those of an agent's tool. */
const downloadField = ({ kind }: Operation): FormField => ({
	property: downloadFiles,
	unless: asTool,
	...(kind === 'submit' && { when: { [waitForCompletion.name]: ['polling', 'callback'] } }),
});

/** What the collection *Options* offers for an operation: its own options first, in alphabetical order. */
export const optionFields = (operation: Operation): FormField[] => [
	...(operation.options ?? []).map(asOption).sort(byLabel),
	...sharedOptions(operation).map((property) => ({ property })),
];

/** Nothing in a collection is required: what is there was added. */
function asOption({ property, when, unless }: Field): FormField {
	const option = { ...property };
	delete option.required;
	return { property: option, when, unless };
}

const byLabel = byText<FormField>(({ property }) => property.displayName);
