import type { IDataObject } from 'n8n-workflow';

import type { TaskOutcome } from '../../types';
import { asRecord, has } from '../../json';
import { filesOf } from '../outcome';
import { recordFamily } from './record';

/** Images made or edited by GPT-4o. Flag 3 is not documented here, but in its sister families. */
export const gpt4oImage = recordFamily({
	name: 'gpt4oImage',
	madeBy: 'GPT-4o Image > Generate and Edit',
	timeLimit: 15 * 60,
	typicalTime: 60,
	path: '/api/v1/gpt4o-image/record-info',
	status: (data) => data.successFlag,
	success: [1],
	failure: [2, 3],
	outcome: gpt4oImageOutcome,
	unified: { models: ['4o-image-api'] },
	callback: {
		recognises: ({ data }) => data.info === null || has(asRecord(data.info), 'result_urls'),
		outcome: gpt4oImageOutcome,
	},
});

/** Result of a record (under `response`, documented in both spellings) or a callback (under `info`). */
export function gpt4oImageOutcome(data: IDataObject): Partial<TaskOutcome> {
	const response = asRecord(data.response ?? data.info) ?? data;
	return { files: filesOf('image', response.resultUrls ?? response.result_urls) };
}
