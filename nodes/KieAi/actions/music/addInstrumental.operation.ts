import { submitTo } from '../endpoint';
import type { SubmitOperation } from '../operation';
import { audioUrlField } from '../source';
import { accompanimentOptions, accompanimentFields } from './accompaniment';
import { sunoRoute } from './unified';

export const addInstrumental: SubmitOperation = {
	kind: 'submit',
	value: 'addInstrumental',
	name: 'Add Instrumental',
	action: 'Add instruments to audio',
	description: 'Accompany the voice in an audio file with instruments; two songs, about 12 credits',
	request: submitTo('/api/v1/generate/add-instrumental', { callback: true }),
	family: 'music',
	unified: sunoRoute('add-instrumental'),
	fields: [audioUrlField, ...accompanimentFields('tags')],
	options: accompanimentOptions,
};
