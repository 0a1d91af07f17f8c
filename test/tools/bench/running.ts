/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- measures this process, never runs inside n8n */
import { resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import type * as ClockModule from '../../../nodes/kie/clock';
import { installPackage } from '../demo/package';
import { startSandbox } from '../../sandbox/server';
import { itemsOf, prepareExecution } from '../../support/engine';
import { manualTrigger } from '../../support/manual-trigger';
import { chainOf, generateMusic } from '../../support/scenario';
import { VirtualClock } from '../../support/virtual-clock';
import { type BenchRow, figure } from './row';

const SIZES = [100, 1_000, 10_000];
const SECONDS = 60;
/** Kie.ai takes 20 new tasks in 10 seconds: the last of 100 can start after 40, and then runs its time. */
const boundOf = (items: number) => (Math.ceil(items / 20) - 1) * 10 + SECONDS;
/** More than a task costs. */
const MOST_CREDITS = 100;

interface Work {
	items: number;
	finished: number;
	questions: number;
	/** On the virtual clock. */
	seconds: number;
	/** Milliseconds of the processor, n8n's engine and the sandbox included. */
	cpu: number;
	/** Bytes of the heap at the end, above those at the beginning. */
	heap: number;
	/** Milliseconds that nothing else could run. */
	longestDelay: number;
}

/** Replaces the clock of the built package, which is not the one that tests run. */
async function usePackageClock(clock?: VirtualClock): Promise<void> {
	const built = resolve(__dirname, '../../../dist/nodes/kie/clock.js');
	const { useClock } = (await import(built)) as typeof ClockModule;
	useClock(clock);
}

async function prepare(items: number, clock: VirtualClock) {
	const sandbox = await startSandbox({ clock, credits: items * MOST_CREDITS });
	sandbox.setOutcome('*', { seconds: SECONDS });
	const { apiKey, url } = sandbox;
	const installation = await installPackage({ apiKey, apiHost: url, uploadHost: url });
	const source = manualTrigger(Array.from({ length: items }, () => ({})));
	installation.nodes['n8n-nodes-base.manualTrigger'] = source;
	const workflow = chainOf(
		generateMusic({ downloadFiles: false, options: { maximumRunningTasks: 10_000 } }),
	);
	return { sandbox, execution: prepareExecution(installation, workflow) };
}

/** Many items through n8n's engine, on virtual time. */
async function workOf(items: number): Promise<Work> {
	const clock = new VirtualClock();
	await usePackageClock(clock);
	const { sandbox, execution } = await prepare(items, clock);
	const delay = monitorEventLoopDelay({ resolution: 1 });
	global.gc?.();
	const [start, used, heap] = [clock.now(), process.cpuUsage(), process.memoryUsage().heapUsed];
	delay.enable();
	const run = await execution.run();
	delay.disable();
	const { user, system } = process.cpuUsage(used);
	global.gc?.();
	const done = itemsOf(run, 'Generate Music').filter(({ json }) => json.status === 'success');
	await sandbox.close();
	await usePackageClock();
	return {
		items,
		finished: done.length,
		questions: sandbox.requestsTo('GET', '*').length,
		seconds: (clock.now() - start) / 1000,
		cpu: (user + system) / 1000,
		heap: process.memoryUsage().heapUsed - heap,
		longestDelay: delay.max / 1e6,
	};
}

function rowsOf({
	items,
	finished,
	questions,
	seconds,
	cpu,
	heap,
	longestDelay,
}: Work): BenchRow[] {
	const bound = boundOf(items);
	return [
		{
			what: `${finished} items of ${SECONDS} s each`,
			value: `${figure(seconds)} s`,
			against: `${bound} s is the bound of Kie.ai's pace: ratio ${figure(seconds / bound)}; ${figure(questions / items)} questions per item`,
		},
		{
			what: `${items} items: work of each`,
			value: `${figure(cpu / items)} ms`,
			against: `engine and sandbox included, ${figure(heap / items / 1024)} KB of the heap; the longest delay of the event loop: ${figure(longestDelay)} ms`,
		},
	];
}

/** How long many items take, and how much work they are: what a hundred cost each, ten thousand should. */
export async function rows(): Promise<BenchRow[]> {
	const table: BenchRow[] = [];
	for (const items of SIZES) table.push(...rowsOf(await workOf(items)));
	return table;
}
