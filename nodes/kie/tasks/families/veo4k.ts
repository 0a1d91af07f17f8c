import type { IDataObject } from 'n8n-workflow';

import type { KieReply, TaskFamily, TaskOutcome } from '../../types';
import { asRecord, has } from '../../json';
import { filesOf, urls } from '../outcome';
import { recordFamily } from './record';
import { isVeo4k } from './veo';

const record = recordFamily({
	name: 'veo4k',
	madeBy: 'Veo Video > Get 4K',
	timeLimit: 30 * 60,
	typicalTime: 450,
	ownIds: false,
	path: '/api/v1/veo/record-info',
	status: (data) => data.successFlag,
	success: [1],
	failure: [2, 3],
	outcome: veo4kOutcome,
	unified: { models: ['veo/get-4k-video'] },
	callback: {
		recognises: ({ data, message }) => isVeo4k(data, message),
		outcome: veo4kOutcome,
	},
});

const ONLY_THE_VIDEO =
	'Kie.ai shows only the video under this ID; Get 4K with the same video returns the 4K video once it is there';

/**
 * A Veo video in 4K. Kie.ai usually gives the upgrade a task id of its own, which has a record. Where it gives the id
 * of the video instead, only the paid request itself would tell more, so nothing but the record is ever asked for. Such
 * a task carries the `index` of its video.
 */
export const veo4k: TaskFamily = {
	...record,
	read(reply, task) {
		if (!isOfVideo(reply)) return record.read(reply, task);
		const state = task.index === undefined ? 'notFound' : 'pending';
		return { state, statusWord: ONLY_THE_VIDEO };
	},
	answered(data) {
		const outcome = { files: [], ...veo4kOutcome(asRecord(data) ?? {}) };
		return outcome.files.length > 0 ? outcome : undefined;
	},
};

/** The request of a video has a prompt, that of an upgrade has none: the record of a video says nothing of an upgrade. */
const isOfVideo = ({ data }: KieReply) => has(asRecord(asRecord(data)?.paramJson), 'prompt');

/** Result of a record (under `response`), an answer (`resultUrls`) or a callback (under `info`, or `result_urls`). */
export function veo4kOutcome(data: IDataObject): Partial<TaskOutcome> {
	const response = asRecord(data.response ?? data.info) ?? data;
	const stills = urls(response.imageUrls ?? response.image_urls);
	const videos = filesOf('video', response.resultUrls ?? response.result_urls);
	const files = videos.map((file, i) => (stills[i] ? { ...file, thumbnailUrl: stills[i] } : file));
	return { files };
}
