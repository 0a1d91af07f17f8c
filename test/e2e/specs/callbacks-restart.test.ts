/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { outputOf } from '../../tools/n8n/api/executions';
import { releaseOf } from '../../tools/n8n/releases';
import { startN8n, type N8nServer } from '../../tools/n8n/server';
import { sandboxCredential } from '../../tools/n8n/session/furnish';
import { startSandbox, type Sandbox } from '../../sandbox';
import type { Delivery } from '../../sandbox/callbacks';
import { PACKAGE_VARIABLE } from '../setup/running';
import { activate, executionOf, post, songs } from '../support/callbackWorkflows';

declare const n8nRelease: string;

jest.setTimeout(600_000);

/** Longer than n8n takes to come up again. */
const SONG_SECONDS = 90;
const PATH = 'callbacks-restart';

describe('n8n is killed while an execution waits for its callbacks', () => {
	let sandbox: Sandbox;
	let n8n: N8nServer;
	let userFolder: string;

	const start = async (port?: number) =>
		await startN8n({
			release: releaseOf(n8nRelease),
			packageTarball: process.env[PACKAGE_VARIABLE],
			userFolder,
			port,
		});

	beforeAll(async () => {
		userFolder = await mkdtemp(join(tmpdir(), 'n8n-restart-'));
		sandbox = await startSandbox({ durations: { music: SONG_SECONDS } });
		n8n = await start();
	});
	afterAll(async () => {
		await n8n?.stop();
		await sandbox?.close();
		await rm(userFolder, { recursive: true, force: true });
	});

	it('goes on when n8n is back, and pays nothing twice', async () => {
		const credential = await sandboxCredential(n8n.api, sandbox);
		const byCallback = { waitForCompletion: 'callback' };
		const workflow = await activate(n8n.api, songs(PATH, credential, byCallback));
		await post(n8n.url, PATH, ['One', 'Two', 'Three']);
		await executionOf(n8n.api, workflow, ['waiting'], 60_000);

		await n8n.kill();
		n8n = await start(Number(new URL(n8n.url).port));

		const waiting = await executionOf(n8n.api, workflow, ['waiting', 'success'], 10_000);
		expect(waiting.status).toBe('waiting');
		const done = await executionOf(n8n.api, workflow, ['success', 'error', 'crashed'], 180_000);
		expect(done.status).toBe('success');
		const results = outputOf(done, 'After').map(({ json }) => json);
		expect(results.map(({ taskId }) => taskId)).toEqual(sandbox.tasks.all.map(({ id }) => id));
		expect(results.every(({ status }) => status === 'success')).toBe(true);
		expect(sandbox.ledger.payments).toHaveLength(3);
	});

	it('loses no result when it is killed while the files of a callback are fetched', async () => {
		const path = `${PATH}-files`;
		const credential = await sandboxCredential(n8n.api, sandbox);
		const parameters = { waitForCompletion: 'callback' };
		const workflow = await activate(n8n.api, songs(path, credential, parameters));
		sandbox.faults.add({ kind: 'hang', path: /mp3/, times: 100 });
		const before = sandbox.requests.length;
		const isFetching = () =>
			sandbox.requests.slice(before).some(({ path: file }) => file.includes('mp3'));
		await post(n8n.url, path, ['One [sandbox: seconds 20]']);
		while (!isFetching()) await new Promise((resolve) => setTimeout(resolve, 200));

		await n8n.kill();
		n8n = await start(Number(new URL(n8n.url).port));
		sandbox.faults.clear();
		const waiting = await executionOf(n8n.api, workflow, ['waiting', 'success'], 10_000);
		expect(waiting.status).toBe('waiting');
		const [task] = sandbox.tasks.all.slice(-1);
		const completed = ({ taskId, stage }: Delivery) => taskId === task.id && stage === 'complete';
		const answers = sandbox.callbacks.deliveries.filter(completed).map(({ result }) => result);
		expect(answers).not.toContain(200);

		await sandbox.callbacks.send(task, 'complete');
		const done = await executionOf(n8n.api, workflow, ['success', 'error', 'crashed'], 60_000);
		expect(done.status).toBe('success');
		expect(Object.keys(outputOf(done, 'After')[0].binary ?? {})).toEqual(['data', 'data_2']);
	});
});
