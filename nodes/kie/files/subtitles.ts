import type { IDataObject } from 'n8n-workflow';

import { number, text } from '../json';

/** A line of text and when it is heard, in seconds. */
interface Cue {
	start: number;
	end: number;
	text: string;
}

/** A word, or what stands between two, as Kie.ai times it. */
interface Piece extends Cue {
	speaker?: string;
}

const LONGEST_CUE_SECONDS = 7;
const LONGEST_CUE_CHARACTERS = 80;
/** A full stop ends a cue only when it is long enough to be read. */
const SHORTEST_SENTENCE = 20;
const PAUSE_SECONDS = 1.2;

/** Lines of a song from Suno's aligned words (`word`, `startS`, `endS`). Section marks such as [Verse] are left out. */
export const lyricLines = (words: IDataObject[]): Cue[] => cuesOf(words.flatMap(sungPieces));

/** Subtitles from the words of a transcript (`text`, `start`, `end`, `speaker_id`). */
export const speechLines = (words: IDataObject[]): Cue[] => cuesOf(words.flatMap(spokenPiece));

function sungPieces(word: IDataObject): Piece[] {
	const start = number(word.startS);
	const end = number(word.endS);
	const sung = text(word.word)?.replace(/\[[^[\]]*\]/g, '');
	if (start === undefined || end === undefined || !sung) return [];
	return [{ start, end, text: `${sung} ` }];
}

function spokenPiece(word: IDataObject): Piece[] {
	const start = number(word.start);
	const end = number(word.end);
	const spoken = text(word.text);
	if (start === undefined || end === undefined || !spoken) return [];
	return [{ start, end, text: spoken, speaker: text(word.speaker_id) }];
}

function cuesOf(pieces: Piece[]): Cue[] {
	const lines: Piece[] = [];
	let line: Piece | undefined;
	for (const piece of pieces) {
		const parts = piece.text.split(/\r?\n/);
		for (const [i, part] of parts.entries()) {
			if (i > 0 || !line || isOver(line, { ...piece, text: part })) {
				line = { ...piece, text: part };
				lines.push(line);
			} else if (part.trim() !== '') {
				line.text += part;
				line.end = piece.end;
			} else if (part !== '' && !line.text.endsWith(' ')) {
				line.text += ' ';
			}
		}
	}
	return lines.flatMap(({ start, end, text }) => {
		const clean = text.replace(/\s+/g, ' ').trim();
		return clean === '' ? [] : [{ start, end, text: clean }];
	});
}

/** Whether the next piece begins a line of its own. */
function isOver(line: Piece, next: Piece): boolean {
	if (next.text.trim() === '') return false;
	const said = line.text.trim();
	if (said === '') return true;
	return (
		line.speaker !== next.speaker ||
		next.start - line.end > PAUSE_SECONDS ||
		next.end - line.start > LONGEST_CUE_SECONDS ||
		said.length + next.text.length > LONGEST_CUE_CHARACTERS ||
		(said.length >= SHORTEST_SENTENCE && /[.!?。！？]$/u.test(said))
	);
}

/** A SubRip file, which video players and editors read. */
export const srtFile = (cues: Cue[]): string =>
	cues
		.flatMap(readableCue)
		.map(({ start, end, text }, i) => `${i + 1}\n${srtTime(start)} --> ${srtTime(end)}\n${text}\n`)
		.join('\n');

/** An LRC file, which music players read. Brackets in a text would begin another time. */
export const lrcFile = (cues: Cue[]): string =>
	cues
		.flatMap(readableCue)
		.map(({ start, text }) => `[${lrcTime(start)}]${text.replace(/[[\]]/g, ' ').trim()}\n`)
		.join('');

/** The last moment that both formats can write. */
const LAST_SECOND = 99 * 3600;

/** How long a line is shown that ends before it begins. */
const SHORTEST_CUE_SECONDS = 1;

/** The cue as the formats can hold it: in one line, without their own arrow, ended after it began. */
function readableCue({ start, end, text }: Cue): Cue[] {
	const line = text.replaceAll('-->', '→').replace(/\s+/g, ' ').trim();
	if (!(start < LAST_SECOND) || line === '') return [];
	const from = Math.max(0, start);
	const isOrdered = milliseconds(end) > milliseconds(from);
	const until = isOrdered ? Math.min(end, LAST_SECOND) : from + SHORTEST_CUE_SECONDS;
	return [{ start: from, end: until, text: line }];
}

const milliseconds = (seconds: number) => Math.round(seconds * 1000);

function srtTime(seconds: number): string {
	const ms = milliseconds(seconds);
	const [h, m, s] = [
		Math.floor(ms / 3_600_000),
		Math.floor(ms / 60_000) % 60,
		Math.floor(ms / 1000) % 60,
	];
	return `${padNumber(h)}:${padNumber(m)}:${padNumber(s)},${padNumber(ms % 1000, 3)}`;
}

function lrcTime(seconds: number): string {
	const hundredths = Math.round(seconds * 100);
	return `${padNumber(Math.floor(hundredths / 6000))}:${padNumber(Math.floor(hundredths / 100) % 60)}.${padNumber(hundredths % 100)}`;
}

const padNumber = (value: number, digits = 2) => String(value).padStart(digits, '0');
