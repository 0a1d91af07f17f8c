/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- measures processes, never runs inside n8n */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import type { Passage } from './files-run';
import { type BenchRow, figure } from './row';

const MB = 1e6;

const LABELS = { download: 'comes down', upload: 'goes up' };

/**
 * A gigabyte through the node in both directions, with n8n keeping binaries in files: how much more memory n8n's process
 * takes meanwhile. It runs in a process of its own, the other side in a third one.
 */
export async function rows(): Promise<BenchRow[]> {
	const worker = fork(resolve(__dirname, 'files-run.ts'), {
		execArgv: [...process.execArgv, '--expose-gc'],
	});
	const [passages] = (await once(worker, 'message')) as [Passage[]];
	worker.disconnect();
	const usual = passages.find(({ what }) => what === 'usual');
	return passages.flatMap(({ what, bytes, seconds, memory, intact }) => {
		if (what === 'usual') return [];
		const size = `${figure(bytes / MB)} MB`;
		return [
			{
				what: `${size} ${LABELS[what]}: memory`,
				value: `+${figure(memory / MB)} MB, ${figure(seconds)} s${intact ? '' : ' (DAMAGED)'}`,
				...(what === 'download' &&
					usual && {
						against: `downloaded into memory first, as most nodes do: +${figure(usual.memory / MB)} MB, ${figure(usual.seconds)} s`,
					}),
			},
		];
	});
}
