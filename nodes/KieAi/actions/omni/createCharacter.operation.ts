import { textField, urlListField } from '../fields';
import { count } from '../limits';
import type { Field } from '../field';
import type { RequestOperation } from '../operation';
import { createdId, isAccepted } from './answer';

const audioIdsField: Field = {
	property: {
		displayName: 'Audio IDs',
		name: 'audioIds',
		type: 'string',
		default: [],
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Audio ID' },
		placeholder: 'e.g. 5c79be8e-8e1a-4f0e-9c3b-2d5f7a1e0b42',
		description: 'Voices from Create Audio that the character speaks with',
	},
	wire: 'audio_ids',
	means: 'id',
};

export const createCharacter: RequestOperation = {
	kind: 'request',
	value: 'createCharacter',
	name: 'Create Character',
	action: 'Create an Omni character',
	description: 'Keep a person for Gemini Omni videos, with face and voice; answers at once',
	request: { method: 'POST', path: '/api/v1/omni/character/create', isAccepted },
	paid: true,
	fields: [
		textField('description', {
			label: 'Description',
			required: true,
			wire: 'descriptions',
			rows: 3,
			description: 'What the character looks like and is like',
			placeholder: 'e.g. A young sailor with red hair and a green coat',
		}),
		urlListField('imageUrls', {
			label: 'Images',
			entry: 'Image',
			required: true,
			wire: 'image_urls',
			kinds: ['image'],
			maxMb: 20,
			description: 'Portrait, and a second image with the body if you like; at most 20 MB each',
			limits: [count(1, 2)],
		}),
	],
	options: [
		audioIdsField,
		textField('characterName', {
			label: 'Character Name',
			wire: 'character_name',
			placeholder: 'e.g. Captain Red',
		}),
	],
	output: (data) => createdId('characterId', data),
};
