import { submitTo } from '../endpoint';
import { choiceField, urlField } from '../fields';
import { secondsApart } from '../limits';
import { momentField } from '../moments';
import { sunoRoute } from '../music/unified';
import type { SubmitOperation } from '../operation';

const LANGUAGES = [
	{ name: 'Chinese', value: 'zh' },
	{ name: 'English', value: 'en' },
	{ name: 'French', value: 'fr' },
	{ name: 'German', value: 'de' },
	{ name: 'Hindi', value: 'hi' },
	{ name: 'Japanese', value: 'ja' },
	{ name: 'Korean', value: 'ko' },
	{ name: 'Portuguese', value: 'pt' },
	{ name: 'Russian', value: 'ru' },
	{ name: 'Spanish', value: 'es' },
];

export const startValidation: SubmitOperation = {
	kind: 'submit',
	value: 'startValidation',
	name: 'Start Validation',
	action: 'Start a voice validation',
	description: 'Get the phrase that the owner of a voice must record, within 10 minutes',
	request: submitTo('/api/v1/voice/validate', { callback: false }),
	family: 'voiceValidation',
	unified: sunoRoute('validation-phrase'),
	fields: [
		urlField('voiceUrl', {
			label: 'Voice',
			required: true,
			description:
				'WAV or MP3 file in which the voice sings; Kie.ai was seen to ignore other formats, and addresses with a UUID',
			kinds: ['audio'],
			placeholder: 'e.g. https://example.com/voice.mp3',
		}),
		momentField('vocalStart', {
			label: 'Vocal Start',
			required: true,
			wire: 'vocalStartS',
			description: 'Where the voice begins, in whole seconds',
			wholeSeconds: true,
		}),
		momentField('vocalEnd', {
			label: 'Vocal End',
			required: true,
			wire: 'vocalEndS',
			description: 'Where the voice ends, in whole seconds',
			default: 30,
			wholeSeconds: true,
		}),
	],
	options: [
		choiceField('language', {
			label: 'Language',
			choices: LANGUAGES,
			default: 'en',
			description: 'Language of the phrase',
		}),
	],
	rules: [
		secondsApart(
			{ name: 'vocalStart', label: 'Vocal Start' },
			{ name: 'vocalEnd', label: 'Vocal End' },
			1,
		),
	],
};
