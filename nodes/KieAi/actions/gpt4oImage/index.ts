import type { Resource } from '../operation';
import { edit } from './edit.operation';
import { generate } from './generate.operation';
import { getDownloadUrl } from './getDownloadUrl.operation';

export const gpt4oImage: Resource = {
	value: 'gpt4oImage',
	name: 'GPT-4o Image',
	description: 'Make and edit images with GPT-4o',
	operations: [generate, edit, getDownloadUrl],
};
