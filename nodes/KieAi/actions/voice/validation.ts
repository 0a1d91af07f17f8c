import type { Field } from '../field';
import { taskIdField } from '../source';

/** The validation that a later step belongs to. */
export const validationField: Field = {
	...taskIdField,
	property: {
		...taskIdField.property,
		description: 'Start Validation task; the incoming item names it',
	},
	sourceFamilies: ['voiceValidation'],
};
