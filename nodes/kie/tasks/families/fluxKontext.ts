import type { IDataObject } from 'n8n-workflow';

import type { TaskOutcome } from '../../types';
import { asRecord, has } from '../../json';
import { filesOf } from '../outcome';
import { recordFamily } from './record';

/** Images made or edited by Flux Kontext. */
export const fluxKontext = recordFamily({
	name: 'fluxKontext',
	madeBy: 'Flux Kontext Image > Generate and Edit',
	timeLimit: 10 * 60,
	typicalTime: 20,
	path: '/api/v1/flux/kontext/record-info',
	status: (data) => data.successFlag,
	success: [1],
	failure: [2, 3],
	outcome: fluxKontextOutcome,
	unified: { models: ['flux1-kontext'] },
	callback: {
		recognises: ({ data }) => has(asRecord(data.info), 'resultImageUrl'),
		outcome: fluxKontextOutcome,
	},
});

/** Result of a record (under `response`) or a callback (under `info`). The origin lives ten minutes and is left out. */
export function fluxKontextOutcome(data: IDataObject): Partial<TaskOutcome> {
	const response = asRecord(data.response ?? data.info) ?? data;
	return { files: filesOf('image', response.resultImageUrl ?? response.result_image_url) };
}
