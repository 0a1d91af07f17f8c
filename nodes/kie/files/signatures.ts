/** What a file is, by its content. `extension` has no dot. */
export interface FileType {
	extension: string;
	mimeType: string;
}

const type = (extension: string, mimeType: string): FileType => ({ extension, mimeType });

/** Bytes of the start of a file that are enough to tell what it is. */
export const HEAD_BYTES = 1024;

const OPAQUE = type('bin', 'application/octet-stream');
const PLAIN_TEXT = type('txt', 'text/plain');
const WEB_PAGE = type('html', 'text/html');

/** Types that begin with fixed bytes. A dot in the pattern stands for any byte. */
const BEGINNINGS: Array<[pattern: string, FileType]> = [
	['ID3', type('mp3', 'audio/mpeg')],
	['RIFF....WAVE', type('wav', 'audio/wav')],
	['RIFF....WEBP', type('webp', 'image/webp')],
	['RIFF....AVI ', type('avi', 'video/x-msvideo')],
	['fLaC', type('flac', 'audio/flac')],
	['OggS', type('ogg', 'audio/ogg')],
	['FORM....AIF', type('aiff', 'audio/aiff')],
	['MThd', type('mid', 'audio/midi')],
	['....ftypM4A', type('m4a', 'audio/mp4')],
	['....ftypM4V', type('m4v', 'video/x-m4v')],
	['....ftypqt  ', type('mov', 'video/quicktime')],
	['....ftypavif', type('avif', 'image/avif')],
	['....ftyphe', type('heic', 'image/heic')],
	['....ftypmif1', type('heic', 'image/heic')],
	['....ftyp', type('mp4', 'video/mp4')],
	['\x89PNG\r\n\x1a\n', type('png', 'image/png')],
	['\xff\xd8\xff', type('jpg', 'image/jpeg')],
	['GIF8', type('gif', 'image/gif')],
	['II*\x00', type('tif', 'image/tiff')],
	['MM\x00*', type('tif', 'image/tiff')],
	['%PDF-', type('pdf', 'application/pdf')],
	['glTF', type('glb', 'model/gltf-binary')],
	['PK\x03\x04', type('zip', 'application/zip')],
	['WEBVTT', type('vtt', 'text/vtt')],
];

/** Containers of video that may as well hold sound only, and what they are then. */
const SOUND_ONLY: Record<string, FileType | undefined> = {
	'video/mp4': type('m4a', 'audio/mp4'),
	'video/webm': type('webm', 'audio/webm'),
};

/**
 * Tells the type of a file by the start of its content. Content that is neither known nor text is `.bin`.
 * @param isAudio whether it is said to be sound, which the start of a container does not tell
 */
export function typeOf(head: Uint8Array, isAudio = false): FileType {
	const start = Buffer.from(head.subarray(0, HEAD_BYTES)).toString('latin1');
	const known = BEGINNINGS.find(([pattern]) => begins(start, pattern))?.[1] ?? matroska(start);
	const sound = isAudio && known && SOUND_ONLY[known.mimeType];
	return sound || known || recogniseFrame(head) || textual(head) || OPAQUE;
}

/** Whether a file of this type may hold sound only. */
export const mayBeSound = (mimeType: string): boolean =>
	mimeType.startsWith('audio/') || SOUND_ONLY[mimeType] !== undefined;

const begins = (start: string, pattern: string) =>
	start.length >= pattern.length &&
	[...pattern].every((character, i) => character === '.' || character === start[i]);

/** WebM is Matroska with a narrower choice of codecs; its header says which of the two. */
function matroska(start: string): FileType | undefined {
	if (!start.startsWith('\x1a\x45\xdf\xa3')) return undefined;
	return start.includes('webm') ? type('webm', 'video/webm') : type('mkv', 'video/x-matroska');
}

/** Audio without a file header begins with its first frame: eleven or twelve set bits, then version and layer. */
function recogniseFrame(head: Uint8Array): FileType | undefined {
	if (head.length < 2 || head[0] !== 0xff) return undefined;
	if ((head[1] & 0xe6) === 0xe2) return type('mp3', 'audio/mpeg');
	if ((head[1] & 0xf6) === 0xf0) return type('aac', 'audio/aac');
	return undefined;
}

function textual(head: Uint8Array): FileType | undefined {
	const text = readText(head.subarray(0, HEAD_BYTES)).trimStart();
	if (!text || hasControls(text)) return undefined;
	if (/^<(!doctype html|html)/i.test(text)) return WEB_PAGE;
	if (/^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<svg/is.test(text)) return type('svg', 'image/svg+xml');
	if (/^<\?xml/i.test(text)) return type('xml', 'application/xml');
	if (/^[{[]/.test(text)) return type('json', 'application/json');
	if (/^\d+\r?\n\d\d:\d\d:\d\d,\d{3} --> /.test(text)) {
		return type('srt', 'application/x-subrip');
	}
	return PLAIN_TEXT;
}

/** UTF-8, where the head may end in the middle of a character; empty for anything else. */
function readText(head: Uint8Array): string {
	const text = new TextDecoder().decode(head, { stream: true });
	return text.includes('\ufffd') ? '' : text;
}

const hasControls = (text: string) =>
	[...text].some((character) => character < ' ' && !'\t\r\n\f'.includes(character));
