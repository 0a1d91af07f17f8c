import { toUsd } from '../../../kie/credits';
import type { RequestOperation } from '../operation';

export const getCredits: RequestOperation = {
	kind: 'request',
	value: 'getCredits',
	name: 'Get Credits',
	action: 'Get the credit balance',
	description: 'Ask how many credits are left; one credit is about 0.005 USD',
	request: { method: 'GET', path: '/api/v1/chat/credit' },
	fields: [],
	output: (credits) => ({ credits: Number(credits), usd: toUsd(Number(credits)) }),
};
