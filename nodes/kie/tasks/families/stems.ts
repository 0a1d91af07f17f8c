import type { IDataObject } from 'n8n-workflow';

import type { KieFile, TaskOutcome } from '../../types';
import { shortName } from '../../files/names';
import { asRecord, asRecords, has, number, present, text } from '../../json';
import { MOST_FILES, urls } from '../outcome';
import { recordFamily } from './record';
import { sunoModels } from './unified';

/** The documentation shows both. */
const CALLBACK_KEYS = ['vocal_removal_info', 'vocal_separation_info'];

/** Vocals and instruments taken apart. */
export const stems = recordFamily({
	name: 'stems',
	madeBy: 'Audio > Separate Vocals',
	timeLimit: 20 * 60,
	typicalTime: 60,
	path: '/api/v1/vocal-removal/record-info',
	status: (data) => data.successFlag,
	success: ['SUCCESS'],
	failure: ['CREATE_TASK_FAILED', 'GENERATE_AUDIO_FAILED'],
	callbackFailed: ['CALLBACK_EXCEPTION'],
	outcome: (data) => stemsOutcome(asRecord(data.response)),
	unified: { models: sunoModels('separate-vocals') },
	callback: {
		recognises: ({ data }) => has(data, ...CALLBACK_KEYS),
		outcome: (data) => stemsOutcome(asRecord(data[CALLBACK_KEYS[0]] ?? data[CALLBACK_KEYS[1]])),
	},
});

/**
 * Result of a separation: record spelling (`originData`, `vocalUrl`) or callback spelling (`origin_data`, `vocal_url`).
 * The list knows ids and durations, the separate addresses are sometimes all there is: both are read, once per file.
 */
export function stemsOutcome(response: IDataObject = {}): Partial<TaskOutcome> {
	const listed = asRecords(response.originData ?? response.origin_data)
		.slice(0, MOST_FILES)
		.flatMap(readListedStems);
	const known = new Set(listed.map((file) => file.url));
	const named = readNamedStems(response).filter((file) => !known.has(file.url));
	const files = [...listed, ...named];
	return { ...present({ audioId: files[0]?.audioId }), files };
}

/** The advanced mode wraps two tracks into each entry: the stem, and the song without it. */
function readListedStems(entry: IDataObject): KieFile[] {
	const extract = asRecord(entry.extract);
	const remove = asRecord(entry.remove);
	if (!extract && !remove) return stemFile(entry);
	return [...stemFile(extract ?? {}), ...stemFile(remove ?? {}, 'without-')];
}

function stemFile(stem: IDataObject, prefix = ''): KieFile[] {
	const [url] = urls(stem.audio_url ?? stem.audioUrl);
	if (!url) return [];
	const group = text(stem.stem_type_group_name ?? stem.stemTypeGroupName) ?? 'stem';
	return [
		present({
			url,
			kind: 'audio' as const,
			name: prefix + fileName(group),
			audioId: text(stem.id),
			duration: number(stem.duration),
		}),
	];
}

/** `vocalUrl` or `vocal_url`; the origin is the song that was taken apart, not a result. */
function readNamedStems(response: IDataObject): KieFile[] {
	return Object.entries(response).flatMap(([key, value]) => {
		const name = /^(?!origin)(.+?)_?url$/i.exec(key)?.[1];
		const url = text(value);
		return name && url ? [{ url, kind: 'audio' as const, name: fileName(name) }] : [];
	});
}

/** `Lead Vocal`, `backingVocals` and `backing_vocals` as a file name: `lead-vocal`, `backing-vocals`. */
const fileName = (name: string) =>
	shortName(name)
		.replace(/([a-z])([A-Z])/g, '$1-$2')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.toLowerCase();
