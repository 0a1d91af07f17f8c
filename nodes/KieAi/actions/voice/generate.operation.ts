import { submitTo } from '../endpoint';
import { choiceField, textField, urlField } from '../fields';
import { sunoRoute } from '../music/unified';
import type { SubmitOperation } from '../operation';
import { validationField } from './validation';

export const generate: SubmitOperation = {
	kind: 'submit',
	value: 'generate',
	name: 'Generate Voice',
	action: 'Generate a voice',
	description: 'Clone a voice, to be used as Persona ID of a song',
	request: submitTo('/api/v1/voice/generate', { callback: false }),
	family: 'voice',
	unified: sunoRoute('create-voice'),
	fields: [
		validationField,
		urlField('verifyUrl', {
			label: 'Recording',
			required: true,
			description: 'The recorded phrase; singing it works best',
			kinds: ['audio'],
			placeholder: 'e.g. https://example.com/phrase.mp3',
		}),
	],
	options: [
		textField('voiceName', { label: 'Voice Name', placeholder: 'e.g. Warm Baritone' }),
		textField('description', {
			label: 'Description',
			description: 'What the voice is like',
			placeholder: 'e.g. A warm, breathy baritone',
		}),
		textField('style', {
			label: 'Style',
			description: 'Music that the voice is made for',
			placeholder: 'e.g. pop, ballad',
		}),
		choiceField('singerSkillLevel', {
			label: 'Singer Skill Level',
			description: 'How well the owner of the voice sings',
			choices: [
				{ name: 'Beginner', value: 'beginner' },
				{ name: 'Intermediate', value: 'intermediate' },
				{ name: 'Advanced', value: 'advanced' },
				{ name: 'Professional', value: 'professional' },
			],
			default: 'beginner',
		}),
	],
};
