/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- measures in fresh processes on a developer's machine, never inside n8n */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { INodeType } from 'n8n-workflow';

import { resources } from '../../../nodes/KieAi/actions';
import { packPackage } from '../n8n/package/pack';
import { type BenchRow, figure } from './row';

const BUILT_NODE = resolve(__dirname, '../../../dist/nodes/KieAi/KieAi.node.js');
const LOADS = 9;

/** Milliseconds that a fresh process needs for `require`, with n8n-workflow already in memory as in n8n. */
function loadTime(): number {
	const script = `require('n8n-workflow'); const t = process.hrtime.bigint(); new (require(${JSON.stringify(BUILT_NODE)}).KieAi)(); console.log(Number(process.hrtime.bigint() - t) / 1e6)`;
	const times = Array.from({ length: LOADS }, () => {
		const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
		return Number(stdout);
	});
	return times.sort((a, b) => a - b)[Math.floor(LOADS / 2)];
}

/** What `npm publish` would upload. */
async function packed() {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-kie-ai-pack-'));
	return await packPackage(folder).finally(async () => await rm(folder, { recursive: true }));
}

/** How much the package asks of n8n before it does anything. */
export async function rows(): Promise<BenchRow[]> {
	const { KieAi } = (await import(BUILT_NODE)) as { KieAi: new () => INodeType };
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
			what: 'Load time of the node (median)',
			value: `${figure(load)} ms`,
			against: `${figure(load / operations)} ms per operation`,
		},
	];
}
