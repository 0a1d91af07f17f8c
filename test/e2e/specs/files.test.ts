/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { N8nApi } from '../../tools/n8n/api';
import { outputOf } from '../../tools/n8n/api/executions';
import { withCredential } from '../../tools/n8n/api/workflows';
import { OWNER } from '../../tools/n8n/server';
import { sandboxCredential } from '../../tools/n8n/session/furnish';
import { startSandbox, type Sandbox } from '../../sandbox';
import { plainNode } from '../../support/nodes';
import { addressVariable } from '../setup/running';
import { SCENE_TIMEOUT_MS } from '../support/stage';

declare const n8nRelease: string;

jest.setTimeout(SCENE_TIMEOUT_MS);

const KIE = 'n8n-nodes-kie-ai.kieAi';

const next = (...names: string[]) => ({
	main: [names.map((name) => ({ node: name, type: 'main' as const, index: 0 }))],
});

describe('files in a real n8n', () => {
	let api: N8nApi;
	let sandbox: Sandbox;
	beforeAll(async () => {
		api = await N8nApi.enter(process.env[addressVariable(n8nRelease)] ?? '', OWNER);
		sandbox = await startSandbox({ durations: 40 });
	});
	afterAll(async () => await sandbox?.close());

	it('come down, survive a broken connection and a dead link, and go up again as they were', async () => {
		const workflow = {
			name: 'Files',
			nodes: [
				plainNode('Start', 'n8n-nodes-base.manualTrigger'),
				plainNode('Song', KIE, {
					resource: 'music',
					operation: 'generate',
					prompt: 'A calm piano song',
				}),
				plainNode('Upload', KIE, { resource: 'file', operation: 'upload' }),
				plainNode('Stems', KIE, {
					resource: 'audio',
					operation: 'separateVocals',
					source: 'url',
					audioUrl: 'data_2',
				}),
			],
			connections: { Start: next('Song'), Song: next('Upload', 'Stems') },
		};
		sandbox.faults.add({ kind: 'cut', path: /1\.mp3$/ });
		sandbox.files.kill(/2\.mp3$/);
		const credential = await sandboxCredential(api, sandbox);
		const stored = await api.workflows.create(
			withCredential(workflow, credential, ({ type }) => type === KIE),
		);

		const execution = await api.executions.waitFor(await api.workflows.run(stored));

		expect(execution.run.resultData.error).toBeUndefined();
		const [song] = outputOf(execution, 'Song');
		expect(song.binary).toMatchObject({
			data: { fileName: 'A calm piano song-1.mp3', mimeType: 'audio/mpeg' },
			data_2: { fileName: 'A calm piano song-2.mp3', mimeType: 'audio/mpeg' },
		});
		const originals = (song.json.files as IDataObject[]).map(({ url }) => {
			const { bytes } = sandbox.files.read(new URL(String(url)).pathname)!;
			return createHash('sha256').update(bytes).digest('hex');
		});
		const addresses = originals.map(
			(original) => sandbox.uploads.find(({ sha256 }) => sha256 === original)?.downloadUrl,
		);
		expect(addresses).toEqual([expect.any(String), expect.any(String)]);
		const [{ json: upload }] = outputOf(execution, 'Upload');
		expect(upload.url).toBe(addresses[0]);
		expect(outputOf(execution, 'Stems')[0].json.status).toBe('success');
		const separation = sandbox.ledger.of('/api/v1/vocal-removal/generate')[0].body as IDataObject;
		expect(separation.audioUrl).toBe(addresses[1]);
		expect(sandbox.violations).toEqual([]);
	});
});
