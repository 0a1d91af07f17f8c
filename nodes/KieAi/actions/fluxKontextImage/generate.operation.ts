import type { SubmitOperation } from '../operation';
import { aspectRatioField, enableTranslationField, promptField } from '../visual';
import { visualRoute } from '../visualRoute';
import { RATIOS, imageExtras, modelField, request } from './image';

export const generate: SubmitOperation = {
	kind: 'submit',
	value: 'generate',
	name: 'Generate',
	action: 'Generate with Flux Kontext',
	description: 'Make an image from text; about 5 credits with Pro and 10 with Max',
	request,
	family: 'fluxKontext',
	unified: visualRoute('flux1-kontext', 'flux-kontext-pro'),
	fields: [
		promptField({
			description: 'What the image shows',
			placeholder: 'e.g. A quiet mountain lake at sunrise',
		}),
		modelField,
		aspectRatioField(RATIOS),
		enableTranslationField,
	],
	options: imageExtras(6),
};
