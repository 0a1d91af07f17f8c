/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { WebhookContext, WorkflowExecute } from 'n8n-core';
import type {
	IDataObject,
	IRun,
	IRunExecutionData,
	IWebhookData,
	IWebhookResponseData,
} from 'n8n-workflow';

import { type Installation, type WorkflowJson, prepareExecution, surroundings } from './engine';

/** An execution as n8n's database has it: its run data is text. */
interface Stored {
	json: WorkflowJson;
	status: 'running' | 'waiting' | 'ended';
	data: string;
	waitTill?: Date;
}

/** A request to the resume URL; the suffix is what stands behind the execution's ID. */
interface WebhookCall {
	request: http.IncomingMessage;
	response: http.ServerResponse;
	body: IDataObject;
	suffix: string;
}

/** One call of the resume URL. */
export interface Call {
	executionId: string;
	status: number;
}

/**
 * What n8n does with executions that wait: stores them, wakes them by a callback or at their time limit, and turns away
 * callbacks of executions that do not wait. Follows `waiting-webhooks.js` and `wait-tracker.js` of n8n 2.41.
 */
export class WaitingN8n {
	readonly calls: Call[] = [];

	/** Errors that a `webhook()` let out; n8n would have wiped the execution. */
	readonly thrown: unknown[] = [];

	/** How often a `webhook()` let an execution go on. */
	resumptions = 0;

	/** What happens after a `webhook()` let an execution go on and before n8n knows it. */
	meanwhile?: () => Promise<void>;

	private readonly stored = new Map<string, Stored>();

	private readonly listeners = new Map<string, (run: IRun) => void>();

	private readonly server = http.createServer((request, response) => {
		void this.take(request, response);
	});

	constructor(private readonly installation: () => Installation) {}

	async open(): Promise<void> {
		await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
	}

	async close(): Promise<void> {
		await new Promise((done) => this.server.close(done));
	}

	get address(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Starts an execution. `run` is how far it came, `end` its end after any waiting. */
	async start(json: WorkflowJson, executionId: string, installation = this.installation()) {
		const { run } = prepareExecution(installation, json, { executionId, address: this.address });
		const end = new Promise<IRun>((resolve) => this.listeners.set(executionId, resolve));
		this.stored.set(executionId, { json, status: 'running', data: '' });
		const stopped = await run();
		this.store(executionId, json, stopped);
		return { run: stopped, end };
	}

	/** When n8n would wake the execution by itself. */
	timeLimitOf = (executionId: string): Date | undefined => this.stored.get(executionId)?.waitTill;

	/** Wakes an execution at its time limit, as n8n's clock does. */
	async timeOut(executionId: string): Promise<void> {
		const { json, data, waitTill } = this.stored.get(executionId) as Stored;
		const runData = { ...(JSON.parse(data) as IRunExecutionData), waitTill };
		await this.go(executionId, json, runData);
	}

	private store(executionId: string, json: WorkflowJson, run: IRun): void {
		const status = run.status === 'waiting' ? 'waiting' : 'ended';
		const data = JSON.stringify(run.data);
		this.stored.set(executionId, { json, status, data, waitTill: run.waitTill ?? undefined });
		if (status === 'ended') this.listeners.get(executionId)?.(run);
	}

	private async go(executionId: string, json: WorkflowJson, data: IRunExecutionData) {
		this.stored.set(executionId, { json, status: 'running', data: '' });
		const { workflow, additionalData } = this.around(executionId, json);
		const execute = new WorkflowExecute(additionalData, 'manual', data);
		this.store(executionId, json, await execute.processRunExecutionData(workflow));
	}

	private around(executionId: string, json: WorkflowJson) {
		const around = surroundings(this.installation(), json, executionId);
		around.additionalData.webhookWaitingBaseUrl = `${this.address}/webhook-waiting`;
		return around;
	}

	private async take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const { pathname } = new URL(request.url ?? '', this.address);
		const [, , executionId, suffix = ''] = pathname.split('/');
		response.once('finish', () => this.calls.push({ executionId, status: response.statusCode }));
		const execution = this.stored.get(executionId);
		if (execution?.status !== 'waiting') {
			response.writeHead(execution ? 409 : 404).end();
			return;
		}
		const body = JSON.parse(Buffer.concat(chunks).toString()) as IDataObject;
		const call = { request, response, body, suffix };
		await this.wake(executionId, execution, call).catch((error: unknown) => {
			this.thrown.push(error);
			response.writeHead(500).end();
		});
	}

	private async wake(executionId: string, stored: Stored, call: WebhookCall): Promise<void> {
		const { data, entry } = unpackWaiting(stored);
		const answer = await this.callNode(executionId, stored.json, data, call);
		if (!answer?.workflowData) return;
		this.resumptions += 1;
		await this.meanwhile?.();
		if (this.stored.get(executionId)?.status !== 'waiting') return;
		entry.data.main = answer.workflowData;
		entry.metadata = { ...entry.metadata, forwardAllOutputs: true } as typeof entry.metadata;
		await this.go(executionId, stored.json, data);
	}

	/** Calls the `webhook()` of the node that waits, if it has one of the suffix that is called. */
	private async callNode(
		executionId: string,
		json: WorkflowJson,
		data: IRunExecutionData,
		call: WebhookCall,
	): Promise<IWebhookResponseData | undefined> {
		const [entry] = data.executionData?.nodeExecutionStack ?? [];
		const { workflow, additionalData } = this.around(executionId, json);
		const node = workflow.getNode(entry.node.name) as typeof entry.node;
		const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		additionalData.httpRequest = { body: call.body, headers: call.request.headers } as never;
		additionalData.httpResponse = expressLike(call.response) as never;
		const description = type.description.webhooks?.find(
			({ restartWebhook, path }) => restartWebhook && path === call.suffix,
		);
		if (!description) {
			call.response.writeHead(404).end();
			return undefined;
		}
		const webhookData = { webhookDescription: description } as unknown as IWebhookData;
		const context = new WebhookContext(
			workflow,
			node,
			additionalData,
			'manual',
			webhookData,
			[],
			data,
		);
		return await type.webhook?.call(context);
	}
}

/** The data of an execution that is woken, and the node that waited. */
function unpackWaiting({ data: text }: Stored) {
	const data = JSON.parse(text) as IRunExecutionData;
	const [entry] = data.executionData?.nodeExecutionStack ?? [];
	entry.node.disabled = true;
	data.waitTill = undefined;
	data.resultData.runData[entry.node.name].pop();
	return { data, entry };
}

/** The few methods of Express that nodes use to answer. */
export const expressLike = (response: http.ServerResponse) => ({
	get headersSent() {
		return response.headersSent;
	},
	status(code: number) {
		response.statusCode = code;
		return this;
	},
	json(body: unknown) {
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(body));
		return this;
	},
});
