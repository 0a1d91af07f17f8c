import { choiceField, idField, numberField, textField } from '../fields';
import { between, hundredths, maxLength, whole } from '../limits';
import { FILLED_IN } from '../applies';
import type { Conditions, Field, Limit } from '../field';
import {
	CLASSIC_MODELS,
	DEFAULT_MODEL,
	NEWEST_MODELS,
	mayBeOneOf,
	nameOf,
	onlyWith,
	sinceV6,
} from './versions';

/** The version that composes. `only`: the versions that an endpoint takes, where it does not take all. */
export function sunoModelField(
	only: readonly string[] = CLASSIC_MODELS.map(({ value }) => value),
): Field {
	const choices = [...NEWEST_MODELS, ...CLASSIC_MODELS.filter(({ value }) => only.includes(value))];
	const names = choices.map(({ name }) => name).join(', ');
	const suitable: Limit = (model) =>
		mayBeOneOf(only, model) ? undefined : `must be one of ${names}, but is ${nameOf(model)}`;
	return choiceField('model', {
		label: 'Model',
		description: 'Version of Suno that composes',
		choices,
		default: DEFAULT_MODEL,
		open: true,
		limits: [suitable],
	});
}

/** For operations that take every version. */
export const everyModelField = sunoModelField();

export const lyricsLength = maxLength({ V4: 3000 }, 5000);
export const styleLength = maxLength({ V4: 200 }, 1000);

/** Of extensions and covers; a song composed from scratch takes 80 with every model. */
export const titleLength = maxLength({ V4: 80, V4_5ALL: 80 }, 100);

export const titleField = textField('title', {
	label: 'Title',
	required: true,
	placeholder: 'e.g. Autumn Rain',
});

export const styleField = textField('style', {
	label: 'Style',
	required: true,
	description: 'Genre, mood, instruments, voice',
	placeholder: 'e.g. calm piano ballad, warm female voice',
});

const weight = (name: string, label: string, description: string): Field => ({
	...numberField(name, {
		label,
		description,
		default: 0.5,
		min: 0,
		max: 1,
		precision: 2,
		limits: [between(0, 1)],
	}),
	toWire: hundredths,
});

export const styleWeightField = weight(
	'styleWeight',
	'Style Weight',
	'How closely the song follows the style, from 0 to 1',
);

export const weirdnessField = weight(
	'weirdnessConstraint',
	'Weirdness',
	'How far the song may stray from the expected, from 0 to 1',
);

/** There is audio to follow in a source, or in what a persona sounds like. */
export const audioWeightField = weight(
	'audioWeight',
	'Audio Weight',
	'How closely the song follows its source audio or its persona, from 0 to 1',
);

export const weightFields = [styleWeightField, weirdnessField, audioWeightField];

export const varietyField = sinceV6(
	numberField('variety', {
		label: 'Variety',
		default: 1,
		min: 0,
		max: 4,
		precision: 0,
		description: 'How much the versions of the song differ, from 0 to 4',
		limits: [between(0, 4), whole],
	}),
);

/** Words to sing that the newest versions take apart from the rest. */
export const lyricsField = sinceV6(
	textField('lyrics', {
		label: 'Lyrics',
		rows: 8,
		description: 'Words to sing, with section marks such as [Verse] and [Chorus]',
		placeholder: 'e.g. [Verse] Rain on the window…',
		limits: [maxLength(5000)],
	}),
);

export const negativeTagsField = textField('negativeTags', {
	label: 'Negative Tags',
	description: 'Styles to avoid',
	placeholder: 'e.g. heavy metal, upbeat drums',
});

export const vocalGenderField = choiceField('vocalGender', {
	label: 'Vocal Gender',
	description: 'Makes such a voice more likely, without a guarantee',
	choices: [
		{ name: 'Female', value: 'f' },
		{ name: 'Male', value: 'm' },
	],
	default: 'f',
});

const personaIdField = idField('personaId', {
	label: 'Persona ID',
	default: '={{ $json.personaId ?? $json.data?.voiceId }}',
	description:
		'Persona from Create Persona, or voice from Generate Voice, that performs the song; the incoming item names it',
});

/** Only newer versions can sing in a persona's or a cloned voice. */
const personaModelField = onlyWith(
	['V5', 'V5_5'],
	choiceField('personaModel', {
		label: 'Persona Type',
		description: 'What Persona ID is; a voice needs Voice Persona',
		choices: [
			{ name: 'Style Persona', value: 'style_persona' },
			{ name: 'Voice Persona', value: 'voice_persona' },
		],
		default: 'style_persona',
		when: { personaId: [FILLED_IN] },
	}),
);

export const personaFields = [personaIdField, personaModelField];

/** The fields are there only under these conditions too. */
export const under = (when: Conditions, fields: Field[]): Field[] =>
	fields.map((field) => ({ ...field, when: { ...field.when, ...when } }));
