import type { KieFile } from '../types';

/** What is read of a name: titles come from outside and may be of any length. */
const READ_CHARACTERS = 1_000;

/** Disks take 255 bytes: an extension, a number and the mark of a copy have to fit as well. */
const LONGEST = { characters: 100, bytes: 200 };

/** The same for what still gets a number. */
const LONGEST_UNNUMBERED = { characters: 80, bytes: 160 };

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
	const safe = withoutEdges(cut(withoutEdges(plain), LONGEST));
	if (!safe) return fallback;
	return DEVICE.test(safe) ? `_${safe}` : safe;
}

/** Without dots and blanks at its ends. */
const withoutEdges = (name: string) => name.replace(/^[.\s]+|[.\s]+$/g, '');

/** A name that stays apart from others when a number follows it. */
export const shortName = (name: string): string =>
	cut(name.slice(0, READ_CHARACTERS), LONGEST_UNNUMBERED);

/** The beginning that is short enough, of whole characters. */
function cut(name: string, { characters, bytes }: typeof LONGEST): string {
	const kept = [...name].slice(0, characters);
	while (Buffer.byteLength(kept.join('')) > bytes) kept.pop();
	return kept.join('');
}

/** Files whose names differ on every disk, also on those that do not tell capitals apart: what repeats gets a number. */
export function makeNamesUnique(files: KieFile[]): KieFile[] {
	const taken = new Set<string>();
	const counts = new Map<string, number>();
	return files.map((file) => {
		const wanted = shortName(file.name ?? file.kind);
		let name = wanted;
		for (let n = counts.get(wanted) ?? 2; taken.has(onDisk(name)); n++) {
			name = `${wanted}-${n}`;
			counts.set(wanted, n + 1);
		}
		taken.add(onDisk(name));
		return name === file.name ? file : { ...file, name };
	});
}

const onDisk = (name: string) => safeName(name).toLowerCase();

/** What a file of Kie.ai is called on disk: `title-1.mp3`. @param extension without dot, where it is known */
export const fileName = ({ name, kind }: Pick<KieFile, 'name' | 'kind'>, extension?: string) =>
	safeName(name ?? kind) + (extension === undefined ? '' : `.${extension}`);
