import { submitTo } from '../endpoint';
import { maxLength } from '../limits';
import type { SubmitOperation } from '../operation';
import { songFields, songOptions } from './song';
import { everyModelField, negativeTagsField } from './suno';
import { songInput, sunoRoute } from './unified';

export const generate: SubmitOperation = {
	kind: 'submit',
	value: 'generate',
	name: 'Generate',
	action: 'Generate music',
	description:
		'Compose two songs from a description or your own lyrics; one to three minutes, about 12 credits',
	request: submitTo('/api/v1/generate', { callback: true }),
	family: 'music',
	unified: sunoRoute('generate', { input: songInput }),
	// One page says 500 characters for the description, the newer one 3000.
	fields: [everyModelField, ...songFields(3000, maxLength(80))],
	options: [negativeTagsField, ...songOptions],
};
