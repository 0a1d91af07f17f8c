/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import type { IRun, IRunExecutionData, INodeExecutionData } from 'n8n-workflow';

import { N8nApiError, type RestClient } from './client';
import { parseFlatted } from './flatted';

/** A stored execution with its run data read. */
export interface Execution {
	id: string;
	workflowId: string;
	status: IRun['status'];
	waitTill?: string | null;
	run: IRunExecutionData;
}

const ENDED: ReadonlySet<string> = new Set(['success', 'error', 'canceled', 'crashed']);
const LOOK_EVERY_MS = 200;
const DEFAULT_WAIT_MS = 60_000;
/** The most that n8n lists at once. */
const MOST_IDS = 100;

export class Executions {
	constructor(private readonly rest: RestClient) {}

	/** Ids of the latest executions of all workflows or of one, newest first. */
	async ids(workflowId?: string): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.rest.request<{ results: Array<{ id: string }> }>(
			'GET',
			`/rest/executions?filter=${filter}&limit=${MOST_IDS}`,
		);
		return results.map(({ id }) => id);
	}

	async get(id: string): Promise<Execution> {
		const stored = await this.rest.request<Omit<Execution, 'run'> & { data: string }>(
			'GET',
			`/rest/executions/${id}`,
		);
		const { data, ...rest } = stored;
		return { ...rest, run: parseFlatted(data) as IRunExecutionData };
	}

	/**
	 * Waits until `isDone` (default: the execution has ended, in whatever way).
	 * @throws Error with the last status after `timeoutMs`
	 */
	async waitFor(
		id: string,
		isDone = ({ status }: Execution) => ENDED.has(status),
		timeoutMs = DEFAULT_WAIT_MS,
	): Promise<Execution> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const execution = await this.shown(id);
			if (execution && isDone(execution)) return execution;
			if (Date.now() > deadline) {
				throw new Error(`Execution ${id} is still "${execution?.status}" after ${timeoutMs} ms`);
			}
			await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
		}
	}

	/** n8n 2.16 cannot show an execution that has stored nothing yet: it answers 500. */
	private async shown(id: string): Promise<Execution | undefined> {
		return await this.get(id).catch((error: unknown) => {
			if (error instanceof N8nApiError && error.status === 500) return undefined;
			throw error;
		});
	}

	/** Presses Stop. */
	async stop(id: string): Promise<void> {
		await this.rest.request('POST', `/rest/executions/${id}/stop`, {});
	}
}

/** What a node's last run put on one of its outputs. */
export function outputOf({ run }: Execution, node: string, output = 0): INodeExecutionData[] {
	return run.resultData.runData[node]?.at(-1)?.data?.main[output] ?? [];
}
