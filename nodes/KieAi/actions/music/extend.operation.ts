import { submitTo } from '../endpoint';
import { textField } from '../fields';
import type { SubmitOperation } from '../operation';
import { audioIdField } from '../source';
import {
	continueAtField,
	extensionOptions,
	extensionSwitches,
	ownTitleAndStyle,
	withOwnParameters,
} from './extension';
import { everyModelField, lyricsLength } from './suno';
import { extensionInput, sunoRoute } from './unified';
import { sinceV6 } from './versions';

/** The newest versions take a wish where the song continues by itself. */
const directionField = sinceV6(
	textField('direction', {
		label: 'Prompt',
		wire: 'prompt',
		rows: 4,
		description: 'How the song continues; Suno writes the lyrics',
		placeholder: 'e.g. A quiet bridge, then the chorus once more',
		when: { customParameters: [false], instrumental: [false] },
		limits: [lyricsLength],
	}),
);

/** One second before the end of the incoming song. */
const NEAR_THE_END = '={{ Math.floor($json.tracks?.[0]?.duration) - 1 }}';

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
				description: 'Version of Suno; it must be the one that composed the song',
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
		{ ...continueAtField(NEAR_THE_END), when: withOwnParameters },
	],
	options: [...extensionOptions, directionField],
};
