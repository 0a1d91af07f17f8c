import { submitTo } from '../endpoint';
import { urlListField } from '../fields';
import { count, maxLength } from '../limits';
import type { SubmitOperation } from '../operation';
import { coverOptions, songFields } from './song';
import { everyModelField, personaFields } from './suno';
import { mashupInput, sunoRoute } from './unified';
import { sinceV6 } from './versions';

export const mashup: SubmitOperation = {
	kind: 'submit',
	value: 'mashup',
	name: 'Mashup',
	action: 'Mash up two audio files',
	description: 'Blend two audio files into new songs',
	request: submitTo('/api/v1/generate/mashup', { callback: true }),
	family: 'music',
	unified: sunoRoute('mashup', { input: mashupInput }),
	fields: [
		urlListField('audioUrls', {
			label: 'Audio Files',
			entry: 'Audio',
			required: true,
			wire: 'uploadUrlList',
			description: 'Exactly two audio files',
			kinds: ['audio'],
			limits: [count(2, 2)],
		}),
		everyModelField,
		...songFields(500, maxLength(80)),
	],
	// Kie.ai's classic endpoint knows no persona here.
	options: coverOptions(personaFields.map(sinceV6)),
};
