import type { KieFile } from '../types';

const LONGEST_NAME = 100;

/** A name for a disk: no folders, no characters that a file system refuses, `fallback` where nothing is left. */
export function safeName(name: string, fallback = 'file'): string {
	const safe = name
		.normalize('NFC')
		.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.replace(/^[.\s]+|[.\s]+$/g, '');
	return [...safe].slice(0, LONGEST_NAME).join('').trim() || fallback;
}

/** What a file of Kie.ai is called on disk: `title-1.mp3`. @param extension without dot, from its content */
export const fileName = ({ name, kind }: Pick<KieFile, 'name' | 'kind'>, extension: string) =>
	`${safeName(name ?? kind)}.${extension}`;
