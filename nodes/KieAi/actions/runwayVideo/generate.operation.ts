import { submitTo } from '../endpoint';
import { choiceField, urlField } from '../fields';
import { maxLength } from '../limits';
import type { SubmitOperation } from '../operation';
import { aspectRatioField, promptField, watermarkField } from '../visual';
import { visualRoute } from '../visualRoute';
import { qualityField } from './quality';

export const generate: SubmitOperation = {
	kind: 'submit',
	value: 'generate',
	name: 'Generate',
	action: 'Generate a Runway video',
	description:
		'Make a video from text or an image; about 12 credits for 5 seconds in 720p, 30 for 10 seconds or 1080p',
	request: submitTo('/api/v1/runway/generate', { callback: false }),
	family: 'runway',
	unified: visualRoute('runway'),
	fields: [
		choiceField('source', {
			label: 'Source',
			wire: null,
			choices: [
				{ name: 'Text', value: 'text' },
				{ name: 'Image', value: 'image' },
			],
			default: 'text',
		}),
		promptField({
			description: 'What the video shows, in at most 1800 characters',
			placeholder: 'e.g. A fluffy cat dances in a room with disco lights',
			limits: [maxLength(1800)],
		}),
		urlField('imageUrl', {
			label: 'Image',
			required: true,
			fromItem: true,
			kinds: ['image'],
			description: 'Image that the video begins with; the video has its aspect ratio',
			when: { source: ['image'] },
		}),
		aspectRatioField(['16:9', '4:3', '1:1', '3:4', '9:16'], { when: { source: ['text'] } }),
		choiceField('duration', {
			label: 'Duration (Seconds)',
			choices: [5, 10].map((seconds) => ({ name: String(seconds), value: seconds })),
			default: 5,
		}),
		qualityField,
	],
	options: [watermarkField('waterMark')],
	rules: [
		({ duration, quality }) =>
			duration === 10 && quality === '1080p'
				? 'Quality 1080p cannot be used with Duration (Seconds) 10; choose 720p or 5 seconds'
				: undefined,
	],
};
