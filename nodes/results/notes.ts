import type { IDataObject } from 'n8n-workflow';

import { asRecords, number } from '../kie/json';

/** What each instrument plays, in short: how many notes, and the second at which the last one ends. */
export const summarizeNotes = (instruments: IDataObject[]): IDataObject[] =>
	instruments.map(({ name, notes }) => {
		const played = asRecords(notes);
		return { name, noteCount: played.length, seconds: lastEnd(played) };
	});

const lastEnd = (notes: IDataObject[]): number =>
	toMilliseconds(notes.reduce((last, { end }) => Math.max(last, number(end) ?? 0), 0));

const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;
