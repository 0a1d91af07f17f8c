import type { IConnections, INode, IPinData, IWorkflowSettings } from 'n8n-workflow';

import type { RestClient } from './client';
import type { StoredCredential } from './credentials';

/** A workflow as n8n exports and imports it. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
	/** What stands in for the nodes of these names in runs by hand. */
	pinData?: IPinData;
}

export interface StoredWorkflow extends WorkflowFile {
	id: string;
	versionId: string;
	active: boolean;
}

export class WorkflowsApi {
	constructor(private readonly rest: RestClient) {}

	async list(): Promise<StoredWorkflow[]> {
		return await this.rest.request('GET', '/rest/workflows');
	}

	async create(workflow: WorkflowFile): Promise<StoredWorkflow> {
		const { name, nodes, connections, settings, pinData } = workflow;
		const order = settings ?? { executionOrder: 'v1' };
		// n8n 1.x stores what it is given and cannot store a missing `active`.
		const body = { name, nodes, connections, settings: order, pinData, active: false };
		return await this.rest.request('POST', '/rest/workflows', body);
	}

	/** Makes the workflow unless one of that name is there. */
	async ensure(workflow: WorkflowFile): Promise<StoredWorkflow> {
		const known = (await this.list()).find(({ name }) => name === workflow.name);
		return known ?? (await this.create(workflow));
	}

	async activate({ id, versionId }: StoredWorkflow): Promise<void> {
		await this.rest.request('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	async deactivate({ id }: StoredWorkflow): Promise<void> {
		await this.rest.request('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/**
	 * Starts the saved workflow as pressing "Execute workflow" does.
	 * @param trigger name of the trigger to start from; default: the first trigger node
	 * @returns the id of the execution
	 */
	async run(workflow: StoredWorkflow, trigger = firstTrigger(workflow)): Promise<string> {
		const { executionId } = await this.rest.request<{ executionId: string }>(
			'POST',
			`/rest/workflows/${workflow.id}/run`,
			// n8n 1.x wants the workflow in the request, 2.x takes the saved one.
			{ workflowData: workflow, triggerToStartFrom: { name: trigger } },
		);
		return executionId;
	}
}

/** The same workflow with `credential` chosen on every node that asks for its type. */
export function withCredential(
	workflow: WorkflowFile,
	{ id, name, type }: StoredCredential,
	isUser: (node: INode) => boolean,
): WorkflowFile {
	const nodes = workflow.nodes.map((node) =>
		isUser(node) ? { ...node, credentials: { ...node.credentials, [type]: { id, name } } } : node,
	);
	return { ...workflow, nodes };
}

function firstTrigger({ name, nodes }: WorkflowFile): string {
	const trigger = nodes.find(({ type }) => /trigger$/i.test(type));
	if (!trigger) throw new Error(`The workflow "${name}" has no trigger node`);
	return trigger.name;
}
