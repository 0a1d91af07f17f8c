import { generateAny } from '../anyModel/generateAny.operation';
import { intentOperations } from '../anyModel/intentOperations';
import type { Resource } from '../operation';

export const image: Resource = {
	value: 'image',
	name: 'Image',
	description: 'Make and edit images with Nano Banana, GPT Image, Seedream and others',
	operations: [
		...intentOperations('image'),
		generateAny('image', "Make or edit images with any of Kie.ai's image models"),
	],
};
