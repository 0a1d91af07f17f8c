import type { Resource } from '../operation';
import { createAudio } from './createAudio.operation';
import { createCharacter } from './createCharacter.operation';

export const omni: Resource = {
	value: 'omni',
	name: 'Gemini Omni',
	description: 'Characters and voices for Gemini Omni videos',
	operations: [createCharacter, createAudio],
};
