import type { IDataObject } from 'n8n-workflow';

import type { TaskOutcome } from '../../types';
import { asRecord, has } from '../../json';
import { wordsOf } from '../../words';
import { recordFamily } from './record';
import { runwayOutcome } from './runway';

/** Videos that Runway's Aleph transformed. */
export const aleph = recordFamily({
	name: 'aleph',
	madeBy: 'Runway Video > Transform (Aleph)',
	timeLimit: 30 * 60,
	typicalTime: 120,
	path: '/api/v1/aleph/record-info',
	status: statusOf,
	success: [1],
	failure: [2, 3],
	outcome: alephOutcome,
	unified: { models: ['runway/gen4-aleph'] },
	callback: {
		recognises: ({ data }) => has(data, 'result_video_url') || Object.keys(data).length === 0,
		outcome: alephOutcome,
	},
});

/** In the documentation 0 is a running task or a failed one, which has an error code then; 3 is what Kie.ai sends. */
function statusOf({ successFlag, errorCode }: IDataObject): unknown {
	const hasFailed = Number(successFlag) === 0 && !['', '0'].includes(wordsOf(errorCode));
	return hasFailed ? 3 : successFlag;
}

/** Result of a record (`response.resultVideoUrl`) or a callback (`result_video_url`, or Runway's `video_url`). */
export function alephOutcome(data: IDataObject): Partial<TaskOutcome> {
	const response = asRecord(data.response) ?? data;
	return runwayOutcome({
		videoUrl: response.resultVideoUrl ?? response.result_video_url ?? response.video_url,
		imageUrl: response.resultImageUrl ?? response.result_image_url ?? response.image_url,
	});
}
