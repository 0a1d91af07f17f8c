/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { HookContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	IWebhookData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { KieAiTrigger } from '../../nodes/KieAiTrigger/KieAiTrigger.node';
import { sign } from '../sandbox';
import { type Installation, surroundings } from './engine';
import { plainNode } from './nodes';

const TYPE = 'n8n-nodes-kie-ai.kieAiTrigger';

export interface Answer {
	status?: number;
	body?: unknown;
}

type Headers = Record<string, unknown>;

/** The headers with which Kie.ai signs a callback about a task, as n8n hands them on. */
export function signedHeaders(hmacKey: string, taskId: string, now: number): Headers {
	const timestamp = String(Math.floor(now / 1000));
	return {
		'x-webhook-timestamp': timestamp,
		'x-webhook-signature': sign(hmacKey, taskId, timestamp),
	};
}

let hosts = 0;

/** An active workflow that begins with a Kie.ai Trigger, as n8n holds it: its static data is stored after each delivery. */
export class TriggerHost {
	/** What each started execution began with. */
	readonly executions: INodeExecutionData[][] = [];

	readonly answers: Answer[] = [];

	staticData: IDataObject = {};

	private readonly node: INode;

	private readonly trigger = new KieAiTrigger();

	private readonly server = http.createServer((request, response) => {
		void this.take(request, response);
	});

	constructor(
		private readonly installation: () => Installation,
		parameters: INodeParameters = {},
		private readonly mode: WorkflowExecuteMode = 'webhook',
	) {
		this.node = {
			...plainNode('Kie.ai Trigger', TYPE, parameters),
			id: `trigger-${++hosts}`,
			credentials: { kieAiApi: { id: 'kie-ai', name: 'Kie.ai account' } },
		};
	}

	async open(): Promise<void> {
		await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
	}

	async close(): Promise<void> {
		await new Promise((done) => this.server.close(done));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhook/it`;
	}

	/** The first items of all executions. */
	get emitted(): IDataObject[] {
		return this.executions.flat().map(({ json }) => json);
	}

	/** Hands over one delivery. `body` is what n8n made of the request's body. */
	async deliver(body: unknown, headers: Headers = {}): Promise<Answer> {
		const { workflow, additionalData } = this.around();
		Object.assign(workflow.staticData, this.staticData);
		const answer: Answer = {};
		additionalData.httpRequest = { body, headers } as never;
		additionalData.httpResponse = responseFor(answer) as never;
		const node = workflow.getNode(this.node.name) as INode;
		const webhookData = { webhookDescription: this.trigger.description.webhooks?.[0] };
		const context = new WebhookContext(
			workflow,
			node,
			additionalData,
			this.mode,
			webhookData as unknown as IWebhookData,
			[],
			null,
		);
		const { workflowData } = await this.trigger.webhook.call(context);
		if (workflowData) this.executions.push(workflowData[0]);
		this.staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
		this.answers.push(answer);
		return answer;
	}

	/** Switches the workflow on or off. */
	async lifecycle(method: 'checkExists' | 'create' | 'delete'): Promise<boolean> {
		const { workflow, additionalData } = this.around();
		const node = workflow.getNode(this.node.name) as INode;
		const context = new HookContext(workflow, node, additionalData, 'trigger', 'activate');
		return await this.trigger.webhookMethods.default[method].call(context);
	}

	private around() {
		const installed = this.installation();
		const nodes = { ...installed.nodes, [TYPE]: this.trigger };
		const json = { nodes: [this.node], connections: {} };
		return surroundings({ ...installed, nodes }, json, 'trigger');
	}

	private async take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const body = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
		const answer = await this.deliver(body, request.headers);
		response.writeHead(answer.status ?? 500).end(JSON.stringify(answer.body));
	}
}

const responseFor = (answer: Answer) => ({
	get headersSent() {
		return answer.body !== undefined;
	},
	status(code: number) {
		answer.status = code;
		return this;
	},
	json(body: unknown) {
		answer.body = body;
		return this;
	},
});
