import { soundOf } from './instruments';

/** A note in seconds; velocity from 0 to 1 or, as MIDI itself counts, to 127. */
interface MidiNote {
	pitch: number;
	start: number;
	end: number;
	velocity: number;
}

/** What one instrument plays. */
export interface MidiInstrument {
	name: string;
	notes: MidiNote[];
}

interface Tone {
	pitch: number;
	velocity: number;
	on: number;
	off: number;
}

interface MidiEvent {
	tick: number;
	bytes: number[];
}

const TICKS_PER_BEAT = 480;
const BEATS_PER_MINUTE = 120;
const TICKS_PER_SECOND = (TICKS_PER_BEAT * BEATS_PER_MINUTE) / 60;
const MICROSECONDS_PER_BEAT = 60_000_000 / BEATS_PER_MINUTE;

/** The longest pause that MIDI can write is 28 bits of ticks: more than three days. */
const LAST_TICK = 0x0fff_ffff;

/** A file counts its tracks in two bytes; no song has more instruments than this. */
const MOST_INSTRUMENTS = 1_000;
const LONGEST_NAME = 100;

/** General MIDI's channel 10, counted from 0. */
const DRUM_CHANNEL = 9;
const CHANNELS = 16;

const NOTE_OFF = 0x80;
const NOTE_ON = 0x90;
const PROGRAM_CHANGE = 0xc0;
const TRACK_NAME = 0x03;
const SET_TEMPO = 0x51;
const END_OF_TRACK = 0x2f;

/**
 * A Standard MIDI File (format 1): a tempo track at 120 beats per minute, then one track per instrument with its name
 * and its General MIDI sound. Drums play on channel 10.
 */
export function midiFile(given: MidiInstrument[]): Buffer {
	const instruments = given.slice(0, MOST_INSTRUMENTS).map(({ name, notes }) => ({
		name: name.slice(0, LONGEST_NAME),
		notes: notes.filter(isPlayable),
	}));
	const loudest = mostOf(instruments.flatMap(({ notes }) => notes.map((note) => note.velocity)));
	const scale = loudest > 1 ? 1 : 127;
	const channels = channelsFor(instruments);
	const tracks = instruments.map((instrument, i) => track(instrument, channels[i], scale));
	const tempo = meta(SET_TEMPO, bigEndian(MICROSECONDS_PER_BEAT, 3));
	return Buffer.concat([
		chunk('MThd', [
			...bigEndian(1, 2),
			...bigEndian(tracks.length + 1, 2),
			...bigEndian(TICKS_PER_BEAT, 2),
		]),
		trackChunk([{ tick: 0, bytes: tempo }]),
		...tracks,
	]);
}

/** Beyond fifteen pitched instruments the channels are used again: MIDI has no more. */
function channelsFor(instruments: MidiInstrument[]): number[] {
	let pitched = 0;
	return instruments.map(({ name }) => {
		const sound = soundOf(name);
		if (sound && 'drums' in sound) return DRUM_CHANNEL;
		const channel = pitched++ % (CHANNELS - 1);
		return channel < DRUM_CHANNEL ? channel : channel + 1;
	});
}

function track({ name, notes }: MidiInstrument, channel: number, scale: number): Buffer {
	const sound = soundOf(name);
	const events: MidiEvent[] = [{ tick: 0, bytes: meta(TRACK_NAME, [...Buffer.from(name)]) }];
	if (sound && 'program' in sound) {
		events.push({ tick: 0, bytes: [PROGRAM_CHANGE | channel, sound.program] });
	}
	for (const { pitch, velocity, on, off } of withoutOverlaps(notes.map(toTone(scale)))) {
		events.push({ tick: on, bytes: [NOTE_ON | channel, pitch, velocity] });
		events.push({ tick: off, bytes: [NOTE_OFF | channel, pitch, 0] });
	}
	return trackChunk(events);
}

const isPlayable = ({ pitch, start, end, velocity }: MidiNote) =>
	[pitch, start, end, velocity].every(Number.isFinite) && start * TICKS_PER_SECOND < LAST_TICK;

const toTone =
	(scale: number) =>
	({ pitch, start, end, velocity }: MidiNote): Tone => {
		const on = clamp(Math.round(start * TICKS_PER_SECOND), 0, LAST_TICK - 1);
		const off = clamp(Math.round(end * TICKS_PER_SECOND), on + 1, LAST_TICK);
		const loudness = clamp(Math.round(velocity * scale), 1, 127);
		return { pitch: clamp(Math.round(pitch), 0, 127), velocity: loudness, on, off };
	};

/** The end of one note would silence another of the same pitch, so a note ends at the latest where the next begins. */
function withoutOverlaps(tones: Tone[]): Tone[] {
	const kept: Tone[] = [];
	const sounding = new Map<number, Tone>();
	for (const tone of [...tones].sort((a, b) => a.on - b.on)) {
		const before = sounding.get(tone.pitch);
		if (before?.on === tone.on) {
			before.off = Math.max(before.off, tone.off);
			before.velocity = Math.max(before.velocity, tone.velocity);
			continue;
		}
		if (before && before.off > tone.on) before.off = tone.on;
		sounding.set(tone.pitch, tone);
		kept.push(tone);
	}
	return kept;
}

/** At equal times what is silenced comes before what sounds, and names and programs before both. */
const rank = ({ bytes }: MidiEvent) => {
	const order = [0xf0, PROGRAM_CHANGE, NOTE_OFF, NOTE_ON];
	return order.indexOf(bytes[0] & 0xf0);
};

function trackChunk(events: MidiEvent[]): Buffer {
	const sorted = [...events].sort((a, b) => a.tick - b.tick || rank(a) - rank(b));
	const bytes: number[] = [];
	let now = 0;
	for (const event of sorted) {
		bytes.push(...variableLength(event.tick - now), ...event.bytes);
		now = event.tick;
	}
	return chunk('MTrk', [...bytes, 0, ...meta(END_OF_TRACK, [])]);
}

const chunk = (id: string, content: number[]) =>
	Buffer.concat([Buffer.from(id), Buffer.from(bigEndian(content.length, 4)), Buffer.from(content)]);

const meta = (type: number, content: number[]) => [
	0xff,
	type,
	...variableLength(content.length),
	...content,
];

const bigEndian = (value: number, bytes: number) =>
	Array.from({ length: bytes }, (_, i) => (value >>> (8 * (bytes - 1 - i))) & 0xff);

/** MIDI's own notation of lengths: seven bits per byte, all but the last marked by the eighth. */
function variableLength(value: number): number[] {
	const bytes = [value & 0x7f];
	for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
	return bytes;
}

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));

const mostOf = (values: number[]) => values.reduce((most, value) => Math.max(most, value), 0);
