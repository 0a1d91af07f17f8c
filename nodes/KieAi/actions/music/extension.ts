import { numberField, switchField } from '../fields';
import { onlyIf, positive } from '../limits';
import type { Field, Rule } from '../operation';
import {
	negativeTagsField,
	personaFields,
	personaModelRule,
	styleField,
	styleLength,
	titleField,
	titleLength,
	vocalGenderField,
	weightFields,
} from './suno';

/** The fields below are there only where the song does not continue as it is. */
export const withOwnParameters = { customParameters: [true] };

/** Whether an extension continues like its source, and whether it is sung. */
export const extensionSwitches: Field[] = [
	switchField('customParameters', {
		label: 'Custom Parameters',
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

export const continueAtField = numberField('continueAt', {
	label: 'Continue At (Seconds)',
	required: true,
	description: 'Moment from which the song continues; above 0 and before the end of the source',
	default: 0,
	min: 0,
	limits: [positive],
});

export const extensionExtras: Field[] = [
	negativeTagsField,
	vocalGenderField,
	...weightFields,
	...personaFields,
];

export const extensionRules: Rule[] = [
	onlyIf(
		'personaId',
		({ customParameters }) => customParameters === true,
		'Persona ID can be used only with Custom Parameters',
	),
	personaModelRule,
];
