import { choiceField, idField, numberField, textField } from '../fields';
import { between, hundredths, maxLength, onlyIf } from '../limits';
import type { Field, Limit, Rule, Values } from '../operation';
import { UNIFIED_MODELS } from './unified';

/** Suno's versions on the classic endpoints, newest first; Kie.ai adds more without notice. */
export const SUNO_MODELS = [
	{ name: 'V5.5', value: 'V5_5' },
	{ name: 'V5', value: 'V5' },
	{ name: 'V4.5 Plus', value: 'V4_5PLUS' },
	{ name: 'V4.5 All', value: 'V4_5ALL' },
	{ name: 'V4.5', value: 'V4_5' },
	{ name: 'V4', value: 'V4' },
];

/** False only for a version that is known and not among these: of newer ones nothing is known. */
const mayBeOneOf = (models: readonly string[], model: unknown): boolean =>
	models.includes(String(model)) || SUNO_MODELS.every(({ value }) => value !== model);

const nameOf = (model: unknown) => SUNO_MODELS.find(({ value }) => value === model)?.name;

/** The version that composes. `only`: the versions that an endpoint takes, where it does not take all. */
export function sunoModelField(
	only: readonly string[] = SUNO_MODELS.map(({ value }) => value),
	newer: typeof UNIFIED_MODELS = [],
): Field {
	const choices = [...newer, ...SUNO_MODELS.filter(({ value }) => only.includes(value))];
	const names = choices.map(({ name }) => name).join(', ');
	const suitable: Limit = (model) =>
		mayBeOneOf(only, model) ? undefined : `must be one of ${names}, but is ${nameOf(model)}`;
	return choiceField('model', {
		label: 'Model',
		description: 'Version of Suno that composes',
		choices,
		default: 'V5',
		open: true,
		limits: [suitable],
	});
}

/** For operations that exist on both routes. */
export const everyModelField = sunoModelField(undefined, UNIFIED_MODELS);

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

export const weightFields = [
	weight('styleWeight', 'Style Weight', 'How closely the song follows the style, from 0 to 1'),
	weight(
		'weirdnessConstraint',
		'Weirdness',
		'How far the song may stray from the expected, from 0 to 1',
	),
	weight(
		'audioWeight',
		'Audio Weight',
		'How closely the song follows its source audio, from 0 to 1',
	),
];

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

export const personaFields = [
	idField('personaId', {
		label: 'Persona ID',
		default: '={{ $json.personaId ?? $json.data?.voiceId }}',
		description:
			'Persona from Create Persona, or voice from Generate Voice, that performs the song; the incoming item brings it along',
	}),
	choiceField('personaModel', {
		label: 'Persona Type',
		description: 'What Persona ID is; a voice needs Voice Persona',
		choices: [
			{ name: 'Style Persona', value: 'style_persona' },
			{ name: 'Voice Persona', value: 'voice_persona' },
		],
		default: 'style_persona',
	}),
];

/** Only the newest models can sing in a persona's or a cloned voice. */
export const personaModelRule: Rule = onlyIf(
	'personaModel',
	({ model }: Values) => mayBeOneOf(['V5', 'V5_5'], model),
	'Persona Type can be used only with the models V5, V5.5 and V6',
);

/** Only the newest models compose to a given length. */
export const takesDuration = ({ model }: Values): boolean => mayBeOneOf(['V5_5'], model);
