import type { IDataObject } from 'n8n-workflow';

import { asRecord, asRecords, text } from '../json';
import { type MidiInstrument, midiFile } from './midi';
import { lrcFile, lyricLines, speechLines, srtFile } from './subtitles';

/** A file that Kie.ai gives as data only and that is written here. */
export interface MadeFile {
	name: string;
	mimeType: string;
	content: Buffer;
	/** It is the result itself, of which the item has no more than a summary. */
	isResult?: true;
}

const written = (name: string, mimeType: string, content: string | Buffer): MadeFile => ({
	name,
	mimeType,
	content: Buffer.from(content),
});

/** The files that the data of a result makes: notes as MIDI, timed lyrics and transcripts as subtitles and text. */
export function generatedFiles(json: IDataObject): MadeFile[] {
	return [...midi(json), ...lyrics(json), ...transcript(json)];
}

function midi({ notes }: IDataObject): MadeFile[] {
	const instruments = asRecords(notes);
	if (instruments.length === 0) return [];
	const content = midiFile(instruments as unknown as MidiInstrument[]);
	return [{ ...written('notes.mid', 'audio/midi', content), isResult: true }];
}

function lyrics({ alignedWords }: IDataObject): MadeFile[] {
	const lines = lyricLines(asRecords(alignedWords));
	if (lines.length === 0) return [];
	return [
		written('lyrics.lrc', 'text/plain', lrcFile(lines)),
		written('lyrics.srt', 'application/x-subrip', srtFile(lines)),
	];
}

/** Speech to text answers with an object of `text` and `words`. */
function transcript(json: IDataObject): MadeFile[] {
	const data = asRecord(json.data);
	const spoken = text(data?.text);
	const lines = speechLines(asRecords(data?.words));
	if (!spoken || lines.length === 0) return [];
	return [
		written('transcript.srt', 'application/x-subrip', srtFile(lines)),
		written('transcript.txt', 'text/plain', `${spoken}\n`),
	];
}
