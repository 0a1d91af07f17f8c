import { generateAny } from '../anyModel/generateAny.operation';
import { intentOperations } from '../anyModel/intentOperations';
import type { Resource } from '../operation';

export const video: Resource = {
	value: 'video',
	name: 'Video',
	description: 'Make and edit videos with Kling, Seedance, Hailuo, Wan and others',
	operations: [
		...intentOperations('video'),
		generateAny('video', "Make or edit videos with any of Kie.ai's video models"),
	],
};
