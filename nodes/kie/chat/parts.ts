import type { ChatFile, ChatMessage, ChatPart, FileKind } from './types';

type Part<T extends ChatPart['type']> = Extract<ChatPart, { type: T }>;

/** The parts of a message that are of one type. */
export const partsOf = <T extends ChatPart['type']>(
	message: ChatMessage,
	type: T,
): Array<Part<T>> => message.parts.filter((part): part is Part<T> => part.type === type);

/** The text of a message, without its blank parts. */
export const textOf = (message: ChatMessage): string =>
	partsOf(message, 'text')
		.map(({ text }) => text)
		.filter((text) => text.trim() !== '')
		.join('\n');

/** The address of a file; for bytes a data URL. */
export const addressOf = ({ url, data, mediaType }: ChatFile): string =>
	url ?? `data:${mediaType};base64,${data}`;

/** What kind of file a media type means. */
export function kindOf({ mediaType }: Pick<ChatFile, 'mediaType'>): FileKind {
	const [main] = mediaType.split('/');
	return main === 'image' || main === 'audio' || main === 'video' ? main : 'document';
}

const MEDIA_TYPES: Record<string, string> = {
	aac: 'audio/aac',
	csv: 'text/csv',
	flac: 'audio/flac',
	gif: 'image/gif',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	m4a: 'audio/mp4',
	md: 'text/markdown',
	mov: 'video/quicktime',
	mp3: 'audio/mpeg',
	mp4: 'video/mp4',
	ogg: 'audio/ogg',
	pdf: 'application/pdf',
	png: 'image/png',
	txt: 'text/plain',
	wav: 'audio/wav',
	webm: 'video/webm',
	webp: 'image/webp',
};

const DATA_URL = /^data:([^;,]+)(?:;[^;,]+)*;base64,(.*)$/s;

/** A file from its address or data URL. An address without a telling end is taken as an image, as most are. */
export function fileFrom(address: string, mediaType?: string): ChatFile {
	const inline = DATA_URL.exec(address);
	if (inline) return { type: 'file', mediaType: inline[1], data: inline[2] };
	const [, end = ''] = /\.(\w+)(?:[?#].*)?$/.exec(address) ?? [];
	const guessed = MEDIA_TYPES[end.toLowerCase()] ?? 'image/jpeg';
	return { type: 'file', mediaType: mediaType || guessed, url: address };
}

/** Messages whose neighbours of one side are joined: some formats want the sides to alternate. */
export function joinNeighbours(
	messages: ChatMessage[],
	sideOf: (message: ChatMessage) => string,
): ChatMessage[] {
	const joined: ChatMessage[] = [];
	for (const message of messages) {
		const last = joined.at(-1);
		if (last && sideOf(last) === sideOf(message)) last.parts.push(...message.parts);
		else joined.push({ ...message, parts: [...message.parts] });
	}
	return joined;
}
