import type { Resource } from '../operation';
import { modify } from './modify.operation';

export const lumaVideo: Resource = {
	value: 'lumaVideo',
	name: 'Luma Video',
	description: 'Changes to your own videos; legacy',
	operations: [modify],
};
