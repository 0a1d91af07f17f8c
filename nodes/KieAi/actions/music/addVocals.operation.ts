import { submitTo } from '../endpoint';
import { textField } from '../fields';
import type { SubmitOperation } from '../operation';
import { audioUrlField } from '../source';
import { accompanimentOptions, accompanimentFields } from './accompaniment';
import { sunoRoute } from './unified';

export const addVocals: SubmitOperation = {
	kind: 'submit',
	value: 'addVocals',
	name: 'Add Vocals',
	action: 'Add vocals to audio',
	description: 'Add a singing voice to an instrumental audio file; two songs, about 12 credits',
	request: submitTo('/api/v1/generate/add-vocals', { callback: true }),
	family: 'music',
	unified: sunoRoute('add-vocals'),
	fields: [
		audioUrlField,
		textField('prompt', {
			label: 'Prompt',
			required: true,
			rows: 4,
			description: 'Words to sing, and how they are sung',
			placeholder: 'e.g. A soft voice sings about autumn rain',
		}),
		...accompanimentFields('style'),
	],
	options: accompanimentOptions,
};
