import { urlField } from '../fields';
import type { SubmitOperation } from '../operation';
import { aspectRatioField, enableTranslationField, promptField } from '../visual';
import { visualRoute } from '../visualRoute';
import { RATIOS, imageExtras, modelField, request } from './image';

export const edit: SubmitOperation = {
	kind: 'submit',
	value: 'edit',
	name: 'Edit',
	action: 'Edit with Flux Kontext',
	description: 'Change an image by description; about 5 credits with Pro and 10 with Max',
	request,
	family: 'fluxKontext',
	unified: visualRoute('flux1-kontext', 'flux-kontext-pro'),
	fields: [
		promptField({
			description: 'What to change in the image',
			placeholder: 'e.g. Make the sky stormy and keep everything else',
		}),
		urlField('imageUrl', {
			label: 'Image',
			required: true,
			fromItem: true,
			wire: 'inputImage',
			kinds: ['image'],
			description: 'Image to change',
		}),
		modelField,
		enableTranslationField,
	],
	options: [
		aspectRatioField(RATIOS, { description: 'The image keeps its own when this is not set' }),
		...imageExtras(2),
	],
};
