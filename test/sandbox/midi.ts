import { score, type Note, type PartKey } from './score';
import type { Task } from './tasks';

interface Instrument {
	name: string;
	notes: Array<Record<keyof Note, number | string>>;
}

const PARTS_OF_STEM: Record<string, PartKey[]> = {
	Vocals: ['voice'],
	'Lead Vocal': ['voice'],
	'Backing Vocals': ['voice'],
	Instrumental: ['drums', 'bass', 'piano'],
	Drums: ['drums'],
	'Drum Kit': ['drums'],
	Percussion: ['drums'],
	Bass: ['bass'],
};

const ALL: PartKey[] = ['drums', 'bass', 'piano', 'voice'];

/** Times as text: Kie.ai's callbacks have them so, and its pages allow it anywhere. */
function asText(note: Note): Instrument['notes'][number] {
	return { ...note, start: String(note.start), end: String(note.end) };
}

/**
 * The notes of a separated track, or of all tracks without a stem name.
 * @param textual write all times as text; otherwise only the last instrument has them so
 */
export function instruments(stem: string | undefined, textual: boolean): Instrument[] {
	const parts = stem === undefined ? ALL : (PARTS_OF_STEM[stem] ?? ['piano']);
	const piece = score();
	return parts.map((part, index) => {
		const { name, notes } = piece[part];
		const text = textual || (parts.length > 1 && index === parts.length - 1);
		return { name, notes: text ? notes.map(asText) : notes.map((note) => ({ ...note })) };
	});
}

interface Stem {
	id: string;
	stem_type_group_name: string;
}

/** Tracks of a separation record: plain ones, or the two halves of the advanced mode. */
export function stemsOf(record: unknown): Stem[] {
	const { response } = (record as { data: { response: { originData: object[] } | null } }).data;
	return (response?.originData ?? []).flatMap((one) =>
		'extract' in one ? (Object.values(one) as Stem[]) : [one as Stem],
	);
}

/** Name of the stem a MIDI task is about; undefined when it asks for all. */
export function stemOf(task: Task, separation: unknown): string | undefined {
	return stemsOf(separation).find(({ id }) => id === task.body.audioId)?.stem_type_group_name;
}
