/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFile } from 'node:fs/promises';

import { n8n } from '../../../package.json';
import { N8nApi } from '../../tools/n8n/api';
import { outputOf } from '../../tools/n8n/api/executions';
import { withCredential, type WorkflowFile } from '../../tools/n8n/api/workflows';
import { OWNER } from '../../tools/n8n/server';
import { exampleFiles, sandboxCredential } from '../../tools/n8n/session/furnish';
import { startSandbox, type Sandbox } from '../../sandbox';
import { addressVariable } from '../setup/running';
import { SCENE_TIMEOUT_MS } from '../support/stage';

declare const n8nRelease: string;

jest.setTimeout(SCENE_TIMEOUT_MS);

const PACKAGE = 'n8n-nodes-kie-ai';

describe('the installed package over HTTP', () => {
	const url = process.env[addressVariable(n8nRelease)] ?? '';
	let api: N8nApi;
	let sandbox: Sandbox;
	beforeAll(async () => {
		api = await N8nApi.enter(url, OWNER);
		sandbox = await startSandbox({ durations: 40 });
	});
	afterAll(async () => await sandbox?.close());

	it('offers every node, the tool for agents, and icons that can be fetched', async () => {
		const types = await api.nodeTypes(PACKAGE);

		const names = types.map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining([`${PACKAGE}.kieAi`, `${PACKAGE}.kieAiTool`]));
		expect(names.filter((name) => !name.endsWith('Tool'))).toHaveLength(n8n.nodes.length);
		for (const { iconUrl } of types) {
			const { light, dark } = iconUrl as { light: string; dark: string };
			for (const path of [light, dark]) {
				const response = await fetch(`${url}/${path}`);
				expect(response.headers.get('content-type')).toContain('image/svg+xml');
			}
		}
	});

	it('tests the credential, reading the code in the body', async () => {
		const credential = await sandboxCredential(api, sandbox);
		const data = { apiKey: sandbox.apiKey, apiHost: sandbox.url, uploadHost: sandbox.url };

		const right = await api.credentials.test(credential, data);
		const wrong = await api.credentials.test(credential, { ...data, apiKey: 'wrong' });

		expect(right.status).toBe('OK');
		expect(wrong).toEqual({
			status: 'Error',
			message: expect.stringContaining('Authentication failed'),
		});
	});

	it('runs the example from music to MIDI', async () => {
		const credential = await sandboxCredential(api, sandbox);
		const workflow = await api.workflows.create(
			withCredential(await example(), credential, ({ type }) => type.startsWith(PACKAGE)),
		);

		const execution = await api.executions.waitFor(
			await api.workflows.run(workflow),
			undefined,
			90_000,
		);

		expect(execution.run.resultData.error).toBeUndefined();
		expect(execution.status).toBe('success');
		const [song] = outputOf(execution, 'Generate Music');
		const [midi] = outputOf(execution, 'Generate MIDI');
		expect(song.json).toMatchObject({ status: 'success', tracks: [{}, {}] });
		expect(midi.json).toMatchObject({ status: 'success', tracks: expect.any(Array) });
		expect(sandbox.ledger.payments).toHaveLength(3);
		expect(sandbox.violations).toEqual([]);
	});

	it('sends a failed item to the error output with everything known about it', async () => {
		const credential = await sandboxCredential(api, sandbox);
		const chain = await example();
		const [trigger, song] = chain.nodes;
		const failing = {
			...song,
			onError: 'continueErrorOutput' as const,
			parameters: { ...song.parameters, prompt: 'A song [sandbox: fail]' },
		};
		const connections = { [trigger.name]: chain.connections[trigger.name] };
		const workflow = await api.workflows.create(
			withCredential(
				{ name: 'Failing', nodes: [trigger, failing], connections },
				credential,
				({ type }) => type.startsWith(PACKAGE),
			),
		);

		const execution = await api.executions.waitFor(await api.workflows.run(workflow));

		const { taskId } = sandbox.ledger.payments[sandbox.ledger.payments.length - 1];
		expect(outputOf(execution, song.name, 0)).toEqual([]);
		expect(outputOf(execution, song.name, 1)).toEqual([
			expect.objectContaining({
				json: expect.objectContaining({
					error: expect.objectContaining({
						taskId,
						message: expect.any(String),
						category: expect.any(String),
					}),
				}),
			}),
		]);
	});
});

async function example(): Promise<WorkflowFile> {
	const file = (await exampleFiles()).find((path) => path.endsWith('song-to-stems-to-midi.json'));
	return JSON.parse(await readFile(file ?? '', 'utf8'));
}
