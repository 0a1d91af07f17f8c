import { answerWith } from '../answer';
import type { RequestOperation } from '../operation';
import { trackFields } from '../source';
import { sunoRoute } from './unified';

export const getTimestampedLyrics: RequestOperation = {
	kind: 'request',
	value: 'getTimestampedLyrics',
	name: 'Get Timestamped Lyrics',
	action: 'Get timestamped lyrics',
	description:
		'Get every word of a track with its seconds; Download Files adds them as LRC and SRT',
	request: { method: 'POST', path: '/api/v1/generate/get-timestamped-lyrics' },
	paid: true,
	makesFiles: true,
	unified: sunoRoute('timeStamped-lyrics'),
	fields: trackFields,
	output: (data, { taskId, audioId }) => ({
		...answerWith('alignedWords', data),
		taskId: String(taskId),
		audioId: String(audioId),
	}),
};
