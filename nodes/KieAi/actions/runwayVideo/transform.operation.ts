import { submitTo } from '../endpoint';
import { numberField, urlField } from '../fields';
import { whole } from '../limits';
import type { SubmitOperation } from '../operation';
import { aspectRatioField, promptField, uploadCnField, watermarkField } from '../visual';
import { visualRoute } from '../visualRoute';

export const transform: SubmitOperation = {
	kind: 'submit',
	value: 'transform',
	name: 'Transform (Aleph)',
	action: 'Transform a video with Aleph',
	description: 'Change objects, style, light or angle of a video of your own',
	request: submitTo('/api/v1/aleph/generate', { callback: false }),
	family: 'aleph',
	unified: visualRoute('runway/gen4-aleph'),
	fields: [
		promptField({
			description: 'What to change in the video',
			placeholder: 'e.g. Turn the summer street into a snowy one',
		}),
		urlField('videoUrl', {
			label: 'Video',
			required: true,
			fromItem: true,
			kinds: ['video'],
			description: 'Video to change; Kie.ai notices only later, in the task, if it cannot fetch it',
		}),
	],
	options: [
		aspectRatioField(['16:9', '9:16', '4:3', '3:4', '1:1', '21:9']),
		urlField('referenceImageUrl', {
			label: 'Reference Image',
			wire: 'referenceImage',
			kinds: ['image'],
			description: 'Image with the style or content for the video',
		}),
		numberField('seed', {
			label: 'Seed',
			default: 10000,
			precision: 0,
			description: 'Same seed and same values make similar videos',
			limits: [whole],
		}),
		uploadCnField,
		watermarkField('waterMark'),
	],
};
