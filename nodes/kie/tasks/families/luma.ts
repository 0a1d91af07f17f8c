import type { IDataObject } from 'n8n-workflow';

import type { TaskOutcome } from '../../types';
import { asRecord, has } from '../../json';
import { filesOf } from '../outcome';
import { recordFamily } from './record';

/** Videos that Luma changed. Flag 4 means that only the callback failed. */
export const luma = recordFamily({
	name: 'luma',
	madeBy: 'Luma Video > Modify (Legacy)',
	timeLimit: 30 * 60,
	typicalTime: 300,
	path: '/api/v1/modify/record-info',
	status: (data) => data.successFlag,
	success: [1],
	failure: [2, 3],
	callbackFailed: [4],
	outcome: lumaOutcome,
	callback: {
		recognises: ({ data, message }) => has(data, 'resultUrls') && /^modify\b/i.test(message),
		outcome: lumaOutcome,
	},
});

/** Result of a record (under `response`) or a callback. */
export function lumaOutcome(data: IDataObject): Partial<TaskOutcome> {
	const response = asRecord(data.response) ?? data;
	return { files: filesOf('video', response.resultUrls ?? response.result_urls) };
}
