import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { contentOf } from '../support/binary-store';
import { itemsOf } from '../support/engine';
import { anyModel } from '../support/models';
import { Scenario, chainOf, generateMusic, kie } from '../support/scenario';

/** Nothing is kept in files here: n8n's binary mode `default`, in which content travels within the item. */
describe('files with n8n keeping binaries in memory', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	it('come down', async () => {
		const [{ binary, json }] = await scenario.output(generateMusic());

		expect(binary!.data).toMatchObject({ mimeType: 'audio/mpeg', fileExtension: 'mp3' });
		expect(binary!.data.id).toBeUndefined();
		const [{ url }] = json.files as IDataObject[];
		const original = scenario.sandbox.files.read(new URL(String(url)).pathname)!.bytes;
		expect((await contentOf(binary!.data)).equals(original)).toBe(true);
	});

	it('go up', async () => {
		const stems = kie('Stems', {
			resource: 'audio',
			operation: 'separateVocals',
			source: 'url',
			audioUrl: 'data_2',
		});

		const run = await scenario.run(chainOf(generateMusic(), stems));

		expect(run.data.resultData.error).toBeUndefined();
		expect(scenario.sandbox.uploads).toEqual([
			expect.objectContaining({ path: '/api/file-base64-upload', mimeType: 'audio/mpeg' }),
		]);
	});
});

describe('timestamped lyrics', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const lyricsOf = async (parameters: INodeParameters) => {
		const song = generateMusic({
			customMode: true,
			title: 'Rain',
			style: 'calm piano',
			lyrics: 'Rain on the window and rain on the road',
		});
		const lyrics = kie('Lyrics', {
			resource: 'music',
			operation: 'getTimestampedLyrics',
			...parameters,
		});
		const [item] = itemsOf(await scenario.run(chainOf(song, lyrics)), 'Lyrics');
		return item;
	};

	it('become LRC and SRT files', async () => {
		const { binary } = await lyricsOf({ options: { outputFieldName: 'lyrics' } });

		expect(Object.values(binary ?? {}).map(({ fileName }) => fileName)).toEqual([
			'lyrics.lrc',
			'lyrics.srt',
		]);
		expect(String(await contentOf(binary!.lyrics))).toMatch(/^\[00:00\.00]Rain on the/);
		expect(String(await contentOf(binary!.lyrics_2))).toMatch(/^1\n00:00:00,000 --> 00:00:/);
	});

	it('stay data where files are not wanted', async () => {
		const { binary, json } = await lyricsOf({ downloadFiles: false });

		expect(binary).toBeUndefined();
		expect(json.alignedWords).toEqual(
			expect.arrayContaining([expect.objectContaining({ startS: 0 })]),
		);
	});
});

describe('a transcript', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	it('becomes SRT and text files', async () => {
		const spoken = anyModel('speech', 'elevenlabs/speech-to-text', {
			audio_url: scenario.sandbox.fileUrl('speech.wav'),
		});
		const [{ json, binary }] = await scenario.output(spoken);

		expect(json.text).toBe('Hello there');
		expect(Object.values(binary!).map(({ fileName }) => fileName)).toEqual([
			'transcript.srt',
			'transcript.txt',
		]);
		const [subtitles, text] = await Promise.all(Object.values(binary!).map(contentOf));
		expect(subtitles.toString()).toBe('1\n00:00:00,100 --> 00:00:00,500\nHello\n');
		expect(text.toString()).toBe('Hello there\n');
	});
});
