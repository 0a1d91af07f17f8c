import { urlListField } from '../fields';
import { count, maxLength, whole } from '../limits';
import type { StartOperation } from '../operation';
import { durationField, songFields, songRules } from './song';
import { modelField, vocalGenderField, weightFields } from './suno';

export const mashup: StartOperation = {
	kind: 'start',
	value: 'mashup',
	name: 'Mashup',
	action: 'Mash up two audio files',
	description: 'Blend two audio files into new songs',
	request: {
		method: 'POST',
		path: '/api/v1/generate/mashup',
		callback: { key: 'callBackUrl', required: true },
	},
	family: 'music',
	fields: [
		urlListField('audioUrls', {
			label: 'Audio URLs',
			required: true,
			wire: 'uploadUrlList',
			description: 'Exactly two audio files',
			kinds: ['audio'],
			limits: [count(2, 2)],
		}),
		modelField,
		...songFields(500, maxLength(80)),
	],
	extras: [vocalGenderField, ...weightFields, durationField(whole)],
	rules: songRules,
};
