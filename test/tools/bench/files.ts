/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- measures processes, never runs inside n8n */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import type { Passage, Passages } from './files-run';
import { type BenchRow, figure } from './row';

const MB = 1e6;

const gain = ({ memory }: Passage) => `+${figure(memory / MB)} MB`;

/**
 * A gigabyte through the node in both directions, with n8n keeping binaries in files: how fast it is and how much more
 * memory n8n's process takes meanwhile. It runs in a process of its own, the other side in a third one.
 */
export async function rows(): Promise<BenchRow[]> {
	const worker = fork(resolve(__dirname, 'files-run.ts'), {
		execArgv: [...process.execArgv, '--expose-gc'],
	});
	const [passages] = (await once(worker, 'message')) as [Passages];
	worker.disconnect();
	const { bytes, download, upload, pipe, post, usual } = passages;
	const speed = ({ seconds }: Passage) => `${figure(bytes / MB / seconds)} MB/s`;
	const row = (what: string, own: Passage, way: string, plain: Passage): BenchRow => ({
		what: `${figure(bytes / MB)} MB ${what}`,
		value: `${speed(own)}, ${gain(own)} of memory`,
		against: `${way}: ${speed(plain)}, ${gain(plain)}; ratio ${figure(plain.seconds / own.seconds)} in time, ${figure(plain.cpu / own.cpu)} of the processor`,
	});
	const memoryFirst = `; into memory first, as most nodes do: ${speed(usual)}, ${gain(usual)}`;
	const down = row('comes down', download, 'a plain pipe into a file', pipe);
	return [
		{ ...down, against: `${down.against}${memoryFirst}` },
		row('goes up', upload, 'a plain POST of a file', post),
	];
}
