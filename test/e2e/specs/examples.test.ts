/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { N8nApi } from '../../tools/n8n/api';
import type { StoredCredential } from '../../tools/n8n/api/credentials';
import { type Execution, outputOf } from '../../tools/n8n/api/executions';
import { type WorkflowFile, withCredential } from '../../tools/n8n/api/workflows';
import { OWNER } from '../../tools/n8n/server';
import { exampleFiles, sandboxCredential } from '../../tools/n8n/session/furnish';
import { startSandbox, type Sandbox } from '../../sandbox';
import { addressVariable } from '../setup/running';
import { activate, executionOf } from '../support/callbackWorkflows';
import { STAND_INS } from '../support/standIns';

declare const n8nRelease: string;

jest.setTimeout(300_000);

const LONGEST_MS = 240_000;
const RECEIVER = 'receive-finished-tasks';

const isOurs = ({ type }: { type: string }) => type.startsWith('n8n-nodes-kie-ai');

/** What went wrong: the error of the run, nodes of ours without a result, outside services that were not reached. */
function problemsOf({ nodes, pinData }: WorkflowFile, execution: Execution): unknown[] {
	const { error, runData } = execution.run.resultData;
	const unreached = Object.keys(pinData ?? {}).filter((name) => runData[name] === undefined);
	const silent = nodes
		.filter(({ type }) => type.endsWith('.kieAi'))
		.map(({ name }) => [name, outputOf(execution, name)[0]?.json] as const)
		.filter(([, json]) => json === undefined || json.error !== undefined);
	return [...(error ? [error.message, error.description] : []), ...silent, ...unreached];
}

describe('the examples, imported', () => {
	const url = process.env[addressVariable(n8nRelease)] ?? '';
	let api: N8nApi;
	let sandbox: Sandbox;
	let credential: StoredCredential;
	beforeAll(async () => {
		api = await N8nApi.enter(url, OWNER);
		sandbox = await startSandbox({ durations: 200, rateLimit: false, hmacKey: 'examples' });
		credential = await sandboxCredential(api, sandbox);
	});
	afterAll(async () => await sandbox?.close());

	/** An example with the sandbox's credential, and this n8n in place of the public one. */
	async function imported(path: string): Promise<WorkflowFile> {
		const text = (await readFile(path, 'utf8')).replaceAll('https://n8n.example.com', url);
		const file = withCredential(JSON.parse(text) as WorkflowFile, credential, isOurs);
		const pinData = STAND_INS[nameOf(path)];
		// n8n refuses to start with credentials that are not there, even of nodes that do not run.
		const nodes = file.nodes.map((node) =>
			isOurs(node) ? node : { ...node, credentials: undefined },
		);
		return { ...file, nodes, pinData };
	}

	const nameOf = (path: string) => basename(path, '.json');

	async function runs(path: string): Promise<[WorkflowFile, Execution]> {
		const stored = await api.workflows.create(await imported(path));
		const id = await api.workflows.run(stored);
		return [stored, await api.executions.waitFor(id, undefined, LONGEST_MS)];
	}

	it('run to their end beside each other, and every paid task in them is finished', async () => {
		const files = await exampleFiles();
		const receiver = await imported(files.find((path) => nameOf(path) === RECEIVER) ?? '');
		const listening = await activate(api, receiver);

		const ended = await Promise.all(
			files
				.filter((path) => nameOf(path) !== RECEIVER)
				.map(async (path) => [nameOf(path), ...(await runs(path))] as const),
		);

		const told = ended.map(([name, workflow, execution]) => [
			name,
			problemsOf(workflow, execution),
		]);
		expect(told).toEqual(ended.map(([name]) => [name, []]));
		const called = await executionOf(api, listening, ['success'], LONGEST_MS);
		expect(outputOf(called, 'Do Something With the Files')).toHaveLength(1);
		expect(sandbox.violations).toEqual([]);
	});
});
