import { fileUrlField, freshLink } from '../file/freshLink';
import type { RequestOperation } from '../operation';
import { taskIdField } from '../source';

export const getDownloadUrl: RequestOperation = {
	kind: 'request',
	value: 'getDownloadUrl',
	name: 'Get Download URL',
	action: 'Get a GPT-4o download URL',
	description: 'Get a fresh link to an image of a GPT-4o task, when the old one has expired',
	request: { method: 'POST', path: '/api/v1/gpt4o-image/download-url' },
	fields: [{ ...taskIdField, sourceFamilies: ['gpt4oImage'] }, fileUrlField],
	output: freshLink,
};
