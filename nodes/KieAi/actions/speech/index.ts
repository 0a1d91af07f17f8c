import { generateAny } from '../anyModel/generateAny.operation';
import { intentOperations } from '../anyModel/intentOperations';
import type { Resource } from '../operation';

export const speech: Resource = {
	value: 'speech',
	name: 'Speech',
	description: 'Text to speech, voices, sounds and work on recordings',
	operations: [
		...intentOperations('speech'),
		generateAny(
			'audio',
			"Make speech and sounds, or work on recordings, with any of Kie.ai's audio models",
		),
	],
};
