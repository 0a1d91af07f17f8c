/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- measures in fresh processes on a developer's machine, never inside n8n */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { INodeType } from 'n8n-workflow';

import { n8n } from '../../../package.json';
import { resources } from '../../../nodes/KieAi/actions';
import { packPackage } from '../n8n/package/pack';
import { type BenchRow, figure } from './row';

const ROOT = resolve(__dirname, '../../..');
const LOADS = 9;

/** What a fresh process needs for `require` of all nodes and the credential, with n8n-workflow already in memory as in n8n. */
interface Load {
	milliseconds: number;
	/** Processor time in milliseconds, which says more on a busy machine. */
	cpu: number;
	files: number;
}

const loadScript = (files: string[]) => `
	require('n8n-workflow');
	const known = Object.keys(require.cache).length;
	const cpu = process.cpuUsage();
	const start = performance.now();
	for (const file of ${JSON.stringify(files)}) for (const Type of Object.values(require(file))) new Type();
	const milliseconds = performance.now() - start;
	const { user, system } = process.cpuUsage(cpu);
	const files = Object.keys(require.cache).length - known;
	console.log(JSON.stringify({ milliseconds, cpu: (user + system) / 1000, files }));
`;

function loadTime(): Load {
	const { nodes, credentials } = n8n;
	const script = loadScript([...nodes, ...credentials].map((file) => join(ROOT, file)));
	const loads = Array.from({ length: LOADS }, () => {
		const { stdout } = spawnSync(process.execPath, ['-e', script], { cwd: ROOT, encoding: 'utf8' });
		return JSON.parse(stdout) as Load;
	});
	return loads.sort((a, b) => a.cpu - b.cpu)[Math.floor(LOADS / 2)];
}

/** What `npm publish` would upload. */
async function packed() {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-kie-ai-pack-'));
	return await packPackage(folder).finally(async () => await rm(folder, { recursive: true }));
}

/** How much the package asks of n8n before it does anything. */
export async function rows(): Promise<BenchRow[]> {
	const { KieAi } = (await import(join(ROOT, n8n.nodes[0]))) as { KieAi: new () => INodeType };
	const kilobytes = JSON.stringify(new KieAi().description).length / 1024;
	const operations = resources.flatMap((resource) => resource.operations).length;
	const load = loadTime();
	const { size, unpackedSize, files } = await packed();
	return [
		{
			what: 'Tarball',
			value: `${figure(size / 1024)} KB`,
			against: `${files.length} files, ${figure(unpackedSize / 1024)} KB unpacked`,
		},
		{
			what: 'Description of the node',
			value: `${figure(kilobytes)} KB`,
			against: `${operations} operations: ${figure(kilobytes / operations)} KB each`,
		},
		{
			what: 'Load time of all nodes (median)',
			value: `${figure(load.milliseconds)} ms`,
			against: `${figure(load.cpu)} ms of the processor, ${load.files} files; ${figure(load.cpu / operations)} ms per operation`,
		},
	];
}
