/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import axios from 'axios';
import type { INodeExecutionData } from 'n8n-workflow';

import { type MidiInstrument, midiFile } from '../../../nodes/kie/files/midi';
import type { KieFile } from '../../../nodes/kie/types';

/** Saves the files of an item, and its notes as a `.mid`. @returns the paths it wrote. */
export async function saveResults(items: INodeExecutionData[], folder: string): Promise<string[]> {
	await mkdir(folder, { recursive: true });
	const paths: string[] = [];
	for (const { json } of items) {
		for (const file of (json.files ?? []) as unknown as KieFile[]) {
			paths.push(await download(file, folder));
		}
		if (json.notes) {
			const path = join(folder, 'notes.mid');
			await writeFile(path, midiFile(json.notes as unknown as MidiInstrument[]));
			paths.push(path);
		}
	}
	return paths;
}

async function download({ url, name = 'file' }: KieFile, folder: string): Promise<string> {
	const extension = extname(new URL(url).pathname) || '.mp3';
	const path = join(folder, `${name.replace(/[^\p{L}\p{N} ._-]+/gu, '')}${extension}`);
	const { data } = await axios.get(url, { responseType: 'stream', timeout: 60_000 });
	await pipeline(data, createWriteStream(path));
	return path;
}
