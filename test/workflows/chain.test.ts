/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { type WorkflowJson, itemsOf } from '../support/engine';
import { Scenario, chainOf, generateMusic, kie } from '../support/scenario';

/** An example without its notes, which n8n's engine does nothing with. */
function exampleNamed(name: string): WorkflowJson {
	const path = resolve(__dirname, `../../examples/${name}.json`);
	const workflow = JSON.parse(readFileSync(path, 'utf8')) as WorkflowJson;
	const nodes = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	return { ...workflow, nodes };
}

const example = exampleNamed('song-to-stems-to-midi');

describe('the main job: music, stems, MIDI', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	it('runs with three nodes and nothing mapped between them', async () => {
		const run = await scenario.run(example);

		expect(run.data.resultData.error).toBeUndefined();
		const [song] = itemsOf(run, 'Generate Music');
		const [stems] = itemsOf(run, 'Separate Vocals');
		const [midi] = itemsOf(run, 'Generate MIDI');
		expect(song.json).toMatchObject({ taskType: 'Music', status: 'success' });
		expect(song.json.tracks).toHaveLength(2);
		expect(stems.json.files).toEqual([
			expect.objectContaining({ name: 'vocals', kind: 'audio' }),
			expect.objectContaining({ name: 'instrumental', kind: 'audio' }),
		]);
		const instruments = midi.json.tracks as IDataObject[];
		expect(instruments.length).toBeGreaterThan(1);
		expect(instruments).toEqual(
			instruments.map(() => ({
				name: expect.any(String),
				noteCount: expect.any(Number),
				seconds: expect.any(Number),
			})),
		);
		expect(midi.json).not.toHaveProperty('notes');
		const filesOf = ({ binary = {} }: INodeExecutionData) =>
			Object.values(binary).map(({ mimeType }) => mimeType);
		expect([song, stems, midi].map(filesOf)).toEqual([
			['audio/mpeg', 'audio/mpeg'],
			['audio/mpeg', 'audio/mpeg'],
			['audio/midi'],
		]);
	});

	it('hands the ids of one node to the next and pays for each task once', async () => {
		const run = await scenario.run(example);

		const [song] = itemsOf(run, 'Generate Music');
		const [stems] = itemsOf(run, 'Separate Vocals');
		const bodies = scenario.sandbox.ledger.payments.map(({ path, body }) => [path, body]);
		expect(bodies).toEqual([
			['/api/v1/generate', expect.objectContaining({ customMode: false, model: 'V5_5' })],
			[
				'/api/v1/vocal-removal/generate',
				{
					taskId: song.json.taskId,
					audioId: song.json.audioId,
					type: 'separate_vocal',
					callBackUrl: 'https://proxy.kie.ai/mcp-callback',
				},
			],
			[
				'/api/v1/midi/generate',
				{ taskId: stems.json.taskId, callBackUrl: 'https://proxy.kie.ai/mcp-callback' },
			],
		]);
	});

	it('begins with an idea, which a chat model makes a song of, and pays with one credential', async () => {
		const { chat, ledger } = scenario.sandbox;
		const song = { title: 'One Umbrella', style: 'warm folk', lyrics: '[Verse]\nRain again' };
		chat.when('autumn rain', { json: song });
		const run = await scenario.run(exampleNamed('idea-to-song'));

		expect(run.data.resultData.error).toBeUndefined();
		expect(itemsOf(run, 'Write Lyrics')[0].json).toMatchObject({ json: song });
		expect(itemsOf(run, 'Generate MIDI')[0].json.tracks).not.toHaveLength(0);
		expect(ledger.payments.map(({ path }) => path)).toEqual([
			chat.requests[0].path,
			'/api/v1/generate',
			'/api/v1/vocal-removal/generate',
			'/api/v1/midi/generate',
		]);
		expect(ledger.payments[1].body).toMatchObject({
			customMode: true,
			title: song.title,
			style: song.style,
			prompt: song.lyrics,
		});
	});

	it('converts the song to WAV', async () => {
		const run = await scenario.run(
			chainOf(generateMusic(), kie('WAV', { resource: 'audio', operation: 'convertToWav' })),
		);

		const [wav] = itemsOf(run, 'WAV');
		expect(wav.json).toMatchObject({ taskType: 'WAV Conversion', status: 'success' });
		const [{ url }] = wav.json.files as Array<{ url: string }>;
		const header = Buffer.from(await (await fetch(url)).arrayBuffer()).subarray(0, 4);
		expect(header.toString('latin1')).toBe('RIFF');
	});

	it('refuses to make MIDI of a song that was not separated, before paying', async () => {
		const run = await scenario.run(
			chainOf(generateMusic(), kie('MIDI', { resource: 'audio', operation: 'generateMidi' })),
		);

		expect(run.data.resultData.error?.message).toBe(
			'Generate MIDI needs a Vocal Separation task, but the incoming item is from Music',
		);
		expect(scenario.requests('/api/v1/midi/generate')).toBe(0);
	});
});
