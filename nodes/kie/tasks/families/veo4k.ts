import type { IDataObject } from 'n8n-workflow';

import type { KieReply, TaskFamily, TaskStatus, TaskOutcome, TaskRef } from '../../types';
import { asRecord, has } from '../../json';
import { filesOf, urls } from '../outcome';
import { recordFamily } from './record';
import { isVeo4k } from './veo';

const record = recordFamily({
	name: 'veo4k',
	label: 'Veo 4K',
	madeBy: 'Veo Video > Get 4K',
	timeLimit: 30 * 60,
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

const BEGUN_ANEW = 'Kie.ai gave up this 4K video and has begun another one';

/**
 * A Veo video in 4K. Kie.ai usually gives the upgrade a task id of its own, which has a record. Where it gives the id
 * of the video instead, that record is the one of the video, so the request is repeated, as Kie.ai's page says. Such
 * a task carries the `index` of its video; without one nothing is ever asked that could cost credits.
 */
export const veo4k: TaskFamily = {
	...record,
	ownIds: false,
	statusRequest: (task) =>
		task.index === undefined ? record.statusRequest(task) : repeatedRequest(task, task.index),
	read: (reply, task) => (task.index === undefined ? readOwn(reply, task) : readRepeated(reply)),
};

/** The request of a video has a prompt, that of an upgrade has none: the record of a video says nothing of an upgrade. */
function readOwn(reply: KieReply, task: TaskRef): TaskStatus {
	const isOfVideo = has(asRecord(asRecord(reply.data)?.paramJson), 'prompt');
	return isOfVideo
		? { state: 'notFound', statusWord: 'the record is that of the video' }
		: record.read(reply, task);
}

const repeatedRequest = ({ taskId }: TaskRef, index: number) => ({
	method: 'POST' as const,
	path: '/api/v1/veo/get-4k-video',
	body: { taskId, index },
});

/**
 * Code 422 means under way, finished, or unknown: the addresses tell, then whether there is any data. Code 200 means
 * that the upgrade begins only now, so the one asked for came to nothing; asking on might buy one after the other.
 */
function readRepeated(reply: KieReply): TaskStatus {
	const { code, message: statusWord } = reply;
	const data = asRecord(reply.data);
	const outcome = { files: [], ...veo4kOutcome(data ?? {}) };
	if (outcome.files.length > 0) return { state: 'success', statusWord, outcome };
	if (code === 422 && data) return { state: 'pending', statusWord };
	if (code === 200) return { state: 'failed', statusWord, failure: { message: BEGUN_ANEW } };
	if (code === 404 || code === 422) return { state: 'notFound', statusWord };
	return { state: 'unavailable', statusWord };
}

/** Whether Kie.ai took the request for a 4K video: a repeated one is answered with 422, but with data. */
export const isUpgrade = ({ code, data }: KieReply): boolean =>
	code === 200 || (code === 422 && asRecord(data)?.taskId !== undefined);

/** Result of a record (under `response`), an answer (`resultUrls`) or a callback (under `info`, or `result_urls`). */
export function veo4kOutcome(data: IDataObject): Partial<TaskOutcome> {
	const response = asRecord(data.response ?? data.info) ?? data;
	const stills = urls(response.imageUrls ?? response.image_urls);
	const videos = filesOf('video', response.resultUrls ?? response.result_urls);
	const files = videos.map((file, i) => (stills[i] ? { ...file, thumbnailUrl: stills[i] } : file));
	return { files };
}
