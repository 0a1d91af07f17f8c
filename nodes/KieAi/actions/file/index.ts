import type { Resource } from '../operation';
import { getDownloadUrl } from './getDownloadUrl.operation';
import { upload } from './upload.operation';

export const file: Resource = {
	value: 'file',
	name: 'File',
	description: 'Upload files to Kie.ai, and renew links that have expired',
	operations: [upload, getDownloadUrl],
};
