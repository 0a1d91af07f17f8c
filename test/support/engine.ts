import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	type IConnections,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	ICredentialsHelper,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
	type IRun,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	NodeHelpers,
	Workflow,
	type WorkflowExecuteMode,
	createRunExecutionData,
} from 'n8n-workflow';

import { assertInForm } from './parameters';

/** A workflow as n8n exports it. */
export interface WorkflowJson {
	name?: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowBase['settings'];
}

/** What a workflow may use: node types by full name, credential classes and their data by credential type. */
export interface Installation {
	nodes: Record<string, INodeType>;
	credentialTypes: Record<string, ICredentialType>;
	credentials: Record<string, ICredentialDataDecryptedObject>;
}

class InstalledNodes implements INodeTypes {
	constructor(private readonly nodes: Record<string, INodeType>) {}

	getByName(type: string) {
		return this.nodes[type];
	}

	getByNameAndVersion(type: string, version?: number) {
		const node = this.nodes[type];
		if (!node) throw new Error(`The workflow uses "${type}", which is not installed`);
		return NodeHelpers.getVersionedNodeType(node, version);
	}

	getKnownTypes() {
		return {};
	}
}

/** Credentials from memory, applied the way their class says. */
class StoredCredentials extends ICredentialsHelper {
	constructor(private readonly installation: Installation) {
		super();
	}

	getParentTypes() {
		return [];
	}

	isCredentialUsableByNode() {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		options: IHttpRequestOptions,
	) {
		const { authenticate } = this.installation.credentialTypes[type];
		if (!authenticate || typeof authenticate === 'function') {
			return authenticate ? await authenticate(credentials, options) : options;
		}
		const headers = { ...options.headers };
		for (const [name, template] of Object.entries(authenticate.properties.headers ?? {})) {
			headers[name] = String(template)
				.replace(/^=/, '')
				.replace(/\{\{\s*\$credentials\.(\w+)\s*\}\}/g, (_, key: string) =>
					String(credentials[key]),
				);
		}
		return { ...options, headers };
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('The engine asks for decrypted credentials only');
	}

	async getDecrypted(_additionalData: unknown, _details: unknown, type: string) {
		const credentialType = this.installation.credentialTypes[type];
		const defaults = credentialType.properties.map((field) => [field.name, field.default]);
		return { ...Object.fromEntries(defaults), ...this.installation.credentials[type] };
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}

	getCredentialsProperties(type: string) {
		return this.installation.credentialTypes[type]?.properties ?? [];
	}
}

let executions = 0;

const OURS = 'n8n-nodes-kie-ai.';

/** Words on the canvas, which no run looks at. */
const NOTE = 'n8n-nodes-base.stickyNote';

/** What surrounds one execution: the workflow as n8n holds it, and everything n8n adds to it. */
export function surroundings(installation: Installation, json: WorkflowJson, executionId: string) {
	const { connections } = json;
	const nodes = json.nodes.filter(({ type }) => type !== NOTE);
	for (const node of nodes.filter(({ type }) => type.startsWith(OURS))) {
		assertInForm(node, () => installation.nodes[node.type].description as INodeTypeDescription);
	}
	const settings = { executionOrder: 'v1' as const, ...json.settings };
	const workflow = new Workflow({
		id: 'workflow',
		name: json.name ?? 'Test',
		active: false,
		nodeTypes: new InstalledNodes(installation.nodes),
		settings,
		nodes,
		connections,
	});
	const base = { id: 'workflow', name: workflow.name, nodes, connections, settings };
	const additionalData = {
		credentialsHelper: new StoredCredentials(installation),
		hooks: new ExecutionLifecycleHooks('manual', executionId, base as unknown as IWorkflowBase),
		executionId,
		currentNodeExecutionIndex: 0,
		restApiUrl: 'http://localhost/rest',
		instanceBaseUrl: 'http://localhost/',
		webhookBaseUrl: 'http://localhost/webhook',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		webhookTestBaseUrl: 'http://localhost/webhook-test',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		variables: {},
		logAiEvent: () => {},
		setExecutionStatus: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;

	return { workflow, additionalData };
}

/** Prepares one execution in n8n's own engine. `run` starts it; its promise can be cancelled like the Stop button does. */
export function prepareExecution(
	installation: Installation,
	json: WorkflowJson,
	{
		executionId = `execution-${++executions}`,
		address = 'http://localhost',
		mode = 'manual' as WorkflowExecuteMode,
		userId = 'somebody',
		sendDataToUI = undefined as IWorkflowExecuteAdditionalData['sendDataToUI'],
	} = {},
) {
	const { workflow, additionalData } = surroundings(installation, json, executionId);
	additionalData.webhookWaitingBaseUrl = `${address}/webhook-waiting`;
	Object.assign(additionalData, { userId, sendDataToUI });
	return { executionId, run: () => runIn(additionalData, mode, workflow) };
}

type Running = ReturnType<WorkflowExecute['run']>;

/** Older engines take the workflow as the first of several arguments, and make the data of the run themselves. */
interface OlderEngine {
	run(workflow: Workflow): Running;
}

function runIn(
	additionalData: IWorkflowExecuteAdditionalData,
	mode: WorkflowExecuteMode,
	workflow: Workflow,
): Running {
	if (WorkflowExecute.prototype.run.length > 1) {
		const older = new WorkflowExecute(additionalData, mode) as unknown as OlderEngine;
		return older.run(workflow);
	}
	const execute = new WorkflowExecute(additionalData, mode, createRunExecutionData());
	return execute.run({ workflow });
}

/** Items that a node put out: on its main output, or on another one such as the error output (1). */
export function itemsOf(run: IRun, node: string, output = 0): INodeExecutionData[] {
	return run.data.resultData.runData[node]?.at(-1)?.data?.main?.[output] ?? [];
}
