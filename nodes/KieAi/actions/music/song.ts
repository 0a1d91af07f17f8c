import { numberField, switchField, textField } from '../fields';
import { between, maxLength, onlyIf } from '../limits';
import type { Field, Limit, Rule, Values } from '../operation';
import {
	lyricsLength,
	personaModelRule,
	styleField,
	styleLength,
	takesDuration,
	titleField,
} from './suno';

const isCustom = ({ customMode }: Values) => customMode === true;

const custom = { customMode: [true] };

/** The two ways to order a song: described in a prompt, or with title, style and lyrics of one's own. */
export function songFields(promptLength: number, titleLimit: Limit): Field[] {
	return [
		switchField('customMode', {
			label: 'Custom Mode',
			default: false,
			description:
				'Whether to set title, style and lyrics yourself instead of describing the song. With an expression n8n asks for the fields of both ways: enter an expression in each; only those of the way that an item takes are read.',
		}),
		switchField('instrumental', {
			label: 'Instrumental',
			default: false,
			description: 'Whether to leave out vocals',
		}),
		textField('prompt', {
			label: 'Prompt',
			required: true,
			rows: 4,
			description: 'What the song is about and how it sounds; Suno writes the lyrics',
			placeholder: 'e.g. A calm piano song about autumn rain',
			when: { customMode: [false] },
			limits: [maxLength(promptLength)],
		}),
		{ ...titleField, when: custom, limits: [titleLimit] },
		{ ...styleField, when: custom, limits: [styleLength] },
		textField('lyrics', {
			label: 'Lyrics',
			wire: 'prompt',
			required: true,
			rows: 8,
			description: 'Words to sing, with section marks such as [Verse] and [Chorus]',
			placeholder: 'e.g. [Verse] Rain on the window…',
			when: { ...custom, instrumental: [false] },
			limits: [lyricsLength],
		}),
	];
}

/** How long the song is to be. `limits`: some endpoints take whole seconds only. */
export const durationField = (...limits: Limit[]): Field =>
	numberField('duration', {
		label: 'Duration (Seconds)',
		description: 'Length to aim for; custom mode with V5.5 or V6 only',
		default: 120,
		min: 10,
		max: 360,
		limits: [between(10, 360), ...limits],
	});

/** What the two ways allow of the additional fields; an operation has some or all of these. */
export const songRules: Rule[] = [
	onlyIf('personaId', isCustom, 'Persona ID can be used only in Custom Mode'),
	personaModelRule,
	onlyIf('vocalGender', isCustom, 'Vocal Gender can be used only in Custom Mode'),
	onlyIf(
		'duration',
		(values) => isCustom(values) && takesDuration(values),
		'Duration can be used only in Custom Mode with the models V5.5 and V6',
	),
];
