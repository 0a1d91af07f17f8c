import type { KieFile } from '../types';

/** What is read of a name: titles come from outside and may be of any length. */
const READ_CHARACTERS = 1_000;
const LONGEST_NAME = 100;

/** Disks take 255 bytes; an extension, a number and the mark of a copy have to fit as well. */
const LONGEST_NAME_BYTES = 200;

/** Names of devices, which Windows takes for those whatever extension follows. */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$) *(\.|$)/i;

/** Characters without a picture, such as direction marks; the two joiners are part of how some languages are written. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cf}\p{Cs}]/gu;

/**
 * A name that every disk takes: no folders, no characters or device names that a file system refuses, at most 200
 * bytes; `fallback` where nothing is left.
 */
export function safeName(name: string, fallback = 'file'): string {
	const plain = name
		.slice(0, READ_CHARACTERS)
		.normalize('NFC')
		.replace(INVISIBLE, '')
		.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
		.replace(/\s+/g, ' ');
	const safe = withoutEdges(cut(withoutEdges(plain)));
	if (!safe) return fallback;
	return DEVICE.test(safe) ? `_${safe}` : safe;
}

/** Without dots and blanks at its ends. */
const withoutEdges = (name: string) => name.replace(/^[.\s]+|[.\s]+$/g, '');

/** The beginning that is short enough, of whole characters. */
function cut(name: string): string {
	const characters = [...name].slice(0, LONGEST_NAME);
	while (Buffer.byteLength(characters.join('')) > LONGEST_NAME_BYTES) characters.pop();
	return characters.join('');
}

/** What a file of Kie.ai is called on disk: `title-1.mp3`. @param extension without dot, from its content */
export const fileName = ({ name, kind }: Pick<KieFile, 'name' | 'kind'>, extension: string) =>
	`${safeName(name ?? kind)}.${extension}`;
