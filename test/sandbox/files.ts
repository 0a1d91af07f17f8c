/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';

import { matches, type PathMatch } from './outcomes';
import { RECORDINGS } from './recordings';
import { renderWav } from './synth';

export interface StoredFile {
	bytes: Buffer;
	type: string;
	/** Epoch milliseconds; absent for results, which outlive every test. */
	expiresAt?: number;
}

const TYPES: Record<string, string> = {
	'.mp3': 'audio/mpeg',
	'.wav': 'audio/wav',
	'.png': 'image/png',
	'.jpg': 'image/jpeg',
	'.jpeg': 'image/jpeg',
	'.mp4': 'video/mp4',
};

/** Which recording plays behind a file name. */
const VOICES: Array<[RegExp, string]> = [
	[/vocal/i, 'vocals'],
	[/instrumental/i, 'instrumental'],
	[/drum|percussion/i, 'drums'],
	[/bass/i, 'bass'],
	[/piano|keyboard|guitar|strings|synth|fx|brass|woodwinds/i, 'piano'],
	[/2$/, 'song-2'],
];

const media = (name: string): Buffer => readFileSync(join(__dirname, 'media', name));

/** Seconds a link made by `download-url` lives. */
export const SIGNED_LINK_SECONDS = 20 * 60;

/** Files that are the same in every sandbox, made when first asked for. */
const samples = new Map<string, StoredFile>();

/** The result host: what lies behind the links in the records. */
export class Files {
	private readonly uploaded = new Map<string, StoredFile>();
	private readonly dead: Array<{ match: PathMatch; status: number }> = [];
	private readonly moved: Array<{ match: PathMatch; location: string; status: number }> = [];

	constructor(private readonly now: () => number) {}

	/** Makes links answer an error, as they do when they expire; fresh links of `download-url` still work. */
	kill(match: PathMatch, status = 403): void {
		this.dead.push({ match, status });
	}

	/** Makes links answer a redirect to an arbitrary location. */
	redirect(match: PathMatch, location: string, status = 302): void {
		this.moved.push({ match, location, status });
	}

	/** Revives all links. */
	heal(): void {
		this.dead.length = 0;
		this.moved.length = 0;
	}

	deathOf(path: string): number | undefined {
		return this.dead.find(({ match }) => matches(match, path))?.status;
	}

	moveOf(path: string): { location: string; status: number } | undefined {
		return this.moved.find(({ match }) => matches(match, path));
	}

	keep(path: string, file: StoredFile): void {
		this.uploaded.set(path, file);
	}

	/** The file behind a path; undefined where there is none. */
	read(path: string): StoredFile | undefined {
		if (!path.startsWith('/files/') && !path.startsWith('/media/')) return this.upload(path);
		const ending = extname(path).toLowerCase() || '.mp3';
		const type = TYPES[ending];
		if (!type) return undefined;
		const name = basename(path, extname(path));
		const key = `${this.recordingOf(name)}${ending}`;
		const file = samples.get(key) ?? { bytes: this.bytesOf(name, ending), type };
		samples.set(key, file);
		return file;
	}

	private upload(path: string): StoredFile | undefined {
		const file = this.uploaded.get(path);
		const { expiresAt = Infinity } = file ?? {};
		return this.now() < expiresAt ? file : undefined;
	}

	private recordingOf(name: string): string {
		return VOICES.find(([pattern]) => pattern.test(name))?.[1] ?? 'song-1';
	}

	private bytesOf(name: string, ending: string): Buffer {
		if (ending === '.mp4') return media('video.mp4');
		if (ending === '.png') return media('picture.png');
		if (ending.startsWith('.jp')) return media('picture.jpg');
		const recording = this.recordingOf(name);
		return ending === '.wav' ? renderWav(RECORDINGS[recording]) : media(`${recording}.mp3`);
	}
}
