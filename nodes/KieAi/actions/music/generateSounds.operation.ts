import { submitTo } from '../endpoint';
import { choiceField, numberField, switchField, textField } from '../fields';
import { between, maxLength, whole } from '../limits';
import type { SubmitOperation } from '../operation';
import { sunoModelField } from './suno';
import { sunoRoute } from './unified';

const NOTES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'];

const KEYS = [
	...NOTES.map((note) => ({ name: `${note} Major`, value: note })),
	...NOTES.map((note) => ({ name: `${note} Minor`, value: `${note}m` })),
];

export const generateSounds: SubmitOperation = {
	kind: 'submit',
	value: 'generateSounds',
	name: 'Generate Sounds',
	action: 'Generate sounds',
	description: 'Make a sound effect, an ambience or a loop from a description',
	request: submitTo('/api/v1/generate/sounds', { callback: false }),
	family: 'music',
	unified: sunoRoute('sounds'),
	fields: [
		textField('prompt', {
			label: 'Prompt',
			required: true,
			rows: 3,
			description: 'What the sound is like',
			placeholder: 'e.g. Rain on a tin roof, distant thunder',
			limits: [maxLength(500)],
		}),
		sunoModelField(['V5_5', 'V5']),
	],
	options: [
		switchField('soundLoop', {
			label: 'Loop',
			default: true,
			description: 'Whether the sound must repeat without an audible break',
		}),
		numberField('soundTempo', {
			label: 'Tempo (BPM)',
			default: 120,
			min: 1,
			max: 300,
			precision: 0,
			description: 'Beats per minute, from 1 to 300',
			limits: [between(1, 300), whole],
		}),
		choiceField('soundKey', {
			label: 'Key',
			choices: KEYS,
			default: 'C',
			description: 'Musical key; any when not set',
		}),
		switchField('grabLyrics', {
			label: 'Grab Lyrics',
			default: true,
			description: 'Whether to fetch subtitles of what is sung',
		}),
	],
};
