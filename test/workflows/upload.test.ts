/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { type BroughtFiles, fileSource, useFilesystem } from '../support/binary-store';
import { itemsOf, prepareExecution } from '../support/engine';
import { Scenario, chainOf, generateMusic, kie } from '../support/scenario';

const STREAM = '/api/file-stream-upload';
const BASE64 = '/api/file-base64-upload';
const SEPARATE = '/api/v1/vocal-removal/generate';

const media = (name: string) => readFileSync(join(__dirname, '../sandbox/media', name));
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

const song = media('song-1.mp3');

const separate = (audioUrl: unknown): INodeParameters => ({
	resource: 'audio',
	operation: 'separateVocals',
	source: 'url',
	audioUrl: audioUrl as string,
});

const reader: INode = {
	id: 'Read Files',
	name: 'Read Files',
	type: 'test.readFiles',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

describe('a file where an address is wanted', () => {
	const scenario = new Scenario();
	beforeAll(useFilesystem);
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	async function run(files: BroughtFiles[], ...nodes: INode[]) {
		const installation = scenario.installation(undefined, { 'test.readFiles': fileSource(files) });
		return await prepareExecution(installation, chainOf(reader, ...nodes)).run();
	}

	async function output(files: BroughtFiles[], node: INode) {
		const ended = await run(files, node);
		if (ended.data.resultData.error) throw ended.data.resultData.error;
		return itemsOf(ended, node.name);
	}

	const sent = () =>
		scenario.sandbox.ledger.of(SEPARATE).map(({ body }) => (body as IDataObject).audioUrl);
	const uploads = () => scenario.sandbox.uploads;

	it('is uploaded as a stream, and its address is sent', async () => {
		const items = await output(
			[{ data: { content: song, name: 'my song.mp3', mimeType: 'audio/mpeg' } }],
			kie('Stems', separate('data')),
		);

		expect(items[0].json.status).toBe('success');
		expect(uploads()).toEqual([
			expect.objectContaining({
				path: STREAM,
				fileName: `my-song-${sha256(song).slice(0, 16)}.mp3`,
				mimeType: 'audio/mpeg',
				size: song.length,
				sha256: sha256(song),
			}),
		]);
		expect(sent()).toEqual([uploads()[0].downloadUrl]);
		const [request] = scenario.sandbox.requestsTo('POST', STREAM);
		expect(request.headers['transfer-encoding']).toBeUndefined();
		expect(Number(request.headers['content-length'])).toBeGreaterThan(song.length);
	});

	it('is named and typed by its content when nobody else knows', async () => {
		await output([{ data: { content: song } }], kie('Stems', separate('data')));

		expect(uploads()[0]).toMatchObject({
			fileName: `file-${sha256(song).slice(0, 16)}.mp3`,
			mimeType: 'audio/mpeg',
		});
	});

	it('may be given by an expression', async () => {
		await output([{ sound: { content: song } }], kie('Stems', separate('={{ $binary.sound }}')));

		expect(sent()).toEqual([uploads()[0].downloadUrl]);
	});

	it('may be a data URL, which is sent as base64', async () => {
		const url = `data:audio/mpeg;base64,${song.toString('base64')}`;

		await scenario.output(kie('Stems', separate(url)));

		expect(uploads()).toEqual([
			expect.objectContaining({ path: BASE64, sha256: sha256(song), mimeType: 'audio/mpeg' }),
		]);
		expect(sent()).toEqual([uploads()[0].downloadUrl]);
	});

	it('may stand among others in a list', async () => {
		const other = media('song-2.mp3');
		const data = `data:audio/mpeg;base64,${media('bass.mp3').toString('base64')}`;
		const lists: unknown[] = [
			['data', 'other'],
			'data, other',
			`data, ${scenario.sandbox.fileUrl('song-1.mp3')}`,
			`${data}, other`,
		];
		for (const uploadUrlList of lists) {
			const mashup = kie('Mashup', {
				resource: 'music',
				operation: 'mashup',
				prompt: 'Both at once',
				audioUrls: uploadUrlList as string[],
			});
			const [{ json }] = await output(
				[{ data: { content: song }, other: { content: other } }],
				mashup,
			);
			expect(json.status).toBe('success');
		}

		const mashups = scenario.sandbox.ledger.of('/api/v1/generate/mashup');
		const addresses = mashups.map(({ body }) => (body as IDataObject).uploadUrlList as string[]);
		const bySha = new Map(uploads().map((upload) => [upload.downloadUrl, upload.sha256]));
		expect(addresses.map((list) => list.map((url) => bySha.get(url) ?? url))).toEqual([
			[sha256(song), sha256(other)],
			[sha256(song), sha256(other)],
			[sha256(song), scenario.sandbox.fileUrl('song-1.mp3')],
			[sha256(media('bass.mp3')), sha256(other)],
		]);
	});

	describe('is uploaded once', () => {
		const ten = (content: Buffer) =>
			Array.from({ length: 10 }, () => ({ data: { content, name: 'song.mp3' } }));

		it('for ten items that each have it', async () => {
			const items = await output(ten(song), kie('Stems', separate('data')));

			expect(items).toHaveLength(10);
			expect(uploads()).toHaveLength(1);
			expect(new Set(sent())).toEqual(new Set([uploads()[0].downloadUrl]));
			expect(sent()).toHaveLength(10);
		});

		it('for two nodes of an execution', async () => {
			const again = kie('Again', {
				...separate("={{ $('Read Files').item.binary.data }}"),
			});

			await run(ten(song).slice(0, 1), kie('Stems', separate('data')), again);

			expect(sent()).toHaveLength(2);
			expect(uploads()).toHaveLength(1);
		});

		it('where it is large, by two nodes that use the same stored file', async () => {
			const large = Buffer.concat([song, Buffer.alloc(16_300_000, 7)]);
			const again = kie('Again', separate("={{ $('Read Files').item.binary.data }}"));

			const ended = await run(ten(large).slice(0, 2), kie('Stems', separate('data')), again);

			expect(ended.data.resultData.error).toBeUndefined();
			expect(sent()).toHaveLength(4);
			const each = expect.objectContaining({ sha256: sha256(large), mimeType: 'audio/mpeg' });
			expect(uploads()).toEqual([each, each]);
			expect(new Set(uploads().map(({ fileName }) => fileName)).size).toBe(2);
		});

		it('per content: other content is another upload', async () => {
			const files = [
				...ten(song).slice(0, 2),
				...ten(media('song-2.mp3')).slice(0, 2),
				...ten(song).slice(0, 1),
			];

			await output(files, kie('Stems', separate('data')));

			expect(
				uploads()
					.map(({ sha256 }) => sha256)
					.sort(),
			).toEqual([sha256(song), sha256(media('song-2.mp3'))].sort());
		});
	});

	it('is uploaded again after an answer that says nothing', async () => {
		scenario.sandbox.faults.add({ kind: 'html', path: STREAM });

		await output([{ data: { content: song } }], kie('Stems', separate('data')));

		expect(scenario.requests(STREAM)).toBe(2);
		expect(sent()).toEqual([uploads()[0].downloadUrl]);
	});

	it('that cannot be uploaded costs nothing, and the next try uploads it', async () => {
		scenario.sandbox.faults.add({ kind: 'code', code: 401, msg: 'Unauthorized', path: STREAM });
		const node = kie('Stems', separate('data'), {
			retryOnFail: true,
			maxTries: 2,
			waitBetweenTries: 1,
		});

		const ended = await run([{ data: { content: song } }], node);

		expect(ended.data.resultData.error).toBeUndefined();
		expect(sent()).toEqual([uploads()[0].downloadUrl]);
	});

	it('is part of what makes two submissions the same', async () => {
		const node = kie(
			'Stems',
			{ ...separate('data'), options: { timeLimit: 0.1 } },
			{ retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		);
		scenario.sandbox.setOutcome(SEPARATE, { seconds: 15 });

		const items = itemsOf(await run([{ data: { content: song } }], node), 'Stems');

		expect(items[0].json.status).toBe('success');
		expect(sent()).toHaveLength(1);
		expect(uploads()).toHaveLength(1);
	});

	describe('is refused before anything is sent', () => {
		const failure = async (files: BroughtFiles[], name: string) => {
			const { error } = (await run(files, kie('Stems', separate(name)))).data.resultData;
			expect(scenario.sandbox.requests).toEqual([]);
			return error as Error & { description?: string };
		};

		it('where the item has no such field', async () => {
			const error = await failure([{ data: { content: song } }], 'sound');

			expect(error.message).toBe(
				'Audio is neither a web address nor a binary field of the incoming item: "sound"',
			);
			expect(error.description).toContain('The item has the binary fields data');
		});

		it('where it is empty', async () => {
			const error = await failure([{ data: { content: Buffer.alloc(0), name: 'a.mp3' } }], 'data');

			expect(error.message).toBe('Audio: "a.mp3" is empty');
		});

		it('where only one of several items is wrong', async () => {
			const error = await failure(
				[{ data: { content: song } }, { other: { content: song } }],
				'data',
			);

			expect(error.message).toContain('Audio is neither');
		});
	});
});

describe('File: Upload', () => {
	const scenario = new Scenario();
	beforeAll(useFilesystem);
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const upload = (parameters: INodeParameters, options: INodeParameters = {}) =>
		kie('Upload', { resource: 'file', operation: 'upload', ...parameters, options });
	const picture = media('picture.png');
	const uploads = () => scenario.sandbox.uploads;

	it('takes a binary field', async () => {
		const nodes = { 'test.readFiles': fileSource([{ data: { content: picture } }]) };
		const workflow = chainOf(reader, upload({}, { fileName: 'a b.png', uploadPath: '/pictures/' }));

		const run = await prepareExecution(scenario.installation(undefined, nodes), workflow).run();

		const [{ json }] = itemsOf(run, 'Upload');
		expect(uploads()).toEqual([
			expect.objectContaining({ path: STREAM, sha256: sha256(picture), mimeType: 'image/png' }),
		]);
		expect(json).toEqual({
			url: uploads()[0].downloadUrl,
			fileName: 'a b.png',
			filePath: expect.stringContaining('/pictures/a b.png'),
			size: picture.length,
			mimeType: 'image/png',
			uploadedAt: expect.stringMatching(/^2026-01-01T/),
			expiresAt: expect.stringMatching(/^2026-01-02T/),
		});
	});

	it.each([
		['bare', picture.toString('base64')],
		['wrapped', picture.toString('base64').replace(/(.{76})/g, '$1\n')],
		['a data URL', `data:image/png;base64,${picture.toString('base64')}`],
	])('takes base64 text: %s', async (_what, base64Data) => {
		const [{ json }] = await scenario.output(upload({ source: 'base64', base64Data }));

		expect(uploads()).toEqual([
			expect.objectContaining({ path: BASE64, sha256: sha256(picture), mimeType: 'image/png' }),
		]);
		expect(json.url).toBe(uploads()[0].downloadUrl);
	});

	it('takes a data URL that is not base64', async () => {
		await scenario.output(upload({ source: 'base64', base64Data: 'data:text/plain,hello' }));

		expect(uploads()).toMatchObject([{ sha256: sha256(Buffer.from('hello')) }]);
	});

	it('streams base64 text that is not small', async () => {
		const large = Buffer.concat([picture, Buffer.alloc(1_500_000, 7)]);

		await scenario.output(upload({ source: 'base64', base64Data: large.toString('base64') }));

		expect(uploads()).toEqual([
			expect.objectContaining({ path: STREAM, sha256: sha256(large), size: large.length }),
		]);
	});

	it('has Kie.ai fetch a URL', async () => {
		const fileUrl = scenario.sandbox.fileUrl('picture.png');

		const [{ json }] = await scenario.output(
			upload({ source: 'url', fileUrl }, { fileName: 'copy.png' }),
		);

		expect(uploads()).toEqual([
			expect.objectContaining({ path: '/api/file-url-upload', sha256: sha256(picture) }),
		]);
		expect(json).toMatchObject({ url: uploads()[0].downloadUrl, fileName: 'copy.png' });
	});

	it.each([
		[{ source: 'base64', base64Data: 'not base64!' }, 'Base64 Text is not base64'],
		[{ source: 'base64', base64Data: 'hello' }, 'Base64 Text is not base64'],
		[{ source: 'url', fileUrl: 'http://10.0.0.1/a.png' }, 'File URL leads to 10.0.0.1'],
		[{}, 'Input Data Field Name is neither'],
	])('refuses %j', async (parameters, message) => {
		const error = await scenario.failure(upload(parameters));

		expect(error.message).toContain(message);
		expect(scenario.sandbox.requests).toEqual([]);
	});
});

describe('File: Get Download URL', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	it('makes a fresh link to the first file of the incoming item', async () => {
		const link = kie('Link', { resource: 'file', operation: 'getDownloadUrl' });

		const run = await scenario.run(chainOf(generateMusic(), link));

		const [song] = itemsOf(run, 'Generate Music');
		const [{ json }] = itemsOf(run, 'Link');
		const [file] = song.json.files as IDataObject[];
		expect(json).toEqual({
			url: expect.stringContaining('/signed/'),
			originalUrl: file.url,
			expiresAt: expect.stringMatching(/^2026-01-01T/),
		});
		expect((await fetch(String(json.url))).status).toBe(200);
	});
});
