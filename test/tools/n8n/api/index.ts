import type { INodeTypeDescription } from 'n8n-workflow';

import { RestClient, type Owner } from './client';
import { CredentialsApi } from './credentials';
import { Executions } from './executions';
import { WorkflowsApi } from './workflows';

/** What the editor can do, over HTTP. */
export class N8nApi {
	readonly credentials: CredentialsApi;
	readonly workflows: WorkflowsApi;
	readonly executions: Executions;

	private constructor(readonly rest: RestClient) {
		this.credentials = new CredentialsApi(rest);
		this.workflows = new WorkflowsApi(rest);
		this.executions = new Executions(rest);
	}

	/** Logs in at `url`, making the owner on a new instance. */
	static async enter(url: string, owner: Owner): Promise<N8nApi> {
		const rest = new RestClient(url);
		await rest.enter(owner);
		return new N8nApi(rest);
	}

	/** Descriptions of the node types of one package, tool variants included. */
	async nodeTypes(packageName: string): Promise<INodeTypeDescription[]> {
		const all = await this.rest.request<INodeTypeDescription[]>('GET', '/types/nodes.json');
		return all.filter(({ name }) => name.startsWith(`${packageName}.`));
	}
}
