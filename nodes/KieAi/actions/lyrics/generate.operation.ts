import { submitTo } from '../endpoint';
import { textField } from '../fields';
import { maxLength } from '../limits';
import { sunoRoute } from '../music/unified';
import type { SubmitOperation } from '../operation';

export const generate: SubmitOperation = {
	kind: 'submit',
	value: 'generate',
	name: 'Generate',
	action: 'Generate lyrics',
	description: 'Write two or three variants of lyrics; costs about 0.4 credits',
	request: submitTo('/api/v1/lyrics', { callback: false }),
	family: 'lyrics',
	unified: sunoRoute('generate-lyrics'),
	fields: [
		textField('prompt', {
			label: 'Prompt',
			required: true,
			rows: 3,
			description: 'What the song is about, in at most 200 characters',
			placeholder: 'e.g. A nostalgic song about growing up in a small town',
			limits: [maxLength(200)],
		}),
	],
};
