import type { IDataObject } from 'n8n-workflow';

import type { TaskOutcome } from '../../types';
import { asRecord, asRecords, has, number, present, text } from '../../json';
import { recordFamily } from './record';
import { contentOf, sunoModels } from './unified';

/** Notes of a separated song. Kie.ai returns note data, never a file. */
export const midi = recordFamily({
	name: 'midi',
	madeBy: 'Audio > Generate MIDI',
	timeLimit: 15 * 60,
	typicalTime: 30,
	path: '/api/v1/midi/record-info',
	status: (data) => data.successFlag,
	mayBeEmpty: true,
	success: [1],
	failure: [2, 3],
	outcome: (data) => ({
		...notesOutcome(asRecord(data.midiData)),
		...present({ audioId: text(data.audioId) }),
	}),
	unified: {
		models: sunoModels('generate-midi-from-audio'),
		outcome(result) {
			const content = contentOf(result);
			return notesOutcome(asRecord(content.midiData) ?? asRecord(content.midi_data) ?? content);
		},
	},
	callback: {
		recognises: ({ data, message }) => has(data, 'instruments') || /\bmidi\b/i.test(message),
		outcome: notesOutcome,
	},
});

/** Notes per instrument: pitch as MIDI number, times in seconds (Kie.ai mixes numbers and numeric strings). */
export function notesOutcome(midiData: IDataObject = {}): Partial<TaskOutcome> {
	return { notes: asRecords(midiData.instruments).map(readInstrument) };
}

const readInstrument = (instrument: IDataObject): IDataObject => ({
	name: text(instrument.name) ?? 'Instrument',
	notes: asRecords(instrument.notes).map((note) => ({
		pitch: number(note.pitch) ?? 0,
		start: number(note.start) ?? 0,
		end: number(note.end) ?? 0,
		velocity: number(note.velocity) ?? 1,
	})),
});
