import type { IDataObject } from 'n8n-workflow';

import type { TaskOutcome } from '../types';
import { lyricsOutcome } from './lyrics';
import { notesOutcome } from './midi';
import { asRecord, asRecords, filesOf } from './reading';

/** Other models, by their full ID. */
const VISUAL: Record<string, string> = {
	'veo-3-1': 'veo',
	'veo/extend': 'veo',
	runway: 'runway',
	'runway/extend-ai-video': 'runway',
	'runway/gen4-aleph': 'aleph',
	'4o-image-api': 'gpt4oImage',
	'flux1-kontext': 'fluxKontext',
};

/** Suno's models that do what a family of classic tasks does, by the family's name. */
const MODELS: Record<string, string[]> = {
	music: [
		'generate',
		'extend',
		'upload-and-cover-audio',
		'upload-and-extend-audio',
		'add-instrumental',
		'add-vocals',
		'mashup',
		'replace-section',
		'sounds',
	],
	stems: ['separate-vocals'],
	midi: ['generate-midi-from-audio'],
	wav: ['convert-to-wav-format'],
	musicVideo: ['create-music-video'],
	lyrics: ['generate-lyrics'],
};

/** The classic family that a model's tasks are like; nothing for a model that has no classic counterpart. */
export function classicFamilyOf(model: unknown): string | undefined {
	const name = /^ai-music-api\/(.+)$/.exec(String(model))?.[1];
	if (name === undefined) return VISUAL[String(model)];
	return Object.keys(MODELS).find((family) => MODELS[family].includes(name));
}

const OUTCOMES: Record<string, (result: IDataObject) => Partial<TaskOutcome>> = {
	wav: ({ resultUrls }) => ({ files: filesOf('audio', resultUrls, 'song') }),
	musicVideo: ({ resultUrls }) => ({ files: filesOf('video', resultUrls, 'music-video') }),
	lyrics: ({ resultObject }) => lyricsOutcome({ data: asRecord(resultObject)?.lyricsData }),
	// Nobody has seen this one yet: the notes are looked for where classic answers have them.
	midi: ({ resultObject }) => {
		const found = asRecord(resultObject) ?? {};
		return notesOutcome(asRecord(found.midiData) ?? asRecord(found.midi_data) ?? found);
	},
};

/** The result of such a task in the shape of its classic counterpart, where that is more than a list of files. */
export function unifiedOutcome(
	model: unknown,
	result: IDataObject,
): Partial<TaskOutcome> | undefined {
	const outcome = OUTCOMES[classicFamilyOf(model) ?? '']?.(result);
	const isEmpty = !outcome || [outcome.files, outcome.notes, outcome.lyrics].every(hasNothing);
	return isEmpty ? undefined : outcome;
}

const hasNothing = (list: unknown) => asRecords(list).length === 0;
