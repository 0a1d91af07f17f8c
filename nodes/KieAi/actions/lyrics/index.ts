import type { Resource } from '../operation';
import { generate } from './generate.operation';

export const lyrics: Resource = {
	value: 'lyrics',
	name: 'Lyrics',
	description: 'Write the words of a song with Suno',
	operations: [generate],
};
