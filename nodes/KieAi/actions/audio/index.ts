import type { Resource } from '../operation';
import { convertToWav } from './convertToWav.operation';
import { generateMidi } from './generateMidi.operation';
import { separateVocals } from './separateVocals.operation';

export const audio: Resource = {
	value: 'audio',
	name: 'Stems & MIDI',
	description: 'Take songs apart, turn them into notes, convert them to WAV',
	operations: [convertToWav, generateMidi, separateVocals],
};
