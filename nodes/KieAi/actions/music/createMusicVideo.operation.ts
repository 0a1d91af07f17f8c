import { submitTo } from '../endpoint';
import { textField } from '../fields';
import { maxLength } from '../limits';
import type { SubmitOperation } from '../operation';
import { trackFields } from '../source';
import { sunoRoute } from './unified';

export const createMusicVideo: SubmitOperation = {
	kind: 'submit',
	value: 'createMusicVideo',
	name: 'Create Music Video',
	action: 'Create a music video',
	description: 'Make a music video of a track as MP4; costs about 2 credits',
	request: submitTo('/api/v1/mp4/generate', { callback: true }),
	family: 'musicVideo',
	unified: sunoRoute('create-music-video', { verified: true }),
	fields: trackFields,
	options: [
		textField('author', {
			label: 'Author',
			description: 'Name shown on the first picture, at most 50 characters',
			placeholder: 'e.g. DJ Electronic',
			limits: [maxLength(50)],
		}),
		textField('domainName', {
			label: 'Domain Name',
			description: 'Website or brand shown at the bottom, at most 50 characters',
			placeholder: 'e.g. music.example.com',
			limits: [maxLength(50)],
		}),
	],
};
