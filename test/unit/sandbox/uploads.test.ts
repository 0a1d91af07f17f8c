/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { createHash } from 'node:crypto';
import http from 'node:http';
import axios from 'axios';

import { endpointOf, type Envelope } from '../../facts/endpoints';
import { differences } from './shape';
import { Story } from './story';

interface Uploaded extends Envelope {
	success: boolean;
	data: { downloadUrl: string; fileName: string; filePath: string };
}

const BASE64 = '/api/file-base64-upload';
const STREAM = '/api/file-stream-upload';
const URL_UPLOAD = '/api/file-url-upload';

let story: Story;
beforeEach(async () => {
	story = await Story.begin();
});
afterEach(async () => await story.sandbox.close());

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
const refusals = (which: string) =>
	endpointOf('POST', BASE64).errorExamples.find((one) => one.case === which)?.body;

async function download(url: string): Promise<string> {
	return (await axios.get<string>(url, { responseType: 'text' })).data;
}

const form = (fields: Record<string, string>, file?: Blob, name?: string) => {
	const body = new FormData();
	for (const [key, value] of Object.entries(fields)) body.append(key, value);
	if (file) body.append('file', file, name);
	return body;
};

it.each([
	['bare', 'aGVsbG8gd29ybGQ=', 'text/plain'],
	['a data URL', 'data:text/html;base64,aGVsbG8gd29ybGQ=', 'text/html'],
])('takes base64, %s', async (_, base64Data, mimeType) => {
	const body = { base64Data, uploadPath: 'my/files', fileName: 'test.txt' };
	const answer = await story.post<Uploaded>(BASE64, body);
	expect(differences(answer, endpointOf('POST', BASE64).successExample)).toEqual([]);
	expect(answer.data.filePath).toBe('kieai/100000/my/files/test.txt');
	expect(await download(answer.data.downloadUrl)).toBe('hello world');
	expect(story.sandbox.uploads).toMatchObject([
		{ fileName: 'test.txt', size: 11, mimeType, sha256: sha256('hello world'), path: BASE64 },
	]);
});

it('takes a form with a file', async () => {
	const file = new Blob(['\r\n--not the boundary\r\n', 'end'], { type: 'audio/mpeg' });
	const answer = await story.post<Uploaded>(
		STREAM,
		form({ uploadPath: 'songs', fileName: 'Grüße 1.mp3' }, file, 'x.mp3'),
	);
	expect(differences(answer, endpointOf('POST', STREAM).successExample)).toEqual([]);
	expect(answer.data.fileName).toBe('Grüße 1.mp3');
	expect(await download(answer.data.downloadUrl)).toBe('\r\n--not the boundary\r\nend');
	expect(story.sandbox.uploads).toMatchObject([{ size: 25, mimeType: 'audio/mpeg' }]);
});

it('takes a form whose file comes first and has no name of its own', async () => {
	const body = new FormData();
	body.append('file', new Blob(['x'], { type: 'image/png' }), 'photo.PNG');
	body.append('uploadPath', 'a');
	const { data } = await story.post<Uploaded>(STREAM, body);
	expect(data.fileName).toMatch(/^\d{13}-[0-9a-f]{11}\.PNG$/);
});

