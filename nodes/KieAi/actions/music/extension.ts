import { numberField, switchField } from '../fields';
import { positive } from '../limits';
import type { Field } from '../field';
import {
	negativeTagsField,
	personaFields,
	styleField,
	styleLength,
	titleField,
	titleLength,
	under,
	varietyField,
	vocalGenderField,
	weightFields,
} from './suno';

/** The fields below are there only where the song does not continue as it is. */
export const withOwnParameters = { customParameters: [true] };

/** Whether an extension continues like its source, and whether it is sung. */
export const extensionSwitches: Field[] = [
	switchField('customParameters', {
		label: 'Custom Mode',
		wire: 'defaultParamFlag',
		default: false,
		description: 'Whether to set title and style yourself instead of taking them from the source',
	}),
	switchField('instrumental', {
		label: 'Instrumental',
		default: false,
		description: 'Whether to leave out vocals',
	}),
];

export const ownTitleAndStyle: Field[] = [
	{ ...titleField, when: withOwnParameters, limits: [titleLength] },
	{ ...styleField, when: withOwnParameters, limits: [styleLength] },
];

/** `initial`: where a song usually can be continued. */
export const continueAtField = (initial: number | string): Field => {
	const field = numberField('continueAt', {
		label: 'Continue At (Seconds)',
		required: true,
		description: 'Moment from which the song continues; above 0 and before the end of the source',
		default: 0,
		min: 0,
		limits: [positive],
	});
	return { ...field, property: { ...field.property, default: initial } };
};

export const extensionOptions: Field[] = [
	negativeTagsField,
	...under({ instrumental: [false] }, [vocalGenderField]),
	...weightFields,
	varietyField,
	...under(withOwnParameters, personaFields),
];
