import { choiceField, textField } from '../fields';
import { maxLength } from '../limits';
import type { RequestOperation } from '../operation';
import { createdId, isAccepted } from './answer';
import { voiceChoices } from './voices';

export const createAudio: RequestOperation = {
	kind: 'request',
	value: 'createAudio',
	name: 'Create Audio',
	action: 'Create an Omni voice',
	description: 'Design a voice for the persons of Gemini Omni videos; answers at once',
	request: { method: 'POST', path: '/api/v1/omni/audio/create', isAccepted },
	paid: true,
	fields: [
		choiceField('voice', {
			label: 'Voice',
			wire: 'audio_id',
			choices: voiceChoices,
			default: 'achernar',
			open: true,
			description: 'Voice that the new one is based on',
		}),
		textField('name', {
			label: 'Name',
			required: true,
			placeholder: 'e.g. Narrator',
			limits: [maxLength(210)],
		}),
	],
	options: [
		textField('exampleDialogue', {
			label: 'Example Dialogue',
			wire: 'example_dialogue',
			description: 'What the voice might say, in at most 120 characters',
			placeholder: 'e.g. Welcome back, my friend!',
			limits: [maxLength(120)],
		}),
		textField('voiceDescription', {
			label: 'Voice Description',
			wire: 'voice_description',
			rows: 3,
			description: 'How the voice sounds',
			placeholder: 'e.g. An old man with a warm, slow voice',
			limits: [maxLength(20_000)],
		}),
	],
	output: (data, { name }) => ({ ...createdId('audioId', data), name: String(name) }),
};
