import { parseMidi } from 'midi-file';

import { type MidiInstrument, midiFile } from '../../../nodes/kie/files/midi';

const note = (pitch: number, start: number, end: number, velocity = 0.5) => ({
	pitch,
	start,
	end,
	velocity,
});

const read = (instruments: MidiInstrument[]) => parseMidi(midiFile(instruments));

/** Events of an instrument's track with their absolute times in ticks. */
function eventsOf(instruments: MidiInstrument[], index = 0) {
	let tick = 0;
	return read(instruments).tracks[index + 1].map((event) => {
		tick += event.deltaTime;
		return { ...event, tick };
	});
}

const sounding = (instruments: MidiInstrument[], index = 0) =>
	eventsOf(instruments, index).flatMap((event) =>
		event.type === 'noteOn' || event.type === 'noteOff'
			? [`${event.tick} ${event.type} ${event.noteNumber}`]
			: [],
	);

const channelOf = (instruments: MidiInstrument[], index: number) =>
	eventsOf(instruments, index).flatMap((event) =>
		event.type === 'noteOn' ? [event.channel] : [],
	)[0];

const programOf = (name: string) =>
	eventsOf([{ name, notes: [note(60, 0, 1)] }]).flatMap((event) =>
		event.type === 'programChange' ? [event.programNumber] : [],
	)[0];

describe('midiFile', () => {
	it('is a format 1 file with a tempo track and one named track per instrument', () => {
		const midi = read([
			{ name: 'Drums', notes: [note(36, 0, 0.1)] },
			{ name: 'Électrique', notes: [note(60, 0, 1)] },
		]);
		expect(midi.header).toMatchObject({ format: 1, numTracks: 3, ticksPerBeat: 480 });
		expect(midi.tracks[0]).toMatchObject([
			{ type: 'setTempo', microsecondsPerBeat: 500_000 },
			{ type: 'endOfTrack' },
		]);
		expect(midi.tracks[1][0]).toMatchObject({ type: 'trackName', text: 'Drums' });
		expect(midi.tracks[2].at(-1)).toMatchObject({ type: 'endOfTrack' });
	});

	it('turns seconds into ticks', () => {
		expect(sounding([{ name: 'Piano', notes: [note(60, 0.5, 1.25), note(64, 100, 101)] }])).toEqual(
			['480 noteOn 60', '1200 noteOff 60', '96000 noteOn 64', '96960 noteOff 64'],
		);
	});

	it('silences before it sounds at the same moment', () => {
		const notes = [note(60, 1, 2), note(60, 0, 1), note(62, 1, 2)];
		expect(sounding([{ name: 'Piano', notes }])).toEqual([
			'0 noteOn 60',
			'960 noteOff 60',
			'960 noteOn 60',
			'960 noteOn 62',
			'1920 noteOff 60',
			'1920 noteOff 62',
		]);
	});

	it('ends a note where the next one of the same pitch begins', () => {
		expect(sounding([{ name: 'Piano', notes: [note(60, 0, 3), note(60, 1, 2)] }])).toEqual([
			'0 noteOn 60',
			'960 noteOff 60',
			'960 noteOn 60',
			'1920 noteOff 60',
		]);
	});

	it('plays notes that begin together at the same pitch as one', () => {
		expect(sounding([{ name: 'Piano', notes: [note(60, 0, 1), note(60, 0, 2)] }])).toEqual([
			'0 noteOn 60',
			'1920 noteOff 60',
		]);
	});

	it('gives a note without length the shortest one', () => {
		expect(sounding([{ name: 'Piano', notes: [note(60, 1, 1)] }])).toEqual([
			'960 noteOn 60',
			'961 noteOff 60',
		]);
	});

	it.each([
		['from 0 to 1', [0, 0.5, 1], [1, 64, 127]],
		['from 0 to 127', [0, 1, 64, 127], [1, 1, 64, 127]],
		['out of range', [-3, 300], [1, 127]],
	])('reads velocities %s', (_, given, expected) => {
		const notes = given.map((velocity, i) => note(60 + i, i, i + 1, velocity));
		const velocities = eventsOf([{ name: 'Piano', notes }]).flatMap((event) =>
			event.type === 'noteOn' ? [event.velocity] : [],
		);
		expect(velocities).toEqual(expected);
	});

	it('leaves out notes that are no numbers', () => {
		expect(sounding([{ name: 'Piano', notes: [note(Number.NaN, 0, 1), note(60, 0, 1)] }])).toEqual([
			'0 noteOn 60',
			'960 noteOff 60',
		]);
	});

	it.each([
		['begins too late', note(62, 1e300, 1e301)],
		['never begins', note(62, Infinity, Infinity)],
		['never ends', note(62, 0, Infinity)],
		['has a volume without end', note(62, 0, 1, Infinity)],
	])('leaves out a note that %s, and keeps the volume of the others', (_what, odd) => {
		const events = eventsOf([{ name: 'Piano', notes: [note(60, 0, 1), odd] }]);

		expect(events.flatMap((event) => (event.type === 'noteOn' ? [event] : []))).toMatchObject([
			{ noteNumber: 60, velocity: 64, tick: 0 },
		]);
	});

	it('ends a note at the latest where MIDI can still write it', () => {
		expect(sounding([{ name: 'Piano', notes: [note(60, 0, 1e300)] }])).toEqual([
			'0 noteOn 60',
			'268435455 noteOff 60',
		]);
	});

	it('takes names of any length and any number of instruments', () => {
		const instruments = Array.from({ length: 70_000 }, () => ({ name: 'Piano', notes: [] }));
		const [, first] = read([{ name: 'synth'.repeat(200_000), notes: [] }, ...instruments]).tracks;

		expect(first[0]).toMatchObject({ type: 'trackName', text: 'synth'.repeat(20) });
	});

	it.each([
		['Acoustic Grand Piano', 0],
		['Electric Bass (finger)', 33],
		['electric bass (Finger)', 33],
		['SynthStrings 1', 50],
		['Voice Oohs', 53],
		['Steel Drums', 114],
		['Gunshot', 127],
		['Lead Vocal', 53],
		['Backing Vocals', 53],
		['Synth Bass', 38],
		['Bass', 33],
		['Guitar', 27],
		['Keyboard', 0],
		['Strings', 48],
		['Synth', 81],
		['Woodwinds', 73],
		['Brass', 61],
	])('gives "%s" program %i', (name, program) => {
		expect(programOf(name)).toBe(program);
	});

	it('sets no program where the name tells nothing', () => {
		expect(programOf('Instrument 7')).toBeUndefined();
	});

	it('plays drums on channel 10 and nothing else there', () => {
		const names = ['Drums', ...Array.from({ length: 16 }, (_, i) => `Piano ${i + 1}`), 'Drum Kit'];
		const instruments = names.map((name) => ({ name, notes: [note(60, 0, 1)] }));
		const channels = names.map((_, i) => channelOf(instruments, i));
		expect(channels).toEqual([9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 0, 9]);
	});

	it('is a valid file without any instrument', () => {
		expect(read([]).header.numTracks).toBe(1);
	});
});
