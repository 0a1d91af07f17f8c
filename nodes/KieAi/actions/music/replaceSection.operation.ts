import { submitTo } from '../endpoint';
import { textField } from '../fields';
import { secondsApart } from '../limits';
import { momentField } from '../moments';
import type { SubmitOperation } from '../operation';
import { audioUrlField, fromTask, fromUrl, sourceField, trackFields } from '../source';
import {
	everyModelField,
	lyricsField,
	negativeTagsField,
	personaFields,
	styleField,
	titleField,
	varietyField,
	vocalGenderField,
	weightFields,
} from './suno';
import { sunoRoute } from './unified';
import { onUnifiedRoute, sinceV6 } from './versions';

const newFields = [lyricsField, vocalGenderField, ...weightFields, varietyField, ...personaFields];

/** What the classic endpoint has no word for. No version is chosen for a song of Kie.ai's own. */
const sectionOptions = [
	...newFields.map(sinceV6).map(fromUrl),
	...newFields.map(onUnifiedRoute).map(fromTask),
];

export const replaceSection: SubmitOperation = {
	kind: 'submit',
	value: 'replaceSection',
	name: 'Replace Section',
	action: 'Replace a section of music',
	description: 'Compose 6 to 60 seconds of a song again, at most half of it',
	request: submitTo('/api/v1/generate/replace-section', { callback: false }),
	family: 'music',
	unified: sunoRoute('replace-section'),
	fields: [
		sourceField,
		...trackFields.map(fromTask),
		fromUrl(audioUrlField),
		fromUrl(everyModelField),
		momentField('sectionStart', {
			label: 'Section Start',
			required: true,
			wire: 'infillStartS',
			default: 10,
			description: 'Where the new section begins',
		}),
		momentField('sectionEnd', {
			label: 'Section End',
			required: true,
			wire: 'infillEndS',
			default: 20,
			description:
				'Where it ends, 6 to 60 seconds later; newer pages of Kie.ai ask for at least 10',
		}),
		textField('prompt', {
			label: 'Prompt',
			required: true,
			rows: 4,
			description: 'Words to sing in the section, or a description of the music there',
			placeholder: 'e.g. [Chorus] Let it rain…',
		}),
		textField('fullLyrics', {
			label: 'Full Lyrics',
			required: true,
			rows: 8,
			placeholder: 'e.g. [Verse] Grey clouds… [Chorus] Let it rain…',
			description: 'Lyrics of the whole song, with the new section in its place',
		}),
		{ ...styleField, wire: 'tags' },
		titleField,
	],
	options: [negativeTagsField, ...sectionOptions],
	rules: [
		// Newer pages ask for 10 seconds, older ones for 6: what any page allows is let through.
		secondsApart(
			{ name: 'sectionStart', label: 'Section Start' },
			{ name: 'sectionEnd', label: 'Section End' },
			6,
			60,
		),
	],
};
