import type { INodePropertyOptions, NodeParameterValue } from 'n8n-workflow';

import type { FileRule } from '../../kie/files/input';
import type { Conditions, Field, Limit } from './field';

interface Common {
	label: string;
	description?: string;
	hint?: string;
	placeholder?: string;
	required?: true;
	wire?: string | null;
	when?: Conditions;
	limits?: Limit[];
}

const common = ({ label, description, hint, placeholder, required }: Common) => ({
	displayName: label,
	...(description !== undefined && { description }),
	...(hint !== undefined && { hint }),
	...(placeholder !== undefined && { placeholder }),
	...(required && { required }),
});

const mapping = ({ wire, when, limits }: Common) => ({
	...(wire !== undefined && { wire }),
	...(when && { when }),
	...(limits && { limits }),
});

/** A text field; with `rows` one of several lines. */
export function textField(
	name: string,
	options: Common & { default?: string; rows?: number },
): Field {
	const { rows, default: initial = '' } = options;
	return {
		property: {
			name,
			type: 'string',
			default: initial,
			...common(options),
			...(rows && { typeOptions: { rows } }),
		},
		...mapping(options),
	};
}

/** The id of something that was made earlier. */
export const idField = (name: string, options: Common & { default?: string }): Field => ({
	...textField(name, options),
	means: 'id',
});

/** What belongs into a field for a file. */
export const FILE_HINT = 'A web address, or the name of a binary field, e.g. data';

const FILE_EXAMPLES: Record<string, string> = {
	image: 'e.g. https://example.com/image.png',
	video: 'e.g. https://example.com/video.mp4',
	audio: 'e.g. https://example.com/audio.mp3',
};

/** An example for a field that takes files of these kinds. */
export const fileExample = (kinds: FileRule['kinds'] = []): string =>
	FILE_EXAMPLES[kinds[0]] ?? FILE_EXAMPLES.image;

const fileRule = ({ kinds, maxMb }: FileRule): FileRule => ({
	...(kinds && { kinds }),
	...(maxMb !== undefined && { maxMb }),
});

/** The incoming item's file: its address, as the results of this node carry it, or its binary field. */
export const ITEM_FILE = '={{ $json.url ?? Object.keys($binary)[0] }}';

/** `fromItem`: while nobody touches the field, it stands for the incoming item's file. */
type FileOptions = Common & FileRule & { fromItem?: true };

const fileMapping = (options: FileOptions) => ({
	...mapping(options),
	file: fileRule(options),
	...(options.fromItem && { fromItem: options.fromItem }),
});

/** A field for a file: its web address, the binary field that holds it, or a data URL. */
export function urlField(name: string, options: FileOptions): Field {
	const initial = options.fromItem && { default: ITEM_FILE };
	return {
		...textField(name, {
			hint: FILE_HINT,
			placeholder: fileExample(options.kinds),
			...initial,
			...options,
		}),
		...fileMapping(options),
	};
}

/** A list of files, one per entry. `entry`: what one of them is called. A required list begins with one that is missing. */
export function urlListField(name: string, options: FileOptions & { entry?: string }): Field {
	const { entry = 'File', required, fromItem } = options;
	return {
		property: {
			name,
			type: 'string',
			default: fromItem ? [ITEM_FILE] : required ? [''] : [],
			typeOptions: { multipleValues: true, multipleValueButtonText: `Add ${entry}` },
			...common({ hint: FILE_HINT, placeholder: fileExample(options.kinds), ...options }),
		},
		...fileMapping(options),
	};
}

/** A field for a number. What range it has, `limits` say too: `min` and `max` only guide the editor. */
export function numberField(
	name: string,
	options: Common & {
		default: number;
		min?: number;
		max?: number;
		precision?: number;
	},
): Field {
	const { min, max, precision } = options;
	return {
		property: {
			name,
			type: 'number',
			default: options.default,
			...common(options),
			typeOptions: {
				...(min !== undefined && { minValue: min }),
				...(max !== undefined && { maxValue: max }),
				...(precision !== undefined && { numberPrecision: precision }),
			},
		},
		...mapping(options),
	};
}

/** A switch. It is always sent, since Kie.ai's own defaults differ from page to page. */
export function switchField(name: string, options: Common & { default: boolean }): Field {
	return {
		property: { name, type: 'boolean', default: options.default, ...common(options) },
		...mapping(options),
	};
}

type Choice = string | INodePropertyOptions;

/** A list to choose from. `open`: Kie.ai extends it without notice, so other values from expressions are let through. */
export function choiceField(
	name: string,
	options: Common & { choices: readonly Choice[]; default: NodeParameterValue; open?: true },
): Field {
	const asOption = (choice: Choice) =>
		typeof choice === 'string' ? { name: choice, value: choice } : choice;
	return {
		property: {
			name,
			type: 'options',
			options: options.choices.map(asOption),
			default: options.default,
			...common(options),
		},
		...mapping(options),
		...(options.open && { allowOther: true as const }),
	};
}
