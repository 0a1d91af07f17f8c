import { submitTo } from '../endpoint';
import { choiceField, urlListField } from '../fields';
import type { Limit, Values } from '../field';
import type { SubmitOperation } from '../operation';
import { aspectRatioField, enableTranslationField, promptField, watermarkField } from '../visual';
import { visualRoute } from '../visualRoute';
import { tiersFor } from './models';

const FRAMES = 'FIRST_AND_LAST_FRAMES_2_VIDEO';
const REFERENCES = 'REFERENCE_2_VIDEO';

const hasReferences = ({ generationType }: Values) => generationType === REFERENCES;

const imagesOfMode: Limit = (images, values) => {
	const [most, mode] = hasReferences(values)
		? [3, 'Reference Images']
		: [2, 'First and Last Frame'];
	const has = [images].flat().length;
	return has <= most ? undefined : `takes at most ${most} images with ${mode}, but has ${has}`;
};

export const generate: SubmitOperation = {
	kind: 'submit',
	value: 'generate',
	name: 'Generate',
	action: 'Generate a Veo video',
	description: 'Make a video with sound from text or images; about 60 credits with Veo 3.1 Fast',
	request: submitTo('/api/v1/veo/generate', { callback: false }),
	family: 'veo',
	unified: visualRoute('veo-3-1'),
	fields: [
		choiceField('generationType', {
			label: 'Source',
			choices: [
				{ name: 'Text', value: 'TEXT_2_VIDEO', description: 'The prompt is all there is' },
				{
					name: 'First and Last Frame',
					value: FRAMES,
					description: 'The video begins with an image and may end with another',
				},
				{
					name: 'Reference Images',
					value: REFERENCES,
					description: 'Persons, things or a style from images are in the video',
				},
			],
			default: 'TEXT_2_VIDEO',
		}),
		promptField({
			description: 'What the video shows, and how it sounds',
			placeholder: 'e.g. A dog runs through autumn leaves in slow motion, birds are singing',
		}),
		urlListField('imageUrls', {
			label: 'Images',
			entry: 'Image',
			required: true,
			fromItem: true,
			kinds: ['image'],
			description: 'The first frame and, if you like, the last; or up to three references',
			when: { generationType: [FRAMES, REFERENCES] },
			limits: [imagesOfMode],
		}),
		choiceField('model', {
			label: 'Model',
			choices: tiersFor('generate'),
			default: 'veo3_fast',
			open: true,
		}),
		aspectRatioField(['16:9', '9:16', 'Auto'], {
			wire: 'aspect_ratio',
			description: 'Auto takes the one that is nearer to the image and crops it',
		}),
		choiceField('resolution', {
			label: 'Resolution',
			choices: [
				'720p',
				'1080p',
				{ name: '4K', value: '4k', description: 'About 120 credits more' },
			],
			default: '720p',
			description: 'You can make a finished video larger later with Get 1080p and Get 4K',
		}),
		choiceField('duration', {
			label: 'Duration (Seconds)',
			choices: [4, 6, 8].map((seconds) => ({ name: String(seconds), value: seconds })),
			default: 8,
		}),
		enableTranslationField,
	],
	options: [watermarkField()],
	rules: [
		(values) =>
			hasReferences(values) && values.duration !== 8
				? `Duration (Seconds) must be 8 with Reference Images, but is ${String(values.duration)}`
				: undefined,
		(values) =>
			hasReferences(values) && values.model === 'veo3'
				? 'Model Veo 3.1 Quality cannot be used with Reference Images; choose Veo 3.1 Fast or Veo 3.1 Lite'
				: undefined,
	],
};
