import { submitTo } from '../endpoint';
import { idField } from '../fields';
import { sunoRoute } from '../music/unified';
import type { SubmitOperation } from '../operation';
import { taskIdField } from '../source';

export const generateMidi: SubmitOperation = {
	kind: 'submit',
	value: 'generateMidi',
	name: 'Generate MIDI',
	action: 'Generate MIDI',
	description: 'Turn the stems of Separate Vocals into notes; takes seconds',
	request: submitTo('/api/v1/midi/generate', { callback: true }),
	family: 'midi',
	unified: sunoRoute('generate-midi-from-audio'),
	fields: [
		{
			...taskIdField,
			property: {
				...taskIdField.property,
				description: 'Finished Separate Vocals task; the incoming item names it',
			},
			sourceFamilies: ['stems'],
		},
	],
	options: [
		idField('audioId', {
			label: 'Audio ID',
			placeholder: 'e.g. 5c79be8e-8e1a-4f0e-9c3b-2d5f7a1e0b42',
			description: 'One stem of the separation; all stems when not set',
		}),
	],
};
