import { submitTo } from '../endpoint';
import type { SubmitOperation } from '../operation';
import { audioUrlField } from '../source';
import { coverOptions, songFields } from './song';
import { everyModelField, negativeTagsField, titleLength } from './suno';
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
	options: [negativeTagsField, ...coverOptions()],
};
