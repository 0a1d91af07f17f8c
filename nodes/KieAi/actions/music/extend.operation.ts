import { submitTo } from '../endpoint';
import { textField } from '../fields';
import { onlyIf } from '../limits';
import type { SubmitOperation } from '../operation';
import { audioIdField } from '../source';
import {
	continueAtField,
	extensionExtras,
	extensionRules,
	extensionSwitches,
	ownTitleAndStyle,
	withOwnParameters,
} from './extension';
import { everyModelField, lyricsLength } from './suno';
import { extensionInput, sunoRoute } from './unified';

export const extend: SubmitOperation = {
	kind: 'submit',
	value: 'extend',
	name: 'Extend',
	action: 'Extend music',
	description: 'Continue a song made by Kie.ai; two versions, about 12 credits',
	request: submitTo('/api/v1/generate/extend', { callback: true }),
	family: 'music',
	unified: sunoRoute('extend', { input: extensionInput }),
	fields: [
		{ ...audioIdField, sourceFamilies: ['music'] },
		{
			...everyModelField,
			property: {
				...everyModelField.property,
				description: 'Version of Suno; it has to be the one that composed the song',
			},
		},
		...extensionSwitches,
		textField('prompt', {
			label: 'Prompt',
			required: true,
			rows: 4,
			description: 'How the song continues: words to sing, or what to hear',
			placeholder: 'e.g. [Bridge] And the rain goes on…',
			when: { ...withOwnParameters, instrumental: [false] },
			limits: [lyricsLength],
		}),
		...ownTitleAndStyle,
		{ ...continueAtField, when: withOwnParameters },
	],
	options: extensionExtras,
	rules: [
		...extensionRules,
		onlyIf(
			'vocalGender',
			({ instrumental }) => instrumental !== true,
			'Vocal Gender cannot be used when Instrumental is on',
		),
	],
};
