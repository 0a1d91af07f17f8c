import type { RequestOperation } from '../operation';
import { fileUrlField, freshLink } from './freshLink';

export const getDownloadUrl: RequestOperation = {
	kind: 'request',
	value: 'getDownloadUrl',
	name: 'Get Download URL',
	action: 'Get a download URL of a file',
	description: 'Get a fresh link to a result or an upload, when the old one has expired',
	request: { method: 'POST', path: '/api/v1/common/download-url' },
	fields: [fileUrlField],
	output: freshLink,
};
