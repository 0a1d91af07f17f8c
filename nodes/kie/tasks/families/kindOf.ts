import type { KieFile } from '../../types';

const ENDINGS: Array<[KieFile['kind'], RegExp]> = [
	['image', /\.(png|jpe?g|jfif|webp|gif|bmp|tiff?|avif|heic|svg)$/i],
	['video', /\.(mp4|mov|webm|mkv|avi|m4v)$/i],
	['audio', /\.(mp3|wav|m4a|aac|ogg|opus|flac)$/i],
	['midi', /\.midi?$/i],
	['text', /\.(txt|srt|vtt|lrc|json)$/i],
];

/** What a file probably is, judged by the ending of its address; `file` where that says nothing. */
export function kindOf(url: string): KieFile['kind'] {
	const path = url.replace(/[?#].*$/, '');
	return ENDINGS.find(([, ending]) => ending.test(path))?.[0] ?? 'file';
}
