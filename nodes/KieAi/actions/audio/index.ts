import type { Resource } from '../operation';
import { convertToWav } from './convertToWav.operation';
import { generateMidi } from './generateMidi.operation';
import { separateVocals } from './separateVocals.operation';

export const audio: Resource = {
	value: 'audio',
	name: 'Audio',
	operations: [convertToWav, generateMidi, separateVocals],
};
