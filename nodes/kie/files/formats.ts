/** Other names of a format. Sound in an MP4 container is M4A; what a camera calls JFIF or PJPEG is JPEG. */
const SAME: Record<string, string> = {
	jpg: 'jpeg',
	jfif: 'jpeg',
	pjpeg: 'jpeg',
	pjp: 'jpeg',
	tif: 'tiff',
	heif: 'heic',
	m4a: 'mp4',
	m4v: 'mp4',
	quicktime: 'mov',
	qt: 'mov',
	mpeg: 'mp3',
	mpga: 'mp3',
	oga: 'ogg',
	opus: 'ogg',
	wave: 'wav',
	'x-wav': 'wav',
	'svg+xml': 'svg',
	htm: 'html',
	xhtml: 'html',
};

const canonical = (format: string) => SAME[format] ?? format;

/** Endings that say what a file is. Others, such as `.php` or `.bin`, say nothing. */
const MEDIA = new Set(
	'jpeg png webp gif bmp tiff avif heic svg ico psd mp4 mov webm mkv avi mp3 wav ogg aac flac wma aiff mid pdf html'.split(
		' ',
	),
);

const KINDS: Array<[kind: 'image' | 'video' | 'audio', endings: RegExp]> = [
	['image', /^(?:jpe?g|jfif|png|webp|gif|bmp|tiff?|avif|hei[cf]|svg|ico|psd)$/],
	['video', /^(?:mp4|m4v|mov|webm|mkv|avi)$/],
	['audio', /^(?:mp3|m4a|wav|ogg|oga|opus|aac|flac|wma|aiff)$/],
];

/** Servers of images that convert what they deliver, whatever its name says. */
const CONVERTED = /[/,]f_\w+[/,]|[?&](?:fm|format|f|output|to)=/i;

/** The format that the ending of an address promises; `undefined` where it promises none. */
export function formatOfAddress(address: string): string | undefined {
	if (CONVERTED.test(address)) return undefined;
	const ending = /\.(\w{2,5})$/.exec(new URL(address).pathname)?.[1]?.toLowerCase();
	const format = ending === undefined ? undefined : canonical(ending);
	return format !== undefined && MEDIA.has(format) ? format : undefined;
}

/** What the ending of an address says of the file behind it; `undefined` where it is no medium, or says nothing. */
export function kindOfAddress(address: string): 'image' | 'video' | 'audio' | undefined {
	if (CONVERTED.test(address)) return undefined;
	const { pathname } = new URL(address);
	return kindOfEnding(/\.(\w{2,5})$/.exec(pathname)?.[1]?.toLowerCase() ?? '');
}

const kindOfEnding = (ending: string) => KINDS.find(([, endings]) => endings.test(ending))?.[0];

/** Whether a file of this format can be of one of these kinds. What is known as video may hold sound alone. */
export function mayBeOf(kinds: readonly string[], format: string): boolean {
	const kind = kindOfEnding(format);
	return (
		kind !== undefined && (kinds.includes(kind) || (kind === 'video' && kinds.includes('audio')))
	);
}

/** Whether a format is among others, by any of its names. */
export const isAmong = (format: string, formats: readonly string[]): boolean =>
	formats.some((one) => canonical(one.toLowerCase()) === canonical(format.toLowerCase()));
