import { lengthOf } from './score';
import type { Recording } from './synth';

/** The recordings behind the sandbox's audio files, by file name without ending. */
export const RECORDINGS: Record<string, Recording> = {
	'song-1': { parts: ['drums', 'bass', 'piano', 'voice'] },
	'song-2': { parts: ['drums', 'bass', 'piano', 'voice'], tempo: 126, transpose: 2 },
	vocals: { parts: ['voice'] },
	instrumental: { parts: ['drums', 'bass', 'piano'] },
	drums: { parts: ['drums'] },
	bass: { parts: ['bass'] },
	piano: { parts: ['piano'] },
};

/** Seconds a recording lasts, rounded as Kie.ai rounds them. */
export function durationOf(name: string): number {
	return Math.round(lengthOf(RECORDINGS[name].tempo) * 100) / 100;
}
