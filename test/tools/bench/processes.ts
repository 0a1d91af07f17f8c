/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- measures real processes on a developer's machine, never inside n8n */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import { startSandbox } from '../../sandbox/server';
import { type BenchRow, figure } from './row';

const SCRIPT = resolve(__dirname, 'processes-run.ts');
const SUBMIT = '/api/v1/generate';
const LONGEST_MS = 300_000;

/** Seconds until a process has started all of its tasks; it is ended when that takes too long. */
async function secondsOf(child: ChildProcess): Promise<number> {
	const timer = setTimeout(() => child.kill(), LONGEST_MS);
	const told = once(child, 'message').then(([seconds]) => Number(seconds));
	const gone = once(child, 'exit').then(() => LONGEST_MS / 1000);
	return await Promise.race([told, gone]).finally(() => clearTimeout(timer));
}

async function row(processes: number, tasks: number): Promise<BenchRow> {
	const sandbox = await startSandbox({ credits: 1_000_000 });
	const begin = () =>
		fork(SCRIPT, [sandbox.url, sandbox.apiKey, String(tasks)], { execArgv: ['--import', 'tsx'] });
	const children = Array.from({ length: processes }, begin);
	const seconds = await Promise.all(children.map(secondsOf));
	const asked = sandbox.requestsTo('POST', SUBMIT).length;
	const started = sandbox.ledger.of(SUBMIT).length;
	await sandbox.close();
	const bound = (Math.ceil((processes * tasks) / 20) - 1) * 10;
	const slowest = Math.max(...seconds);
	return {
		what: `${processes} processes, ${tasks} tasks each`,
		value: `${figure(slowest / bound)} × the bound of Kie.ai's pace (${bound} s)`,
		against: `${figure((asked - started) / (processes * tasks))} refused per task, ${started} started; the first process was done after ${figure(Math.min(...seconds))} s, the last after ${figure(slowest)} s`,
	};
}

/** Real processes against the sandbox, at its real pace. */
export async function rows(): Promise<BenchRow[]> {
	return [await row(1, 60), await row(3, 60), await row(8, 40)];
}
