import { answerWith } from '../answer';
import { textField } from '../fields';
import { secondsApart } from '../limits';
import { momentField } from '../moments';
import type { RequestOperation } from '../operation';
import { trackFields } from '../source';
import { sunoRoute } from './unified';

export const createPersona: RequestOperation = {
	kind: 'request',
	value: 'createPersona',
	name: 'Create Persona',
	action: 'Create a persona from music',
	description: 'Keep the character of a track for other songs; possible once per track',
	request: { method: 'POST', path: '/api/v1/generate/generate-persona' },
	paid: true,
	unified: sunoRoute('generate-persona'),
	fields: [
		...trackFields,
		textField('name', {
			label: 'Name',
			required: true,
			placeholder: 'e.g. Electronic Pop Singer',
		}),
		textField('description', {
			label: 'Description',
			required: true,
			rows: 3,
			description: 'Style, mood, instruments and voice of the persona, in detail',
			placeholder: 'e.g. A modern pop singer with dynamic rhythms and bright synthesizers',
		}),
	],
	options: [
		momentField('vocalStart', {
			label: 'Vocal Start',
			description: 'Where the part to learn from begins; 0 when not set',
		}),
		momentField('vocalEnd', {
			label: 'Vocal End',
			description: 'Where that part ends, 10 to 30 seconds later; 30 when not set',
			default: 30,
		}),
		textField('style', {
			label: 'Style',
			description: 'Style that the persona stands for',
			placeholder: 'e.g. Electronic Pop',
		}),
	],
	rules: [
		secondsApart(
			{ name: 'vocalStart', label: 'Vocal Start', otherwise: 0 },
			{ name: 'vocalEnd', label: 'Vocal End', otherwise: 30 },
			10,
			30,
		),
	],
	output: (data, { taskId, audioId }) => ({
		...answerWith('personaId', data),
		taskId: String(taskId),
		audioId: String(audioId),
	}),
};
