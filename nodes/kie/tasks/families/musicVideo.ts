import type { IDataObject } from 'n8n-workflow';

import type { TaskOutcome } from '../../types';
import { asRecord, has, present, text } from '../../json';
import { filesOf } from '../outcome';
import { recordFamily } from './record';
import { sunoModels } from './unified';

/** A song as a film of its cover and waves. */
export const musicVideo = recordFamily({
	name: 'musicVideo',
	madeBy: 'Music > Create Music Video',
	timeLimit: 20 * 60,
	typicalTime: 90,
	path: '/api/v1/mp4/record-info',
	status: (data) => data.successFlag,
	success: ['SUCCESS'],
	failure: ['CREATE_TASK_FAILED', 'GENERATE_MP4_FAILED'],
	callbackFailed: ['CALLBACK_EXCEPTION'],
	outcome: musicVideoOutcome,
	unified: {
		models: sunoModels('create-music-video'),
		outcome: ({ resultUrls }) => musicVideoOutcome({ videoUrl: resultUrls }),
	},
	callback: {
		recognises: ({ data }) => has(data, 'video_url') && !has(data, 'video_id', 'image_url'),
		outcome: musicVideoOutcome,
	},
});

/** Result of a record (`response.videoUrl`) or a callback (`video_url`). */
export function musicVideoOutcome(data: IDataObject): Partial<TaskOutcome> {
	const response = asRecord(data.response) ?? data;
	return {
		...present({ audioId: text(data.musicId) }),
		files: filesOf('video', response.videoUrl ?? response.video_url, 'music-video'),
	};
}
