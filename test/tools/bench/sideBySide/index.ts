/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { isInstalled } from '../../n8n/cache';
import { packPackage } from '../../n8n/package/pack';
import { NEWEST } from '../../n8n/releases';
import { type N8nServer, startN8n } from '../../n8n/server';
import { type BenchRow, figure } from '../row';
import { type Result, SECONDS, runJob } from './job';
import { METRICS } from './memory';
import { type Way, oneByOne, ours, published, publishedAtPace } from './ways';

const FEW = 10;
const MANY = 100;
const MB = 1024 ** 2;
const LONGEST_MS = 150_000;
/** One after the other takes longer. */
const LONGEST_SEQUENCE_MS = 420_000;

const promptsOf = (count: number) => Array.from({ length: count }, (_, i) => `Piano song ${i + 1}`);

/** Every job has an n8n of its own: what an earlier one has left in memory would be counted. */
async function inFreshN8n<T>(packageTarball: string, use: (n8n: N8nServer) => Promise<T>) {
	const n8n = await startN8n({ release: NEWEST, packageTarball, env: METRICS });
	return await use(n8n).finally(n8n.stop);
}

const memoryOf = ({ memory: { before, most } }: Result) =>
	`n8n took up to ${figure(most / MB)} MB, ${figure((most - before) / MB)} MB more than before`;

const requestsOf = ({ requests, songs, paid }: Result) =>
	`${requests} requests to Kie.ai${songs > 0 ? ` (${figure(requests / songs)} per song)` : ''}, ${paid} tasks paid`;

function songsRow(way: Way, items: number, result: Result): BenchRow {
	const { seconds, songs, status } = result;
	const end = status === 'success' ? '' : `; ended as "${status}"`;
	return {
		what: `${items} songs of ${SECONDS} s: ${way.name}`,
		value: `${songs} songs after ${figure(seconds)} s${end}`,
		against: `${requestsOf(result)}; ${memoryOf(result)}`,
	};
}

/** What many songs one after the other take: nobody has to wait for it to know. */
function computedRow(way: Way, { seconds, requests, songs }: Result): BenchRow {
	const times = MANY / songs;
	return {
		what: `${MANY} songs of ${SECONDS} s: ${way.name}`,
		value: `${figure(seconds * times)} s, computed from ${songs}`,
		against: `${figure(requests * times)} requests to Kie.ai`,
	};
}

async function* songRows(tarball: string): AsyncGenerator<BenchRow> {
	const measure = async (way: Way, items: number, longestMs = LONGEST_MS) =>
		await inFreshN8n(tarball, async (n8n) => await runJob(n8n, way, promptsOf(items), longestMs));
	const row = async (way: Way, items: number) => songsRow(way, items, await measure(way, items));
	// It only waits most of the time, and disturbs none of the others.
	const sequence = measure(oneByOne, FEW, LONGEST_SEQUENCE_MS);
	// Its failure is told where its result is needed.
	sequence.catch(() => {});
	yield await row(published, FEW);
	yield await row(ours, FEW);
	yield await row(ours, MANY);
	yield await row(publishedAtPace, MANY);
	yield await row(published, MANY);
	yield songsRow(oneByOne, FEW, await sequence);
	yield computedRow(oneByOne, await sequence);
}

const ONE_FAILS = ['Piano song', 'Piano song [sandbox: fail]', 'Piano song'];

function failureRow(way: Way, { songs, failures, status, paid }: Result): BenchRow {
	return {
		what: `The second of 3 fails: ${way.name}`,
		value: `${songs} songs and ${failures} failed items come out; ended as "${status}"`,
		against: `${paid} tasks paid, ${ONE_FAILS.length - paid} never started`,
	};
}

async function failureRows(tarball: string): Promise<BenchRow[]> {
	const row = async (n8n: N8nServer, way: Way) =>
		failureRow(way, await runJob(n8n, way, ONE_FAILS, LONGEST_MS));
	return await inFreshN8n(
		tarball,
		async (n8n) =>
			await Promise.all([published, oneByOne, ours].map(async (way) => await row(n8n, way))),
	);
}

/** The same songs in n8n's own ways and in ours, in a real n8n and in real time. */
export async function* rows(): AsyncGenerator<BenchRow> {
	if (!(await isInstalled(NEWEST))) return yield notHere;
	const folder = await mkdtemp(join(tmpdir(), 'n8n-kie-ai-pack-'));
	try {
		const { tarball } = await packPackage(folder);
		yield* await failureRows(tarball);
		yield* songRows(tarball);
	} finally {
		await rm(folder, { recursive: true });
	}
}

const notHere: BenchRow = {
	what: 'Not measured',
	value: `no n8n ${NEWEST.version} is in the cache; npm run n8n:install newest brings it`,
};
