import { submitTo } from '../endpoint';
import { textField } from '../fields';
import type { SubmitOperation } from '../operation';
import { audioUrlField } from '../source';
import {
	continueAtField,
	extensionOptions,
	extensionSwitches,
	ownTitleAndStyle,
	withOwnParameters,
} from './extension';
import { everyModelField, lyricsLength } from './suno';
import { extensionInput, sunoRoute } from './unified';

export const extendFromUpload: SubmitOperation = {
	kind: 'submit',
	value: 'extendFromUpload',
	name: 'Extend From Upload',
	action: 'Extend uploaded audio',
	description: 'Continue an audio file as a song; two versions',
	request: submitTo('/api/v1/generate/upload-extend', { callback: true }),
	family: 'music',
	unified: sunoRoute('upload-and-extend-audio', { input: extensionInput }),
	fields: [
		audioUrlField,
		continueAtField(30),
		everyModelField,
		...extensionSwitches,
		// Kie.ai's pages disagree on whether it needs these two; both forms are taken.
		textField('prompt', {
			label: 'Prompt',
			rows: 4,
			description: 'How the song continues; Suno writes the lyrics',
			placeholder: 'e.g. A quiet bridge, then the chorus once more',
			when: { customParameters: [false] },
			limits: [lyricsLength],
		}),
		...ownTitleAndStyle,
		textField('lyrics', {
			label: 'Lyrics',
			wire: 'prompt',
			rows: 8,
			description: 'Words to sing, with section marks such as [Verse] and [Chorus]',
			placeholder: 'e.g. [Bridge] And the rain goes on…',
			when: { ...withOwnParameters, instrumental: [false] },
			limits: [lyricsLength],
		}),
	],
	options: extensionOptions,
};
