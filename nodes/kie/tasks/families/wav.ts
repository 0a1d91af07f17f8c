import type { IDataObject } from 'n8n-workflow';

import type { TaskOutcome } from '../../types';
import { asRecord, has } from '../../json';
import { filesOf } from '../outcome';
import { recordFamily } from './record';
import { sunoModels } from './unified';

/** A song as an uncompressed file. */
export const wav = recordFamily({
	name: 'wav',
	madeBy: 'Audio > Convert to WAV',
	timeLimit: 10 * 60,
	typicalTime: 30,
	path: '/api/v1/wav/record-info',
	status: (data) => data.successFlag,
	success: ['SUCCESS'],
	failure: ['CREATE_TASK_FAILED', 'GENERATE_WAV_FAILED'],
	callbackFailed: ['CALLBACK_EXCEPTION'],
	outcome: wavOutcome,
	unified: {
		models: sunoModels('convert-to-wav-format'),
		outcome: ({ resultUrls }) => wavOutcome({ audioWavUrl: resultUrls }),
	},
	callback: {
		recognises: ({ data }) =>
			[data, asRecord(data.response)].some((part) => has(part, 'audioWavUrl', 'audio_wav_url')),
		outcome: wavOutcome,
	},
});

/** Result of a record or a callback: `audioWavUrl` or `audio_wav_url`, with or without a `response` around it. */
export function wavOutcome(data: IDataObject): Partial<TaskOutcome> {
	const response = asRecord(data.response) ?? data;
	return { files: filesOf('audio', response.audioWavUrl ?? response.audio_wav_url, 'song') };
}
