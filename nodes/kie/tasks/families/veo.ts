import type { IDataObject } from 'n8n-workflow';

import type { TaskOutcome } from '../../types';
import { asRecord, has } from '../../json';
import { filesOf, urls } from '../outcome';
import { recordFamily } from './record';

const isVeo = (data: IDataObject) =>
	has(data, 'fallbackFlag') || has(asRecord(data.info), 'resultUrls');

/** The upgrade's callbacks have a picture beside each video, and its failures nothing but a message. */
export const isVeo4k = (data: IDataObject, message: string): boolean =>
	has(data, 'media_ids') ||
	has(asRecord(data.info), 'imageUrls') ||
	(!has(data, 'info', 'fallbackFlag') && /\b4k\b/i.test(message));

/** Veo videos: generated or extended. Kie.ai keeps no price in their records. */
export const veo = recordFamily({
	name: 'veo',
	madeBy: 'Veo Video > Generate and Extend',
	timeLimit: 20 * 60,
	typicalTime: 90,
	path: '/api/v1/veo/record-info',
	status: (data) => data.successFlag,
	success: [1],
	failure: [2, 3],
	outcome: veoOutcome,
	unified: { models: ['veo-3-1', 'veo/extend'] },
	callback: {
		recognises: ({ data, message }) => isVeo(data) && !isVeo4k(data, message),
		outcome: veoOutcome,
	},
});

/**
 * Result of a record (under `response`) or a callback (under `info`). After Extend the whole clip is in
 * `fullResultUrls`, and only the new part in `resultUrls`.
 */
export function veoOutcome(data: IDataObject): Partial<TaskOutcome> {
	const response = asRecord(data.response ?? data.info) ?? data;
	const whole = response.fullResultUrls ?? response.full_result_urls;
	const part = response.resultUrls ?? response.result_urls;
	return { files: filesOf('video', urls(whole).length > 0 ? whole : part) };
}
