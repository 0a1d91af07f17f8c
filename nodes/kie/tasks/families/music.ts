import type { IDataObject } from 'n8n-workflow';

import type { KieFile, TaskOutcome } from '../../types';
import { shortName } from '../../files/names';
import { asRecord, asRecords, has, number, present, text } from '../../json';
import { MOST_FILES, urls } from '../outcome';
import { wordsOf } from '../../words';
import { recordFamily } from './record';
import { sunoModels } from './unified';

/** Songs and sounds: everything that Suno composes. A task yields one or two tracks. */
export const music = recordFamily({
	name: 'music',
	madeBy: 'Music > Generate and the other operations of Music',
	timeLimit: 20 * 60,
	typicalTime: 120,
	path: '/api/v1/generate/record-info',
	status: (data) => data.status,
	success: ['SUCCESS'],
	failure: ['CREATE_TASK_FAILED', 'GENERATE_AUDIO_FAILED', 'SENSITIVE_WORD_ERROR'],
	callbackFailed: ['CALLBACK_EXCEPTION'],
	outcome: (data) => tracksOutcome(asRecord(data.response)?.sunoData, true),
	unified: {
		models: sunoModels(
			'generate',
			'extend',
			'upload-and-cover-audio',
			'upload-and-extend-audio',
			'add-instrumental',
			'add-vocals',
			'mashup',
			'replace-section',
			'sounds',
		),
	},
	callback: {
		recognises: ({ data }) =>
			['text', 'first', 'error'].includes(wordsOf(data.callbackType)) || hasTracks(data),
		outcome: (data) =>
			tracksOutcome(
				asRecord(data.response)?.sunoData ?? data.data,
				data.callbackType === 'complete',
			),
	},
});

/** Whether the list of a callback is one of songs; that of lyrics looks the same from outside. */
export const hasTracks = ({ data }: IDataObject): boolean =>
	asRecords(data).some((track) => has(track, 'audio_url', 'audioUrl'));

/**
 * Result of a list of tracks, in the record's spelling (`audioUrl`) or the callback's (`audio_url`).
 * @param isFinished Kie.ai says so: a track without a file of its own is then taken from where it can be heard
 */
export function tracksOutcome(list: unknown, isFinished = false): Partial<TaskOutcome> {
	const tracks = asRecords(list)
		.slice(0, MOST_FILES)
		.map((track) => readTrack(track, isFinished));
	return {
		...present({ audioId: text(tracks[0]?.audioId) }),
		tracks,
		files: tracks.flatMap((track, i) => audioFile(track, i, tracks.length)),
	};
}

function readTrack(track: IDataObject, isFinished: boolean): IDataObject {
	const either = (...keys: string[]) => keys.map((key) => text(track[key])).find(Boolean);
	const streamUrl = either('streamAudioUrl', 'stream_audio_url');
	const audioUrl = either('audioUrl', 'audio_url', 'sourceAudioUrl', 'source_audio_url');
	const heardAt = streamUrl ?? either('sourceStreamAudioUrl', 'source_stream_audio_url');
	return present({
		audioId: text(track.id),
		title: text(track.title),
		duration: number(track.duration),
		audioUrl: audioUrl ?? (isFinished ? heardAt : undefined),
		streamUrl,
		imageUrl: text(track.imageUrl ?? track.image_url),
		tags: text(track.tags),
		lyrics: text(track.prompt),
		modelName: text(track.modelName ?? track.model_name),
	});
}

function audioFile(track: IDataObject, index: number, count: number): KieFile[] {
	const [url] = urls(track.audioUrl);
	if (!url) return [];
	const title = shortName(text(track.title) ?? 'track');
	return [
		present({
			url,
			kind: 'audio' as const,
			name: count > 1 ? `${title}-${index + 1}` : title,
			audioId: text(track.audioId),
			duration: number(track.duration),
		}),
	];
}
