import { submitTo } from '../endpoint';
import type { SubmitOperation } from '../operation';
import { taskIdField } from '../source';
import { promptField, watermarkField } from '../visual';
import { visualRoute } from '../visualRoute';
import { qualityField } from './quality';

export const extend: SubmitOperation = {
	kind: 'submit',
	value: 'extend',
	name: 'Extend',
	action: 'Extend a Runway video',
	description: 'Continue a Runway video',
	request: submitTo('/api/v1/runway/extend', { callback: false }),
	family: 'runway',
	unified: visualRoute('runway/extend-ai-video'),
	fields: [
		{
			...taskIdField,
			property: {
				...taskIdField.property,
				description: 'Generate or Extend task of the video; the incoming item names it',
			},
			sourceFamilies: ['runway'],
		},
		promptField({
			description: 'How the video continues',
			placeholder: 'e.g. The cat spins around and bows',
		}),
		qualityField,
	],
	options: [watermarkField('waterMark')],
};