it('counts and hashes a large stream piece by piece without keeping it', async () => {
	const piece = Buffer.alloc(1024 * 1024, 'abcdefg');
	const pieces = 64;
	const hash = createHash('sha256');
	const request = http.request(story.sandbox.url + STREAM, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${story.sandbox.apiKey}`,
			'content-type': 'multipart/form-data; boundary=----x',
		},
	});
	const answered = new Promise<void>((resolve) =>
		request.once('response', (res) => res.resume().once('end', resolve)),
	);
	const part = (name: string) => `------x\r\nContent-Disposition: form-data; name=${name}\r\n`;
	request.write(`${part('"uploadPath"')}\r\nbig\r\n${part('"file"; filename="big.bin"')}\r\n`);
	for (let count = 0; count < pieces; count++) {
		hash.update(piece);
		if (!request.write(piece)) await new Promise((resolve) => request.once('drain', resolve));
	}
	request.end('\r\n------x--\r\n');
	await answered;
	const [upload] = story.sandbox.uploads;
	expect(upload).toMatchObject({ size: pieces * piece.length, sha256: hash.digest('hex') });
	const { status } = await axios.get(upload.downloadUrl, { validateStatus: () => true });
	expect(status).toBe(404);
});

it('fetches a file by its address', async () => {
	const fileUrl = story.sandbox.fileUrl('picture.png');
	const answer = await story.post<Uploaded>(URL_UPLOAD, {
		fileUrl,
		uploadPath: 'a',
		fileName: 'p.png',
	});
	expect(answer).toMatchObject({ success: true, data: { mimeType: 'image/png' } });
	const original = await axios.get<ArrayBuffer>(fileUrl, { responseType: 'arraybuffer' });
	expect(story.sandbox.uploads[0].sha256).toBe(sha256(Buffer.from(original.data)));
});

it('takes an upload as the source of a task, until its link dies', async () => {
	const body = { base64Data: 'aGVsbG8=', uploadPath: 'a', fileName: 'a.mp3' };
	const { downloadUrl: uploadUrl } = (await story.post<Uploaded>(BASE64, body)).data;
	const path = '/api/v1/generate/upload-cover';
	const cover = { ...(await story.bodyFor(path)), uploadUrl };
	expect((await story.finish(path, cover)).data).toMatchObject({ status: 'SUCCESS' });
	story.sandbox.files.kill(/a\.mp3$/, 404);
	expect((await story.finish(path, cover)).data).toMatchObject({ status: 'GENERATE_AUDIO_FAILED' });
});

it('keeps an upload for a day', async () => {
	const body = { base64Data: 'aGVsbG8=', uploadPath: 'texts', fileName: 'a.txt' };
	const { data } = await story.post<Uploaded>(BASE64, body);
	await story.clock.advance(24 * 3_600_000 - 1);
	expect(await download(data.downloadUrl)).toBe('hello');
	await story.clock.advance(1);
	await expect(download(data.downloadUrl)).rejects.toMatchObject({ response: { status: 404 } });
});

it('overwrites a file of the same name', async () => {
	const upload = async (base64Data: string) =>
		await story.post<Uploaded>(BASE64, { base64Data, uploadPath: 'a', fileName: 'a.txt' });
	await upload('b2xk');
	expect(await download((await upload('bmV3')).data.downloadUrl)).toBe('new');
});

it.each([
	[BASE64, { base64Data: 'aGk=' }, 'uploadPath'],
	[BASE64, { uploadPath: 'a' }, 'base64Data'],
	[URL_UPLOAD, { uploadPath: 'a' }, 'fileUrl'],
	[STREAM, form({ uploadPath: 'a' }), 'file'],
	[STREAM, form({}, new Blob(['x']), 'x'), 'uploadPath'],
	[STREAM, { uploadPath: 'a' }, 'file'],
])('%s refuses a request that lacks something', async (path, body, name) => {
	const msg = `Missing required parameter: ${name}`;
	expect(await story.post(path, body)).toEqual({ ...refusals('missing'), msg });
	expect(story.sandbox.uploads).toEqual([]);
});

it('refuses what is no base64, an address that leads nowhere, and a wrong key', async () => {
	const uploadPath = 'a';
	expect(await story.post(BASE64, { uploadPath, base64Data: '%%%' })).toEqual(
		refusals('bad_base64'),
	);
	const fileUrl = `${story.sandbox.filesUrl}/nothing.png`;
	expect(await story.post(URL_UPLOAD, { uploadPath, fileUrl })).toEqual(refusals('server'));
	const { data } = await axios.post<Envelope>(story.sandbox.url + BASE64, {});
	expect(data).toEqual(refusals('auth'));
});
