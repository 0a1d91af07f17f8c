import { submitTo } from '../endpoint';
import { whole } from '../limits';
import type { SubmitOperation } from '../operation';
import { audioUrlField } from '../source';
import { durationField, songFields, songRules } from './song';
import {
	everyModelField,
	negativeTagsField,
	personaFields,
	titleLength,
	vocalGenderField,
	weightFields,
} from './suno';
import { coverInput, sunoRoute } from './unified';

export const coverFromUpload: SubmitOperation = {
	kind: 'submit',
	value: 'coverFromUpload',
	name: 'Cover From Upload',
	action: 'Cover uploaded audio',
	description:
		'Sing an audio file again in another style, keeping its melody; two songs, about 12 credits',
	request: submitTo('/api/v1/generate/upload-cover', { callback: true }),
	family: 'music',
	unified: sunoRoute('upload-and-cover-audio', { input: coverInput }),
	fields: [audioUrlField, everyModelField, ...songFields(500, titleLength)],
	options: [
		negativeTagsField,
		vocalGenderField,
		...weightFields,
		...personaFields,
		durationField(whole),
	],
	rules: songRules,
};
