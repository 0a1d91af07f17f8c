/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- a process of the benchmark, never inside n8n */
import '../../support/environment';

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import type { IExecuteFunctions, INode, INodeExecutionData, INodeType } from 'n8n-workflow';

import { installPackage } from '../demo/package';
import type { Upload } from '../../sandbox/uploads';
import { useFilesystem } from '../../support/binary-store';
import { type Installation, itemsOf, prepareExecution } from '../../support/engine';
import { manualTrigger } from '../../support/manual-trigger';
import { describedAs, plainNode } from '../../support/nodes';
import { chainOf, generateMusic, kie } from '../../support/scenario';
import type { HostReady } from './files-host';

/** One passage of a file. Memory is the highest resident set above the one before, in bytes. */
export interface Passage {
	what: 'download' | 'upload' | 'usual';
	bytes: number;
	seconds: number;
	memory: number;
	intact: boolean;
}

const SAMPLE_MS = 20;

/** A node made of a function. */
const node = (execute: INodeType['execute']): INodeType => ({
	description: describedAs('Step'),
	execute,
});

const step = (name: string): INode => plainNode(name, `bench.${name}`);

async function measured<T>(work: () => Promise<T>) {
	global.gc?.();
	const before = process.memoryUsage.rss();
	let highest = before;
	const timer = setInterval(() => {
		highest = Math.max(highest, process.memoryUsage.rss());
	}, SAMPLE_MS);
	const start = performance.now();
	const result = await work();
	const seconds = (performance.now() - start) / 1000;
	clearInterval(timer);
	return { result, seconds, memory: highest - before };
}

async function runOne(installation: Installation, ...nodes: INode[]) {
	const run = await prepareExecution(installation, chainOf(...nodes)).run();
	if (run.data.resultData.error) throw run.data.resultData.error;
	return itemsOf(run, nodes[nodes.length - 1].name);
}

/** What most nodes do with a file: the whole of it into memory, then into the store. */
async function usualWay(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const url = this.getInputData()[0].json.url as string;
	const content = (await this.helpers.httpRequest({ url, encoding: 'arraybuffer' })) as Buffer;
	const file = await this.helpers.prepareBinaryData(content, 'song.mp3', 'audio/mpeg');
	return [[{ json: {}, binary: { file }, pairedItem: 0 }]];
}

async function main(): Promise<void> {
	const host = fork(resolve(__dirname, 'files-host.ts'));
	const [{ url, apiKey, sha256 }] = (await once(host, 'message')) as [HostReady];
	await useFilesystem();
	const installation = await installPackage({ apiKey, apiHost: url, uploadHost: url });
	installation.nodes['n8n-nodes-base.manualTrigger'] = manualTrigger();
	const uploaded = async () => {
		host.send('uploads');
		return ((await once(host, 'message')) as [Upload[]])[0];
	};

	await runOne(installation, generateMusic({ downloadFiles: false }));
	const down = await measured(async () => await runOne(installation, generateMusic()));
	const [song] = down.result;
	const { data } = song.binary!;

	installation.nodes['bench.File'] = node(async () => [[{ json: {}, binary: { data } }]]);
	const upload = kie('Upload', { resource: 'file', operation: 'upload' });
	const up = await measured(async () => await runOne(installation, step('File'), upload));
	const [received] = await uploaded();

	const [{ url: link }] = song.json.files as unknown as Array<{ url: string }>;
	installation.nodes['n8n-nodes-base.manualTrigger'] = manualTrigger([{ url: link }]);
	installation.nodes['bench.Usual'] = node(usualWay);
	const usual = await measured(async () => await runOne(installation, step('Usual')));

	const bytes = data.bytes ?? 0;
	const intact = received.sha256 === sha256;
	const passages: Passage[] = [
		{ what: 'download', bytes, seconds: down.seconds, memory: down.memory, intact },
		{ what: 'upload', bytes: received.size, seconds: up.seconds, memory: up.memory, intact },
		{ what: 'usual', bytes, seconds: usual.seconds, memory: usual.memory, intact },
	];
	process.send?.(passages);
	host.disconnect();
}

if (process.send) void main();
