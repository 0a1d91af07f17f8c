import { generateAny } from '../anyModel/generateAny.operation';
import type { Resource } from '../operation';

export const video: Resource = {
	value: 'video',
	name: 'Video',
	operations: [generateAny('videos', "Make or edit videos with any of Kie.ai's video models")],
};
