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
};

const canonical = (format: string) => SAME[format] ?? format;

/** Endings that say what a file is. Others, such as `.php` or `.bin`, say nothing. */
const MEDIA = new Set(
	'jpeg png webp gif bmp tiff avif heic svg ico psd mp4 mov webm mkv avi mp3 wav ogg aac flac wma aiff mid pdf'.split(
		' ',
	),
);

/** Servers of images that convert what they deliver, whatever its name says. */
const CONVERTED = /[/,]f_\w+[/,]|[?&](?:fm|format|f|output|to)=/i;

/** The format that the ending of an address promises; `undefined` where it promises none. */
export function formatOfAddress(address: string): string | undefined {
	if (CONVERTED.test(address)) return undefined;
	const ending = /\.(\w{2,5})$/.exec(new URL(address).pathname)?.[1]?.toLowerCase();
	const format = ending === undefined ? undefined : canonical(ending);
	return format !== undefined && MEDIA.has(format) ? format : undefined;
}

/** Whether a format is among others, by any of its names. */
export const isAmong = (format: string, formats: readonly string[]): boolean =>
	formats.some((one) => canonical(one.toLowerCase()) === canonical(format.toLowerCase()));
