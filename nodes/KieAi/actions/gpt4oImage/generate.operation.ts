import type { SubmitOperation } from '../operation';
import { promptField } from '../visual';
import { visualRoute } from '../visualRoute';
import { request, sizeField } from './image';

export const generate: SubmitOperation = {
	kind: 'submit',
	value: 'generate',
	name: 'Generate',
	action: 'Generate a GPT-4o image',
	description: 'Make an image from text; about 6 credits',
	request,
	family: 'gpt4oImage',
	unified: visualRoute('4o-image-api'),
	fields: [
		promptField({
			description: 'What the image shows',
			placeholder: 'e.g. A watercolor of a lighthouse in the evening',
		}),
		sizeField,
	],
};
