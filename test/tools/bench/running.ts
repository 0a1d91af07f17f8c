/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- measures this process, never runs inside n8n */
import { resolve } from 'node:path';

import type * as ClockModule from '../../../nodes/kie/clock';
import { installPackage } from '../demo/package';
import { startSandbox } from '../../sandbox/server';
import { itemsOf, prepareExecution } from '../../support/engine';
import { manualTrigger } from '../../support/manual-trigger';
import { chainOf, generateMusic } from '../../support/scenario';
import { VirtualClock } from '../../support/virtual-clock';
import { type BenchRow, figure } from './row';

const ITEMS = 100;
const SECONDS = 60;
/** Kie.ai takes 20 new tasks in 10 seconds: the last of 100 can start after 40, and then runs its time. */
const BOUND_SECONDS = (Math.ceil(ITEMS / 20) - 1) * 10 + SECONDS;

/** A hundred items through n8n's engine, on virtual time: how long they take, and how much work they are. */
export async function rows(): Promise<BenchRow[]> {
	const built = resolve(__dirname, '../../../dist/nodes/kie/clock.js');
	const { useClock } = (await import(built)) as typeof ClockModule;
	const clock = new VirtualClock();
	useClock(clock);
	const sandbox = await startSandbox({ clock });
	sandbox.setOutcome('*', { seconds: SECONDS });
	const { apiKey, url } = sandbox;
	const installation = await installPackage({ apiKey, apiHost: url, uploadHost: url });
	installation.nodes['n8n-nodes-base.manualTrigger'] = manualTrigger(
		Array.from({ length: ITEMS }, () => ({})),
	);

	const start = clock.now();
	const cpu = process.cpuUsage();
	const run = await prepareExecution(installation, chainOf(generateMusic())).run();
	const { user, system } = process.cpuUsage(cpu);
	const seconds = (clock.now() - start) / 1000;
	const finished = itemsOf(run, 'Generate Music').filter(
		({ json }) => json.status === 'success',
	).length;
	await sandbox.close();
	useClock();

	const questions = sandbox.requestsTo('GET', '*').length;
	return [
		{
			what: `${finished} items of ${SECONDS} s each`,
			value: `${figure(seconds)} s`,
			against: `${BOUND_SECONDS} s is the bound of Kie.ai's pace: ratio ${figure(seconds / BOUND_SECONDS)}`,
		},
		{
			what: 'CPU per item, engine and sandbox included',
			value: `${figure((user + system) / 1000 / ITEMS)} ms`,
			against: `${figure(questions / ITEMS)} questions per item`,
		},
	];
}
