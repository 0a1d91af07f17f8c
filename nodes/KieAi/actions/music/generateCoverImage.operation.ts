import { submitTo } from '../endpoint';
import type { SubmitOperation } from '../operation';
import { musicTaskField } from '../source';
import { sunoRoute } from './unified';

export const generateCoverImage: SubmitOperation = {
	kind: 'submit',
	value: 'generateCoverImage',
	name: 'Generate Cover Image',
	action: 'Generate a cover image',
	description: 'Make the cover image of a song, usually in two versions; possible once per task',
	request: submitTo('/api/v1/suno/cover/generate', { callback: false }),
	family: 'coverImage',
	unified: sunoRoute('cover-generate'),
	fields: [musicTaskField],
};
