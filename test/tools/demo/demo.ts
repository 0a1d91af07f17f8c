/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- runs on a developer's machine, never inside n8n */
import '../../support/environment';

import { readFileSync, rmSync } from 'node:fs';
import { relative, resolve } from 'node:path';

import type { ICredentialDataDecryptedObject, IRun } from 'n8n-workflow';

import { startSandbox } from '../../sandbox/server';
import { type WorkflowJson, itemsOf, prepareExecution } from '../../support/engine';
import { installPackage } from './package';
import { showProgress } from './progress';
import { saveResults } from './results';

const ROOT = resolve(__dirname, '../../..');
const OUTPUT = resolve(ROOT, 'demo-output');
const EXAMPLE = resolve(ROOT, 'examples/song-to-stems-to-midi.json');

/** Seconds that the sandbox lets each task take: long enough to watch, short enough to stay. */
const DURATIONS = { music: 15, stems: 9, midi: 4 };

async function main(): Promise<void> {
	const realKey = process.env.KIE_API_KEY;
	const sandbox = realKey ? undefined : await startSandbox({ durations: DURATIONS });
	const credential: ICredentialDataDecryptedObject = sandbox
		? { apiKey: sandbox.apiKey, apiHost: sandbox.url, uploadHost: sandbox.url }
		: { apiKey: String(realKey) };
	console.log(sandbox ? `Sandbox of Kie.ai at ${sandbox.url}` : 'Kie.ai itself, with your key');

	const workflow = withoutNotes(JSON.parse(readFileSync(EXAMPLE, 'utf8')) as WorkflowJson);
	console.log(`Running ${relative(ROOT, EXAMPLE)} in n8n's engine\n`);
	showProgress(process.stdout);
	const run = await prepareExecution(await installPackage(credential), workflow).run();
	const succeeded = await report(workflow, run);
	await sandbox?.close();
	process.exitCode = succeeded ? 0 : 1;
}

/** n8n's engine does nothing with sticky notes. */
const withoutNotes = (workflow: WorkflowJson): WorkflowJson => ({
	...workflow,
	nodes: workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote')),
});

async function report(workflow: WorkflowJson, run: IRun): Promise<boolean> {
	const { error } = run.data.resultData;
	rmSync(OUTPUT, { recursive: true, force: true });
	const saved: string[] = [];
	for (const { name, type } of workflow.nodes) {
		const items = itemsOf(run, name);
		if (!type.endsWith('.kieAi') || items.length === 0) continue;
		console.log(`\n${name} returned ${items.length === 1 ? 'one item' : `${items.length} items`}:`);
		console.log(
			shorten(
				JSON.stringify(
					items.map(({ json }) => json),
					null,
					2,
				),
			),
		);
		saved.push(...(await saveResults(items, OUTPUT)));
	}
	if (error) console.error(`\nThe workflow failed: ${error.message}\n${error.description ?? ''}`);
	else console.log(`\nSaved:\n${saved.map((path) => `  ${relative(ROOT, path)}`).join('\n')}`);
	return error === undefined;
}

const LONGEST_PRINT = 40;

function shorten(text: string): string {
	const lines = text.split('\n');
	if (lines.length <= LONGEST_PRINT) return text;
	return [...lines.slice(0, LONGEST_PRINT), `  … ${lines.length - LONGEST_PRINT} more lines`].join(
		'\n',
	);
}

void main();
