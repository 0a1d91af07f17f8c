import { FILLED_IN } from '../applies';
import { numberField, switchField, textField, urlListField } from '../fields';
import { between, count, maxLength, whole } from '../limits';
import type { Field, Limit } from '../field';
import {
	audioWeightField,
	lyricsLength,
	personaFields,
	styleField,
	styleLength,
	styleWeightField,
	titleField,
	under,
	varietyField,
	vocalGenderField,
	weirdnessField,
} from './suno';
import { onlyWith, sinceV6 } from './versions';

const custom = { customMode: [true] };

const sung = { ...custom, instrumental: [false] };

const customModeField = switchField('customMode', {
	label: 'Custom Mode',
	default: false,
	description:
		'Whether to set title, style and lyrics yourself instead of describing the song. With an expression n8n asks for the fields of both ways: enter an expression in each; only those of the way that an item takes are read.',
});

/** Whether anybody sings. */
const instrumentalField = switchField('instrumental', {
	label: 'Instrumental',
	default: false,
	description: 'Whether to leave out vocals',
});

const promptField = (length: number): Field =>
	textField('prompt', {
		label: 'Prompt',
		required: true,
		rows: 4,
		description: 'What the song is about and how it sounds; Suno writes the lyrics',
		placeholder: 'e.g. A calm piano song about autumn rain',
		when: { customMode: [false] },
		limits: [maxLength(length)],
	});

const ownLyricsField = textField('lyrics', {
	label: 'Lyrics',
	wire: 'prompt',
	required: true,
	rows: 8,
	description: 'Words to sing, with section marks such as [Verse] and [Chorus]',
	placeholder: 'e.g. [Verse] Rain on the window…',
	when: sung,
	limits: [lyricsLength],
});

/**
 * The two ways to order a song: described in a prompt, or with title, style and lyrics of one's own.
 * @param promptLength characters of the description
 */
export const songFields = (promptLength: number, titleLimit: Limit): Field[] => [
	customModeField,
	instrumentalField,
	promptField(promptLength),
	{ ...titleField, when: custom, limits: [titleLimit] },
	{ ...styleField, when: custom, limits: [styleLength] },
	ownLyricsField,
];

/** How long the song is to be. `limits`: some endpoints take whole seconds only. */
const durationField = (limits: Limit[]): Field =>
	onlyWith(
		['V5_5'],
		numberField('duration', {
			label: 'Duration (Seconds)',
			description: 'Length to aim for, from 10 to 360 seconds',
			default: 120,
			min: 10,
			max: 360,
			limits: [between(10, 360), ...limits],
		}),
	);

/** What may be added to title, style and lyrics of one's own. */
const customOptions = (persona: Field[], ...durationLimits: Limit[]): Field[] => [
	...under(sung, [vocalGenderField]),
	...under(custom, [
		styleWeightField,
		weirdnessField,
		varietyField,
		durationField(durationLimits),
		...persona,
	]),
];

const MOST_IMAGES = 5;

/** Of a song from scratch. There is audio to follow only where a persona sings. */
export const songOptions: Field[] = [
	...customOptions(personaFields),
	...under({ ...custom, personaId: [FILLED_IN] }, [audioWeightField]),
	...under({ customMode: [false] }, [
		sinceV6(
			urlListField('imageUrls', {
				label: 'Images',
				entry: 'Image',
				kinds: ['image'],
				maxMb: 10,
				description: 'Up to five images that the song is about, of at most 10 MB each',
				limits: [count(0, MOST_IMAGES)],
			}),
		),
		sinceV6(
			urlListField('videoUrls', {
				label: 'Video',
				entry: 'Video',
				kinds: ['video'],
				maxMb: 100,
				description: 'One video that the song is about, of at most 100 MB and 4 minutes',
				limits: [count(0, 1)],
			}),
		),
		sinceV6(
			urlListField('audioUrls', {
				label: 'Audio Files',
				entry: 'Audio',
				kinds: ['audio'],
				maxMb: 500,
				description: 'Recordings that the song starts from, of 6 seconds to 30 minutes',
			}),
		),
	]),
];

/** Of a song that is made of audio files. */
export const coverOptions = (persona = personaFields): Field[] => [
	...customOptions(persona, whole),
	...under(custom, [audioWeightField]),
];
