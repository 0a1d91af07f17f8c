import { submitTo } from '../endpoint';
import { choiceField } from '../fields';
import type { SubmitOperation } from '../operation';
import { promptField, watermarkField } from '../visual';
import { visualRoute } from '../visualRoute';
import { tiersFor } from './models';
import { seedField, videoField } from './source';

export const extend: SubmitOperation = {
	kind: 'submit',
	value: 'extend',
	name: 'Extend',
	action: 'Extend a Veo video',
	description:
		'Continue a video and get the whole clip, not after Get 1080p; about 60 credits with Veo 3.1 Fast',
	request: submitTo('/api/v1/veo/extend', { callback: false }),
	family: 'veo',
	unified: visualRoute('veo/extend', 'fast'),
	fields: [
		videoField,
		promptField({
			description: 'How the video continues',
			placeholder: 'e.g. The dog jumps into a pile of leaves',
		}),
		choiceField('model', {
			label: 'Model',
			choices: tiersFor('extend'),
			default: 'fast',
			open: true,
		}),
	],
	options: [seedField, watermarkField()],
};
