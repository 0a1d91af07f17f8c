import type { Resource } from '../operation';
import { modify } from './modify.operation';

export const lumaVideo: Resource = {
	value: 'lumaVideo',
	name: 'Luma (Legacy)',
	description: 'Change videos of your own; Kie.ai documented it in 2025 only',
	operations: [modify],
};
