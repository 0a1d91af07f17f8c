/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { typeOf } from '../../../nodes/kie/files/signatures';

const bytes = (text: string) => Buffer.from(text, 'latin1');
const media = (name: string) => readFileSync(join(__dirname, '../../sandbox/media', name));

describe('typeOf', () => {
	it.each([
		['song-1.mp3', 'mp3', 'audio/mpeg'],
		['video.mp4', 'mp4', 'video/mp4'],
		['picture.png', 'png', 'image/png'],
		['picture.jpg', 'jpg', 'image/jpeg'],
	])('knows a real file: %s', (name, extension, mimeType) => {
		expect(typeOf(media(name))).toEqual({ extension, mimeType });
	});

	it.each([
		['ID3\x04\0', 'mp3'],
		['\xff\xfb\x90\x00', 'mp3'],
		['\xff\xf3\x90\x00', 'mp3'],
		['\xff\xf1\x50\x80', 'aac'],
		['RIFF\x24\0\0\0WAVEfmt ', 'wav'],
		['RIFF\x24\0\0\0WEBPVP8 ', 'webp'],
		['fLaC\0\0\0\x22', 'flac'],
		['OggS\0\x02', 'ogg'],
		['MThd\0\0\0\x06', 'mid'],
		['\0\0\0\x20ftypM4A \0', 'm4a'],
		['\0\0\0\x20ftypisom\0', 'mp4'],
		['\0\0\0\x14ftypqt  ', 'mov'],
		['\x1a\x45\xdf\xa3\x01\0\x42\x82\x84webm', 'webm'],
		['\x1a\x45\xdf\xa3\x01\0\x42\x82\x88matroska', 'mkv'],
		['GIF89a', 'gif'],
		['%PDF-1.7', 'pdf'],
		['glTF\x02\0\0\0', 'glb'],
		['{"a": 1}', 'json'],
		['[1, 2]', 'json'],
		['1\n00:00:01,000 --> 00:00:02,000\nHello', 'srt'],
		['WEBVTT\n\n', 'vtt'],
		['Just words', 'txt'],
		['<svg xmlns="http://www.w3.org/2000/svg">', 'svg'],
		['<?xml version="1.0"?>\n<svg>', 'svg'],
		['<?xml version="1.0"?><Error/>', 'xml'],
		['\n<!DOCTYPE html><html>', 'html'],
		['\x01\x02\x03\x04', 'bin'],
		['', 'bin'],
	])('%j is %s', (content, extension) => {
		expect(typeOf(bytes(content)).extension).toBe(extension);
	});

	it.each([
		['\0\0\0\x20ftypisom\0', 'm4a', 'audio/mp4'],
		['\x1a\x45\xdf\xa3\x01\0\x42\x82\x84webm', 'webm', 'audio/webm'],
		['ID3\x04\0', 'mp3', 'audio/mpeg'],
	])('%j is sound where it is said to be', (content, extension, mimeType) => {
		expect(typeOf(bytes(content), true)).toEqual({ extension, mimeType });
	});

	it('reads text that is cut within a character', () => {
		expect(typeOf(Buffer.from('é').subarray(0, 1)).extension).toBe('bin');
		expect(typeOf(Buffer.from('aé').subarray(0, 2)).extension).toBe('txt');
	});
});
