/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- a process of the benchmark, never inside n8n */
import '../../support/environment';

import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { type IncomingMessage, get, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';

import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type {
	IBinaryData,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';

import { installPackage } from '../demo/package';
import { useFilesystem } from '../../support/binary-store';
import { type Installation, itemsOf, prepareExecution } from '../../support/engine';
import { manualTrigger } from '../../support/manual-trigger';
import { describedAs, plainNode } from '../../support/nodes';
import { chainOf, generateMusic, kie } from '../../support/scenario';
import type { HostReady } from './files-host';

/** One passage of the file, in seconds and bytes. Memory is the highest resident set above the one before. */
export interface Passage {
	seconds: number;
	/** Of the processor. */
	cpu: number;
	memory: number;
}

/** The node's two ways, and what they are held against. */
export type Passages = Record<'download' | 'upload' | 'pipe' | 'post' | 'usual', Passage> & {
	bytes: number;
};

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
	const [start, used] = [performance.now(), process.cpuUsage()];
	const result = await work();
	const seconds = (performance.now() - start) / 1000;
	const { user, system } = process.cpuUsage(used);
	clearInterval(timer);
	const cpu = (user + system) / 1e6;
	return { result, passage: { seconds, cpu, memory: highest - before } };
}

async function runOne(installation: Installation, ...nodes: INode[]) {
	const run = await prepareExecution(installation, chainOf(...nodes)).run();
	if (run.data.resultData.error) throw run.data.resultData.error;
	return itemsOf(run, nodes[nodes.length - 1].name);
}

/** What most nodes do with a file: the whole of it into memory, then into the store. */
async function usualWay(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const url = this.getInputData()[0].json.songUrl as string;
	const content = (await this.helpers.httpRequest({ url, encoding: 'arraybuffer' })) as Buffer;
	const file = await this.helpers.prepareBinaryData(content, 'song.mp3', 'audio/mpeg');
	return [[{ json: {}, binary: { file }, pairedItem: 0 }]];
}

/** What a program without n8n does: the answer's own stream into a file. */
async function plainPipe(url: string): Promise<void> {
	const [answer] = (await once(get(url), 'response')) as [IncomingMessage];
	const file = join(tmpdir(), `n8n-kie-ai-bench-${process.pid}`);
	await pipeline(answer, createWriteStream(file));
	await rm(file);
}

/** The same way up: a file's own stream as the body. */
async function plainPost(url: string, path: string, bytes: number): Promise<void> {
	const asked = request(url, { method: 'POST', headers: { 'content-length': bytes } });
	const answered = once(asked, 'response') as Promise<[IncomingMessage]>;
	await pipeline(createReadStream(path), asked);
	const [answer] = await answered;
	await once(answer.resume(), 'end');
}

const pathOf = ({ id = '' }: IBinaryData) => Container.get(BinaryDataService).getPath(id);

async function sha256Of(binary: IBinaryData): Promise<string> {
	const hash = createHash('sha256');
	const content = createReadStream(pathOf(binary));
	for await (const piece of content) hash.update(piece as Buffer);
	return hash.digest('hex');
}

/** The node both ways. @returns the file in n8n's store too */
async function ours(installation: Installation, { sha256, bytes }: HostReady) {
	// The song is finished before, so that nothing but its file is measured.
	const [song] = await runOne(installation, generateMusic({ downloadFiles: false }));
	const { taskId } = song.json;
	const get = kie('Get', { resource: 'task', operation: 'get', taskId: String(taskId) });
	const down = await measured(async () => await runOne(installation, get));
	const { data } = down.result[0].binary!;
	if ((await sha256Of(data)) !== sha256) throw new Error('The file is damaged');

	installation.nodes['bench.File'] = node(async () => [[{ json: {}, binary: { data } }]]);
	const upload = kie('Upload', { resource: 'file', operation: 'upload' });
	const up = await measured(async () => await runOne(installation, step('File'), upload));
	if (Number(up.result[0].json.size) <= bytes) throw new Error('The upload is damaged');
	return { path: pathOf(data), download: down.passage, upload: up.passage };
}

async function main(): Promise<void> {
	const host = fork(resolve(__dirname, 'files-host.ts'));
	const [ready] = (await once(host, 'message')) as [HostReady];
	const { url, apiKey, bytes, songUrl, uploadUrl } = ready;
	await useFilesystem();
	const installation = await installPackage({ apiKey, apiHost: url, uploadHost: uploadUrl });
	const { nodes } = installation;
	nodes['n8n-nodes-base.manualTrigger'] = manualTrigger();
	const { path, ...own } = await ours(installation, ready);

	const pipe = await measured(async () => await plainPipe(songUrl));
	const post = await measured(async () => await plainPost(uploadUrl, path, bytes));
	nodes['n8n-nodes-base.manualTrigger'] = manualTrigger([{ songUrl }]);
	nodes['bench.Usual'] = node(usualWay);
	const usual = await measured(async () => await runOne(installation, step('Usual')));
	const passages: Passages = {
		bytes,
		...own,
		pipe: pipe.passage,
		post: post.passage,
		usual: usual.passage,
	};
	process.send?.(passages);
	host.disconnect();
}

if (process.send) void main();
