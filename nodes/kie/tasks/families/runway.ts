import type { IDataObject } from 'n8n-workflow';

import type { TaskOutcome } from '../../types';
import { asRecord, has, present, text } from '../../json';
import { filesOf } from '../outcome';
import { recordFamily } from './record';

/** No other family fails with an id in this spelling and nothing else. */
const isBare = (data: IDataObject) => Object.keys(data).join() === 'task_id';

/** Runway videos: generated or extended. */
export const runway = recordFamily({
	name: 'runway',
	madeBy: 'Runway Video > Generate and Extend',
	timeLimit: 20 * 60,
	typicalTime: 90,
	path: '/api/v1/runway/record-detail',
	status: (data) => data.state,
	success: ['success'],
	failure: ['fail'],
	outcome: runwayOutcome,
	unified: { models: ['runway', 'runway/extend-ai-video'] },
	callback: {
		recognises: ({ data, code }) => has(data, 'video_id') || (code !== 200 && isBare(data)),
		outcome: runwayOutcome,
	},
});

/** Result of a record (`videoInfo.videoUrl`) or a callback (`video_url`). */
export function runwayOutcome(data: IDataObject): Partial<TaskOutcome> {
	const video = asRecord(data.videoInfo) ?? data;
	const thumbnailUrl = text(video.imageUrl ?? video.image_url);
	return {
		files: filesOf('video', video.videoUrl ?? video.video_url).map((file) =>
			present({ ...file, thumbnailUrl }),
		),
	};
}
