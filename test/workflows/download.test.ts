/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { parseMidi } from 'midi-file';

import { KieAiTool, agentThat, agentWorkflow } from '../support/agent';
import { contentOf, useFilesystem } from '../support/binary-store';
import { itemsOf, prepareExecution } from '../support/engine';
import { fileTypeOf } from '../support/file-type';
import { Scenario, chainOf, generateMusic, kie } from '../support/scenario';

const RENEW = '/api/v1/common/download-url';

const downloading = (options: INodeParameters = {}): INodeParameters => ({ options });

const filesOf = ({ json }: INodeExecutionData) => json.files as IDataObject[];

describe('Download Files', () => {
	const scenario = new Scenario();
	beforeAll(useFilesystem);
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const fileRequests = () => scenario.sandbox.requests.filter(({ host }) => host === 'files');
	const original = ({ url }: IDataObject) =>
		scenario.sandbox.files.read(decodeURIComponent(new URL(String(url)).pathname))?.bytes;

	describe('adds what a task made as binaries', () => {
		it('of a song: both tracks, named after it', async () => {
			const [item] = await scenario.output(generateMusic(downloading()));

			expect(item.binary).toMatchObject({
				data: {
					fileName: 'A calm piano song-1.mp3',
					mimeType: 'audio/mpeg',
					fileExtension: 'mp3',
					data: 'filesystem-v2',
				},
				data_2: { fileName: 'A calm piano song-2.mp3', mimeType: 'audio/mpeg' },
			});
			expect(filesOf(item).map(({ binaryField }) => binaryField)).toEqual(['data', 'data_2']);
			for (const file of filesOf(item)) {
				const content = await contentOf(item.binary![String(file.binaryField)]);
				expect(content.equals(original(file)!)).toBe(true);
			}
		});

		it('whose type an independent reader of the bytes agrees with', async () => {
			const wav = kie('WAV', { resource: 'audio', operation: 'convertToWav', ...downloading() });
			const video = kie('Video', {
				resource: 'music',
				operation: 'createMusicVideo',
				...downloading(),
				taskId: "={{ $('Generate Music').item.json.taskId }}",
				audioId: "={{ $('Generate Music').item.json.audioId }}",
			});
			const image = kie('Image', {
				resource: 'music',
				operation: 'generateCoverImage',
				...downloading(),
				taskId: "={{ $('Generate Music').item.json.taskId }}",
			});
			const song = generateMusic(downloading());

			const run = await scenario.run(chainOf(song, wav, video, image));

			expect(run.data.resultData.error).toBeUndefined();
			const types: Array<string | undefined> = [];
			for (const { name } of [song, wav, video, image]) {
				const { mimeType, fileExtension, ...binary } = itemsOf(run, name)[0].binary!.data;
				types.push(mimeType);
				expect(fileTypeOf(await contentOf({ mimeType, ...binary }))).toEqual({
					mime: mimeType,
					ext: fileExtension,
				});
			}
			expect(types).toEqual([
				'audio/mpeg',
				'audio/wav',
				'video/mp4',
				expect.stringMatching(/^image/),
			]);
		});

		it('of a separation: one file per stem', async () => {
			const stems = kie('Stems', {
				resource: 'audio',
				operation: 'separateVocals',
				...downloading({ outputFieldName: 'stem' }),
			});

			const [item] = itemsOf(await scenario.run(chainOf(generateMusic(), stems)), 'Stems');

			expect(item.binary).toMatchObject({
				stem: { fileName: 'vocals.mp3' },
				stem_2: { fileName: 'instrumental.mp3' },
			});
		});

		it('of notes, without being asked: a MIDI file that an independent parser reads', async () => {
			const stems = kie('Stems', { resource: 'audio', operation: 'separateVocals' });
			const midi = kie('MIDI', {
				resource: 'audio',
				operation: 'generateMidi',
				options: { includeNotes: true },
			});

			const run = await scenario.run(chainOf(generateMusic(), stems, midi));

			const [{ json, binary }] = itemsOf(run, 'MIDI');
			expect(binary).toMatchObject({ data: { fileName: 'notes.mid', mimeType: 'audio/midi' } });
			expect(json.fileName).toBe('notes.mid');
			const content = await contentOf(binary!.data);
			expect(fileTypeOf(content).mime).toBe('audio/midi');
			const notes = json.notes as Array<{ name: string; notes: Array<{ end: number }> }>;
			const { tracks } = parseMidi(content);
			expect(tracks.slice(1)).toHaveLength(notes.length);
			for (const [i, { name, notes: own }] of notes.entries()) {
				expect(tracks[i + 1][0]).toMatchObject({ type: 'trackName', text: name });
				expect(tracks[i + 1].filter(({ type }) => type === 'noteOn')).toHaveLength(own.length);
				expect(json.tracks).toContainEqual({
					name,
					noteCount: own.length,
					seconds: Math.max(...own.map(({ end }) => end)),
				});
			}
		});

		it('to each item of a split result', async () => {
			const items = await scenario.output(generateMusic(downloading({ splitIntoItems: true })));

			expect(items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([['data'], ['data']]);
			expect(items.map(({ binary }) => binary!.data.fileName)).toEqual([
				'A calm piano song-1.mp3',
				'A calm piano song-2.mp3',
			]);
		});

		it.each(['get', 'wait'])('of a task that was started earlier: %s', async (operation) => {
			const [{ json }] = await scenario.output(generateMusic());
			const task = kie('Task', {
				resource: 'task',
				operation,
				taskId: json.taskId as string,
				...downloading(),
			});

			const [item] = await scenario.output(task);

			expect(Object.keys(item.binary ?? {})).toEqual(['data', 'data_2']);
		});

		it('to none that is not finished', async () => {
			const [item] = await scenario.output(
				generateMusic({ waitForCompletion: 'no', ...downloading() }),
			);

			expect(item.binary).toBeUndefined();
			expect(fileRequests()).toEqual([]);
		});

		it('unless it is switched off', async () => {
			const [item] = await scenario.output(generateMusic({ downloadFiles: false }));

			expect(item.binary).toBeUndefined();
			expect(fileRequests()).toEqual([]);
		});
	});

	it('never sends the API key to the host of the files', async () => {
		await scenario.output(generateMusic(downloading()));

		expect(fileRequests()).toHaveLength(2);
		expect(JSON.stringify(fileRequests())).not.toContain(scenario.sandbox.apiKey);
		expect(fileRequests().every(({ headers }) => headers.authorization === undefined)).toBe(true);
	});

	it('fetches at most four files at a time', async () => {
		const stems = kie('Stems', {
			resource: 'audio',
			operation: 'separateVocals',
			separation: 'split_stem',
			...downloading(),
		});
		let most = 0;
		let running = 0;
		const { sandbox } = scenario;
		const read = sandbox.files.read.bind(sandbox.files);
		jest.spyOn(sandbox.files, 'read').mockImplementation((path) => {
			most = Math.max(most, ++running);
			setImmediate(() => running--);
			return read(path);
		});

		const [item] = itemsOf(await scenario.run(chainOf(generateMusic(), stems)), 'Stems');

		expect(filesOf(item).length).toBeGreaterThan(8);
		expect(Object.keys(item.binary ?? {})).toHaveLength(filesOf(item).length);
		expect(most).toBeLessThanOrEqual(4);
	});

	describe('gets along with hosts that fail', () => {
		it('by taking up a broken connection where it broke', async () => {
			scenario.sandbox.faults.add({ kind: 'cut', path: /1\.mp3$/ });

			const [item] = await scenario.output(generateMusic(downloading()));

			const ranges = fileRequests().map(({ headers }) => headers.range);
			expect(ranges.filter(Boolean)).toEqual([expect.stringMatching(/^bytes=[1-9]\d+-$/)]);
			const content = await contentOf(item.binary!.data);
			expect(content.equals(original(filesOf(item)[0])!)).toBe(true);
		});

		it.each([500, 503, 429, 408])('by asking again after HTTP %i', async (status) => {
			scenario.sandbox.faults.add({ kind: 'status', status, path: /1\.mp3$/, times: 2 });

			const [item] = await scenario.output(generateMusic(downloading()));

			expect(Object.keys(item.binary ?? {})).toEqual(['data', 'data_2']);
			expect(fileRequests()).toHaveLength(4);
		});

		it.each([403, 404, 410])('by renewing a link that answers HTTP %i, once', async (status) => {
			scenario.sandbox.files.kill(/1\.mp3$/, status);

			const [item] = await scenario.output(generateMusic(downloading()));

			const [file] = filesOf(item);
			expect(scenario.sandbox.requestsTo('POST', RENEW).map(({ body }) => body)).toEqual([
				{ url: file.url },
			]);
			expect((await contentOf(item.binary!.data)).equals(original(file)!)).toBe(true);
		});

		it('by renewing a link that shows a web page instead of the file', async () => {
			scenario.sandbox.faults.add({ kind: 'html', status: 200, path: /1\.mp3$/ });

			const [item] = await scenario.output(generateMusic(downloading()));

			expect(scenario.requests(RENEW)).toBe(1);
			expect(item.binary!.data.mimeType).toBe('audio/mpeg');
		});
	});

	describe('keeps what was paid for when a file cannot be had', () => {
		it('and says why beside its link, the others being there', async () => {
			scenario.sandbox.files.kill(/1\.mp3$/);
			scenario.sandbox.faults.add({ kind: 'code', code: 422, msg: 'url is wrong', path: RENEW });

			const [item] = await scenario.output(generateMusic(downloading()));

			expect(item.json).toMatchObject({ status: 'success', taskId: expect.any(String) });
			expect(filesOf(item)).toEqual([
				expect.objectContaining({
					url: expect.stringContaining('1.mp3'),
					downloadError:
						'Its host answered with HTTP 403, and Kie.ai gave no new link: url is wrong',
				}),
				expect.objectContaining({ binaryField: 'data_2' }),
			]);
			expect(Object.keys(item.binary ?? {})).toEqual(['data_2']);
		});

		it('because its host stays broken', async () => {
			scenario.sandbox.faults.add({ kind: 'status', status: 503, path: /1\.mp3$/, times: 99 });

			const [item] = await scenario.output(generateMusic(downloading()));

			expect(filesOf(item)[0].downloadError).toBe('Its host answered with HTTP 503');
			expect(fileRequests()).toHaveLength(5);
		});

		it('because it is larger than Maximum File Size', async () => {
			const [item] = await scenario.output(generateMusic(downloading({ maximumFileSize: 0.04 })));

			expect(filesOf(item)[0]).toMatchObject({ downloadError: 'It is larger than 0.04 MB' });
			expect(item.binary).toBeUndefined();
		});
	});

	it('is left out for an AI agent, which gets links and a summary', async () => {
		const replies = async (parameters: INodeParameters) => {
			const nodes = {
				'test.agent': agentThat(async (tool) => [await tool.invoke({})]),
				'n8n-nodes-kie-ai.kieAiTool': new KieAiTool(),
			};
			const workflow = agentWorkflow(parameters);
			const run = await prepareExecution(scenario.installation(undefined, nodes), workflow).run();
			if (run.data.resultData.error) throw run.data.resultData.error;
			return (itemsOf(run, 'Agent')[0].json.replies as string[]).map(
				(reply) => JSON.parse(reply) as IDataObject[],
			);
		};

		const [[song]] = await replies({
			resource: 'music',
			operation: 'generate',
			prompt: 'A calm piano song',
			...downloading(),
		});

		expect(fileRequests()).toEqual([]);
		expect(song).toMatchObject({ status: 'success' });
		expect(song.summary).toMatch(
			/^Finished\. 2 audio files: A calm piano song-1 http\S+1\.mp3, A calm piano song-2 http\S+; kept until 2026-/,
		);
	});
});
