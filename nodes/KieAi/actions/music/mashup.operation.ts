import { submitTo } from '../endpoint';
import { urlListField } from '../fields';
import { count, maxLength, whole } from '../limits';
import type { SubmitOperation } from '../operation';
import { durationField, songFields, songRules } from './song';
import { everyModelField, vocalGenderField, weightFields } from './suno';
import { mashupInput, sunoRoute } from './unified';

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
			label: 'Audio URLs',
			required: true,
			wire: 'uploadUrlList',
			description: 'Exactly two audio files',
			kinds: ['audio'],
			limits: [count(2, 2)],
		}),
		everyModelField,
		...songFields(500, maxLength(80)),
	],
	options: [vocalGenderField, ...weightFields, durationField(whole)],
	rules: songRules,
};
