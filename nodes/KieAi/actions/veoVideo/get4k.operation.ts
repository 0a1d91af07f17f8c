import { asRecord } from '../../../kie/json';
import type { KieReply } from '../../../kie/types';
import { submitTo } from '../endpoint';
import type { SubmitOperation } from '../operation';
import { visualRoute } from '../visualRoute';
import { indexField, videoField } from './source';

/** Whether Kie.ai took the request for a 4K video: a repeated one is answered with 422, but with data. */
export const isUpgrade = ({ code, data }: KieReply): boolean =>
	code === 200 || (code === 422 && asRecord(data)?.taskId !== undefined);

export const get4k: SubmitOperation = {
	kind: 'submit',
	value: 'get4k',
	name: 'Get 4K',
	action: 'Get a Veo video in 4K',
	description:
		'Get a finished video in 4K; takes five to ten minutes, about 120 credits the first time',
	request: submitTo('/api/v1/veo/get-4k-video', { callback: false, isAccepted: isUpgrade }),
	family: 'veo4k',
	unified: visualRoute('veo/get-4k-video'),
	fields: [videoField, indexField],
};
