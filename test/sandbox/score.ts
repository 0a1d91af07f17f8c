/** A note in seconds from the start of the piece; `pitch` is a MIDI note number, `velocity` 0 to 1. */
export interface Note {
	pitch: number;
	start: number;
	end: number;
	velocity: number;
}

export interface Part {
	/** Instrument name as Kie.ai writes it in `midiData.instruments[].name`. */
	name: string;
	notes: Note[];
}

export type PartKey = 'drums' | 'bass' | 'piano' | 'voice';

const BARS = 8;
const BEATS = 4;
const KICK = 36;
const SNARE = 38;
const HIHAT = 42;

/** C, G, A minor, F: root of the bass and the notes of the chord, one per bar. */
const CHORDS = [
	{ root: 36, tones: [60, 64, 67] },
	{ root: 43, tones: [59, 62, 67] },
	{ root: 45, tones: [60, 64, 69] },
	{ root: 41, tones: [60, 65, 69] },
];

/** Melody: beats from the start of a two-bar phrase, MIDI note, beats it lasts. */
const PHRASE: Array<[number, number, number]> = [
	[0, 72, 1],
	[1, 74, 0.5],
	[1.5, 76, 1.5],
	[3, 79, 1],
	[4, 74, 1.5],
	[5.5, 72, 0.5],
	[6, 71, 2],
];

const beatsOf = (every: number) =>
	Array.from({ length: (BARS * BEATS) / every }, (_, index) => index * every);

/**
 * An eight-bar piece, the same at every call: what the sandbox "composes".
 * @param tempo beats per minute (120 makes 16 seconds)
 * @param transpose half tones added to everything but the drums
 */
export function score(tempo = 120, transpose = 0): Record<PartKey, Part> {
	const second = 60 / tempo;
	const note = (beat: number, pitch: number, beats: number, velocity: number): Note => ({
		pitch,
		start: beat * second,
		end: (beat + beats) * second,
		velocity,
	});
	const chordAt = (beat: number) => CHORDS[Math.floor(beat / BEATS) % CHORDS.length];
	const pitched = (notes: Note[]) => notes.map((one) => ({ ...one, pitch: one.pitch + transpose }));

	const drums = [
		...beatsOf(0.5).map((beat) => note(beat, HIHAT, 0.25, 0.5)),
		...beatsOf(2).map((beat) => note(beat, KICK, 0.25, 1)),
		...beatsOf(2).map((beat) => note(beat + 1, SNARE, 0.25, 0.8)),
	];
	const bass = beatsOf(1).map((beat) => note(beat, chordAt(beat).root, 0.9, 0.9));
	const piano = beatsOf(2).flatMap((beat) =>
		chordAt(beat).tones.map((tone) => note(beat, tone, 1.8, 0.6)),
	);
	const voice = beatsOf(8).flatMap((beat) =>
		PHRASE.map(([offset, pitch, beats]) => note(beat + offset, pitch, beats, 0.7)),
	);
	return {
		drums: { name: 'Drums', notes: drums.sort((a, b) => a.start - b.start) },
		bass: { name: 'Electric Bass (finger)', notes: pitched(bass) },
		piano: { name: 'Acoustic Grand Piano', notes: pitched(piano) },
		voice: { name: 'Voice Oohs', notes: pitched(voice) },
	};
}

/** Seconds the piece lasts at a tempo. */
export function lengthOf(tempo = 120): number {
	return (BARS * BEATS * 60) / tempo;
}
