import { createHash } from 'node:crypto';
import axios from 'axios';

import { endpointOf } from '../../facts/endpoints';
import { Story } from './story';

interface MusicRecord {
	data: {
		response: { sunoData: Array<{ audioUrl: string; streamAudioUrl: string; imageUrl: string }> };
	};
}

let story: Story;
beforeEach(async () => {
	story = await Story.begin();
});
afterEach(async () => await story.sandbox.close());

async function fetched(url: string, headers = {}, method = 'GET') {
	const {
		status,
		data,
		headers: told,
	} = await axios.request<ArrayBuffer>({
		...{ url, headers, method, responseType: 'arraybuffer', maxRedirects: 0 },
		validateStatus: () => true,
	});
	return { status, bytes: Buffer.from(data), headers: told as Record<string, string> };
}

const MAGIC: Record<string, RegExp> = {
	'audio/mpeg': /^ID3/,
	'audio/wav': /^RIFF....WAVEfmt /s,
	'image/png': /^\x89PNG/,
	'image/jpeg': /^\xff\xd8\xff/,
	'video/mp4': /^....ftyp/s,
};

it.each([
	['song-1.mp3', 'audio/mpeg'],
	['speech.wav', 'audio/wav'],
	['picture.png', 'image/png'],
	['picture.jpg', 'image/jpeg'],
	['video.mp4', 'video/mp4'],
])('serves a real %s as %s', async (name, type) => {
	const { status, bytes, headers } = await fetched(story.sandbox.fileUrl(name));
	expect(status).toBe(200);
	expect(headers['content-type']).toBe(type);
	expect(headers['content-length']).toBe(String(bytes.length));
	expect(headers['content-disposition']).toBe(`inline; filename="${name}"`);
	expect(bytes.toString('latin1')).toMatch(MAGIC[type]);
});

it('lets the links of a song play: audio, stream and cover', async () => {
	const path = '/api/v1/generate';
	const { data } = await story.finish<MusicRecord>(path, await story.bodyFor(path));
	const types = [];
	for (const { audioUrl, streamAudioUrl, imageUrl } of data.response.sunoData) {
		for (const url of [audioUrl, streamAudioUrl, imageUrl]) {
			types.push((await fetched(url)).headers['content-type']);
		}
	}
	expect(types).toEqual([...Array(2)].flatMap(() => ['audio/mpeg', 'audio/mpeg', 'image/jpeg']));
});

it('has other sounds on other tracks and stems', async () => {
	const names = ['song-1', 'song-2', 'vocals', 'instrumental', 'drums', 'bass', 'keyboard'];
	const digests = [];
	for (const name of names) {
		const { bytes } = await fetched(story.sandbox.fileUrl(`${name}.mp3`));
		digests.push(createHash('sha256').update(bytes).digest('hex'));
	}
	expect(new Set(digests).size).toBe(names.length);
});

it('tells the true length of its WAV files', async () => {
	const { bytes } = await fetched(story.sandbox.fileUrl('song-1.wav'));
	const seconds = bytes.readUInt32LE(40) / bytes.readUInt32LE(28);
	expect(bytes.length).toBe(44 + bytes.readUInt32LE(40));
	expect(seconds).toBeCloseTo(16, 3);
});

it('lives on another origin than the API', () => {
	expect(new URL(story.sandbox.filesUrl).origin).not.toBe(new URL(story.sandbox.url).origin);
});

it('answers HEAD with the size only', async () => {
	const { bytes, headers } = await fetched(story.sandbox.fileUrl('video.mp4'), {}, 'HEAD');
	expect(bytes).toHaveLength(0);
	expect(Number(headers['content-length'])).toBeGreaterThan(1_000);
});

it.each([
	['bytes=0-99', 206, 0, 100],
	['bytes=100-', 206, 100, undefined],
	['bytes=-50', 206, -50, undefined],
	['bytes=0-99999999', 206, 0, undefined],
	['lines=1-2', 200, 0, undefined],
])('serves the range %s', async (range, expected, from, to) => {
	const url = story.sandbox.fileUrl('song-1.mp3');
	const whole = (await fetched(url)).bytes;
	const { status, bytes } = await fetched(url, { range });
	expect(status).toBe(expected);
	expect(bytes.equals(whole.subarray(from, to))).toBe(true);
});

it('refuses a range beyond the end', async () => {
	const { status, headers } = await fetched(story.sandbox.fileUrl('picture.png'), {
		range: 'bytes=9999999-',
	});
	expect(status).toBe(416);
	expect(headers['content-range']).toMatch(/^bytes \*\/\d+$/);
});

it.each(['/files/x/page.html', '/kieai/100000/nothing.png'])('has nothing at %s', async (path) => {
	expect((await fetched(story.sandbox.filesUrl + path)).status).toBe(404);
});

it('lets links die, while a fresh link to them works for 20 minutes', async () => {
	const url = story.sandbox.fileUrl('song-1.mp3');
	story.sandbox.files.kill(/song-1/);
	expect((await fetched(url)).status).toBe(403);
	const fresh = String((await story.post('/api/v1/common/download-url', { url })).data);
	const { status, headers } = await fetched(fresh);
	expect(status).toBe(200);
	expect(headers['content-disposition']).toBe('attachment; filename="song-1.mp3"');
	await story.clock.advance(20 * 60_000);
	expect((await fetched(fresh)).status).toBe(403);
	story.sandbox.files.heal();
	expect((await fetched(url)).status).toBe(200);
});

it('does not believe a fresh link that somebody changed', async () => {
	const url = story.sandbox.fileUrl('song-1.mp3');
	const fresh = String((await story.post('/api/v1/common/download-url', { url })).data);
	expect((await fetched(fresh.replace('song-1', 'song-2'))).status).toBe(403);
});

it('makes no fresh link to a foreign file', async () => {
	const path = '/api/v1/common/download-url';
	const [{ body }] = endpointOf('POST', path).errorExamples;
	expect(await story.post(path, { url: 'https://example.org/a.mp3' })).toEqual(body);
});

it('makes a fresh link to an image of a 4o task', async () => {
	const path = '/api/v1/gpt4o-image/download-url';
	const { data } = await story.post(path, await story.bodyFor(path));
	expect((await fetched(String(data))).headers['content-type']).toBe('image/png');
});

it('redirects wherever it is told to', async () => {
	story.sandbox.files.redirect('/media/video.mp4', 'http://169.254.169.254/latest', 307);
	const { status, headers } = await fetched(story.sandbox.fileUrl('video.mp4'));
	expect([status, headers.location]).toEqual([307, 'http://169.254.169.254/latest']);
});

it('breaks off in the middle of a file on demand', async () => {
	story.sandbox.faults.add({ kind: 'cut', path: /^\/media/ });
	await expect(fetched(story.sandbox.fileUrl('song-1.mp3'))).rejects.toThrow(/aborted/);
	expect((await fetched(story.sandbox.fileUrl('song-1.mp3'))).status).toBe(200);
});

it('spoils downloads like any other request', async () => {
	story.sandbox.faults.add({ kind: 'html', path: /^\/media/ });
	expect((await fetched(story.sandbox.fileUrl('song-1.mp3'))).status).toBe(502);
});

it('notes downloads apart from the API, with their headers', async () => {
	await fetched(story.sandbox.fileUrl('picture.png'), { authorization: 'Bearer leaked' });
	expect(story.sandbox.requests.filter(({ host }) => host === 'files')).toMatchObject([
		{ method: 'GET', path: '/media/picture.png', headers: { authorization: 'Bearer leaked' } },
	]);
});
