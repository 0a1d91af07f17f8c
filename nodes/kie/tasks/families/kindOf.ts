import type { KieFile } from '../../types';

const KINDS: Array<[KieFile['kind'], endings: string]> = [
	['image', 'png jpg jpeg jfif webp gif bmp tif tiff avif heic svg'],
	['video', 'mp4 mov webm mkv avi m4v'],
	['audio', 'mp3 wav m4a aac ogg opus flac'],
	['midi', 'mid midi'],
	['text', 'txt srt vtt lrc json'],
];

const KIND_OF = new Map(
	KINDS.flatMap(([kind, endings]) => endings.split(' ').map((ending) => [ending, kind] as const)),
);

/** The ending of an address, where it is one that files have. */
export function endingOf(url: string): string | undefined {
	const end = url.search(/[?#]/);
	const path = end < 0 ? url : url.slice(0, end);
	const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
	return KIND_OF.has(ending) ? ending : undefined;
}

/** What a file probably is, judged by the ending of its address; `file` where that says nothing. */
export const kindOf = (url: string): KieFile['kind'] => KIND_OF.get(endingOf(url) ?? '') ?? 'file';
