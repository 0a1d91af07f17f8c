import type { IDataObject } from 'n8n-workflow';

import type { TaskOutcome } from '../../types';
import { coverImageOutcome } from './coverImage';
import { lyricsOutcome } from './lyrics';
import { notesOutcome } from './midi';
import { asRecord, filesOf } from '../../json';
import { phraseOutcome, voiceOutcome } from './voice';

/** Other models, by their full ID. */
const VISUAL: Record<string, string> = {
	'veo-3-1': 'veo',
	'veo/extend': 'veo',
	'veo/get-1080p-video': 'veo1080p',
	'veo/get-4k-video': 'veo4k',
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
	coverImage: ['cover-generate'],
	voiceValidation: ['validation-phrase', 'regenerate-phrase'],
	voice: ['create-voice'],
};

/** The classic family that a model's tasks are like; nothing for a model that has no classic counterpart. */
export function classicFamilyOf(model: unknown): string | undefined {
	const name = /^ai-music-api\/(.+)$/.exec(String(model))?.[1];
	if (name === undefined) return VISUAL[String(model)];
	return Object.keys(MODELS).find((family) => MODELS[family].includes(name));
}

type Read = (result: IDataObject, taskId: IDataObject[string]) => Partial<TaskOutcome>;

const OUTCOMES: Record<string, Read> = {
	wav: ({ resultUrls }) => ({ files: filesOf('audio', resultUrls, 'song') }),
	musicVideo: ({ resultUrls }) => ({ files: filesOf('video', resultUrls, 'music-video') }),
	coverImage: ({ resultUrls }) => coverImageOutcome({ images: resultUrls }),
	lyrics: ({ resultObject }) => lyricsOutcome(asRecord(resultObject) ?? {}),
	// Nobody has seen these yet: they are looked for where classic answers have them.
	midi: (result) => {
		const found = contentOf(result);
		return notesOutcome(asRecord(found.midiData) ?? asRecord(found.midi_data) ?? found);
	},
	voiceValidation: (result) => phraseOutcome(contentOf(result)),
	voice: (result, taskId) => voiceOutcome({ taskId, ...contentOf(result) }),
};

/** What a result tells, wherever in it that stands. */
export const contentOf = (result: IDataObject): IDataObject =>
	asRecord(result.resultObject) ?? asRecord(result.data) ?? result;

/** The result of such a task in the shape of its classic counterpart, where that is more than a list of files. */
export function unifiedOutcome(
	{ model, taskId }: IDataObject,
	result: IDataObject,
): Partial<TaskOutcome> | undefined {
	const outcome = OUTCOMES[classicFamilyOf(model) ?? '']?.(result, taskId);
	return outcome && Object.values(outcome).some(hasContent) ? outcome : undefined;
}

const hasContent = (part: unknown) => (Array.isArray(part) ? part.length > 0 : part !== undefined);
