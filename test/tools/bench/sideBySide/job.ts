import { startSandbox } from '../../../sandbox/server';
import type { Sandbox } from '../../../sandbox/types';
import type { N8nApi } from '../../n8n/api';
import type { Execution } from '../../n8n/api/executions';
import { withCredential } from '../../n8n/api/workflows';
import type { N8nServer } from '../../n8n/server';
import { sandboxFields } from '../../n8n/session/furnish';
import { type Memory, watchMemory } from './memory';
import type { Way } from './ways';

/** How long the sandbox composes. */
export const SECONDS = 20;
const CREDITS = 1_000_000;
/** An execution that is stopped ends at once. */
const STOPPING_MS = 30_000;

/** What became of some songs. */
export interface Result {
	seconds: number;
	status: Execution['status'];
	songs: number;
	failures: number;
	requests: number;
	paid: number;
	memory: Memory;
}

async function startRun(api: N8nApi, way: Way, sandbox: Sandbox, prompts: string[]) {
	const { name } = way;
	const data = sandboxFields(sandbox);
	const credential = await api.credentials.create({ name, type: 'kieAiApi', data });
	const file = {
		name,
		...way.workflow(sandbox),
		pinData: { Start: prompts.map((prompt) => ({ json: { prompt } })) },
	};
	const isOurs = ({ type }: { type: string }) => type.startsWith('n8n-nodes-kie-ai.');
	return await api.workflows.create(withCredential(file, credential, isOurs));
}

/** Waits for the end of an execution, and brings it about after the longest time. */
async function endOf({ executions }: N8nApi, id: string, longestMs: number): Promise<Execution> {
	return await executions.waitFor(id, undefined, longestMs).catch(async () => {
		await executions.stop(id);
		return await executions.waitFor(id, undefined, STOPPING_MS);
	});
}

/** Items that all runs of a node have put out. */
const passedThrough = ({ run: { resultData } }: Execution, node: string): number =>
	(resultData.runData[node] ?? []).flatMap(({ data }) => data?.main[0] ?? []).length;

/** Has songs made in a real n8n, in real time. */
export async function runJob(
	{ api, url }: N8nServer,
	way: Way,
	prompts: string[],
	longestMs: number,
): Promise<Result> {
	const sandbox = await startSandbox({ credits: CREDITS });
	sandbox.setOutcome('*', { seconds: SECONDS });
	const workflow = await startRun(api, way, sandbox, prompts);
	const readMemory = await watchMemory(url);
	const begin = Date.now();
	const execution = await endOf(api, await api.workflows.run(workflow), longestMs);
	const seconds = (Date.now() - begin) / 1000;
	const memory = readMemory();
	const requests = sandbox.requests.length;
	const paid = sandbox.ledger.payments.length;
	await sandbox.close();
	return {
		...{ seconds, status: execution.status, requests, paid, memory },
		songs: passedThrough(execution, 'Songs'),
		failures: passedThrough(execution, 'Failed'),
	};
}
