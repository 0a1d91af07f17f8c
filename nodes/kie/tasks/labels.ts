import { byText } from '../order';
import type { FamilyName } from '../types';

/** What the editor calls the families. It needs no more of them: their code is read when a task runs. */
export const FAMILY_LABELS: Record<FamilyName, string> = {
	music: 'Music',
	stems: 'Vocal Separation',
	lyrics: 'Lyrics',
	midi: 'MIDI',
	wav: 'WAV Conversion',
	coverImage: 'Cover Image',
	musicVideo: 'Music Video',
	voiceValidation: 'Voice Validation',
	voice: 'Voice',
	veo: 'Veo Video',
	veo1080p: 'Veo 1080p',
	veo4k: 'Veo 4K',
	runway: 'Runway Video',
	aleph: 'Runway Aleph',
	luma: 'Luma Video',
	fluxKontext: 'Flux Kontext Image',
	gpt4oImage: 'GPT-4o Image',
	market: 'Market Model',
};

/** The family that a word from outside means, such as the `taskType` of an item: by its label or by its name. */
export const familyCalled = (word: unknown): FamilyName | undefined =>
	(Object.keys(FAMILY_LABELS) as FamilyName[]).find(
		(name) => name === word || FAMILY_LABELS[name] === word,
	);

/** Families of which Kie.ai sends no callbacks. */
const SILENT: readonly FamilyName[] = ['veo1080p'];

interface FamilyOption {
	name: string;
	value: FamilyName;
}

/** The families as choices of a field, by their labels. */
export const familyOptions = (): FamilyOption[] =>
	(Object.keys(FAMILY_LABELS) as FamilyName[])
		.map((value) => ({ name: FAMILY_LABELS[value], value }))
		.sort(byText(({ name }) => name));

/** Those of which callbacks come. */
export const callingFamilyOptions = (): FamilyOption[] =>
	familyOptions().filter(({ value }) => !SILENT.includes(value));
