import type { KieReply, TaskFamily, TaskStatus } from '../../types';
import { asRecord } from '../../json';
import { filesOf, urls } from '../outcome';

const UNKNOWN = /does not exist|is null/i;

/** Codes that will not change when the same is asked again; all others (429, 455, 500 …) may. */
const FINAL = new Set([400, 422, 451, 501, 505]);

/** A Veo video in 1080p. It is no task of its own: one asks for the video of a Veo task until it is there. */
export const veo1080p: TaskFamily = {
	name: 'veo1080p',
	madeBy: 'Veo Video > Generate and Extend: the video keeps its own ID',
	timeLimit: 15 * 60,
	typicalTime: 90,
	ownIds: false,
	unified: { models: ['veo/get-1080p-video'] },
	statusRequest: ({ taskId, index }) => ({
		method: 'GET',
		path: '/api/v1/veo/get-1080p-video',
		query: { taskId, ...(index !== undefined && { index }) },
	}),
	read,
};

/** "Still processing" is code 400 and a text; 422 means unknown, not finished, or not to be had in 1080p. */
function read(reply: KieReply): TaskStatus {
	const { code, message } = reply;
	const found = urls(asRecord(reply.data)?.resultUrl);
	if (found.length > 0) {
		return { state: 'success', statusWord: message, outcome: { files: filesOf('video', found) } };
	}
	if (code === 200 || /processing/i.test(message)) return { state: 'pending', statusWord: message };
	if (code === 404 || (code === 422 && UNKNOWN.test(message))) {
		return { state: 'notFound', statusWord: message };
	}
	return FINAL.has(code)
		? { state: 'failed', statusWord: message, failure: { message, code } }
		: { state: 'unavailable', statusWord: message };
}
