import { urlField, urlListField } from '../fields';
import { count } from '../limits';
import type { SubmitOperation } from '../operation';
import { promptField } from '../visual';
import { visualRoute } from '../visualRoute';
import { request, sizeField } from './image';

export const edit: SubmitOperation = {
	kind: 'submit',
	value: 'edit',
	name: 'Edit',
	action: 'Edit images with GPT-4o',
	description: 'Change or combine up to five images; about 6 credits',
	request,
	family: 'gpt4oImage',
	unified: visualRoute('4o-image-api'),
	fields: [
		promptField({
			optional: true,
			description: 'What to change in the images; a variation of them when empty',
			placeholder: 'e.g. Put the person of the first image into the street of the second',
		}),
		urlListField('imageUrls', {
			label: 'Images',
			entry: 'Image',
			required: true,
			fromItem: true,
			wire: 'filesUrl',
			kinds: ['image'],
			description: 'One to five images in JPEG, PNG or WebP',
			limits: [count(1, 5)],
		}),
		sizeField,
	],
	options: [
		urlField('maskUrl', {
			label: 'Mask',
			kinds: ['image'],
			maxMb: 25,
			description: 'Image that marks what may be changed, of at most 25 MB; with one image only',
		}),
	],
	rules: [
		({ maskUrl, imageUrls }) => {
			const images = [imageUrls].flat().length;
			return maskUrl !== undefined && images > 1
				? `Mask can be used with one image only, but Images has ${images}`
				: undefined;
		},
	],
};
