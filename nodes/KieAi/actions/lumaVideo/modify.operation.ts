import { submitTo } from '../endpoint';
import { urlField } from '../fields';
import type { SubmitOperation } from '../operation';
import { promptField, watermarkField } from '../visual';

export const modify: SubmitOperation = {
	kind: 'submit',
	value: 'modify',
	name: 'Modify',
	action: 'Modify a video with Luma',
	description: 'Change a short video by description; Kie.ai documented it in 2025 only',
	request: submitTo('/api/v1/modify/generate', { callback: false }),
	family: 'luma',
	fields: [
		promptField({
			description: 'What to change in the video',
			placeholder: 'e.g. A futuristic city with neon lights',
		}),
		urlField('videoUrl', {
			label: 'Video',
			required: true,
			fromItem: true,
			kinds: ['video'],
			maxMb: 500,
			description: 'Video in MP4, MOV or AVI of at most 10 seconds and 500 MB',
		}),
	],
	options: [watermarkField()],
};
