/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- measures this process, never runs inside n8n */
import { resolve } from 'node:path';

import type * as ClockModule from '../../nodes/kie/clock';
import { installPackage } from '../demo/package';
import { startSandbox } from '../sandbox/server';
import { type WorkflowJson, itemsOf, prepareExecution } from '../support/engine';
import { manualTrigger } from '../support/manual-trigger';
import { VirtualClock } from '../support/virtual-clock';
import { type BenchRow, figure } from './row';

const ITEMS = 100;
const SECONDS = 60;
/** Kie.ai takes 20 new tasks in 10 seconds: the last of 100 can start after 40, and then runs its time. */
const BOUND_SECONDS = (Math.ceil(ITEMS / 20) - 1) * 10 + SECONDS;

const node = (name: string, type: string, parameters = {}) => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters,
	credentials: { kieAiApi: { id: 'kie-ai', name: 'Kie.ai account' } },
});

const workflow: WorkflowJson = {
	nodes: [
		node('Start', 'n8n-nodes-base.manualTrigger'),
		node('Kie', 'n8n-nodes-kie-ai.kieAi', {
			resource: 'music',
			operation: 'generate',
			prompt: 'A calm piano song',
		}),
	],
	connections: { Start: { main: [[{ node: 'Kie', type: 'main', index: 0 }]] } },
};

/** A hundred items through n8n's engine, on virtual time: how long they take, and how much work they are. */
export async function rows(): Promise<BenchRow[]> {
	const built = resolve(__dirname, '../../dist/nodes/kie/clock.js');
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
	const run = await prepareExecution(installation, workflow).run();
	const { user, system } = process.cpuUsage(cpu);
	const seconds = (clock.now() - start) / 1000;
	const finished = itemsOf(run, 'Kie').filter(({ json }) => json.status === 'success').length;
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
