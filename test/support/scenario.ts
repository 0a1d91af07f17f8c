import type { IDataObject, INode, INodeExecutionData, INodeParameters, IRun } from 'n8n-workflow';

import { KieAiApi } from '../../credentials/KieAiApi.credentials';
import { KieAi } from '../../nodes/KieAi/KieAi.node';
import { type Installation, type WorkflowJson, itemsOf, prepareExecution } from './engine';
import { manualTrigger } from './manual-trigger';
import { plainNode } from './nodes';
import { assertInForm } from './parameters';
import { VirtualClock } from './virtual-clock';
import { World } from './world';

export type NodeSettings = Partial<
	Pick<INode, 'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'executeOnce'>
>;

/** A Kie.ai node of a test workflow. @throws {Error} for a parameter that its form does not have */
export function kie(name: string, parameters: INodeParameters, settings: NodeSettings = {}): INode {
	const node = plainNode(name, 'n8n-nodes-kie-ai.kieAi', parameters);
	assertInForm(node, () => new KieAi().description);
	const credentials = { kieAiApi: { id: 'kie-ai', name: 'Kie.ai account' } };
	return { ...node, credentials, ...settings };
}

/** Generate Music with the fewest fields, and whatever a test wants to add. In Custom Mode the form has no prompt. */
export const generateMusic = (
	parameters: INodeParameters = {},
	settings?: NodeSettings,
	name = 'Generate Music',
): INode =>
	kie(
		name,
		{
			resource: 'music',
			operation: 'generate',
			...(parameters.customMode !== true && { prompt: 'A calm piano song' }),
			...parameters,
		},
		settings,
	);

/** Separate Vocals of an audio file that has to be uploaded first. */
export const separateOwnFile = (): INode =>
	kie('Separate', {
		resource: 'audio',
		operation: 'separateVocals',
		source: 'url',
		audioUrl: `data:audio/mpeg;base64,${Buffer.from('ID3 a song').toString('base64')}`,
	});

/** Chat > Send Message with the fewest fields, and whatever a test wants to add. `options` are those of the collection. */
export const sendMessage = (
	parameters: INodeParameters = {},
	options: INodeParameters = {},
	settings?: NodeSettings,
): INode =>
	kie(
		'Chat',
		{
			resource: 'chat',
			operation: 'sendMessage',
			message: 'Say pong',
			options: options,
			...parameters,
		},
		settings,
	);

/** A manual trigger followed by the nodes, one after the other. */
export function chainOf(...nodes: INode[]): WorkflowJson {
	const all = [plainNode('Start', 'n8n-nodes-base.manualTrigger'), ...nodes];
	const links = nodes.map((node, i) => [
		all[i].name,
		{ main: [[{ node: node.name, type: 'main' as const, index: 0 }]] },
	]);
	return { nodes: all, connections: Object.fromEntries(links) };
}

/** A world with n8n's engine in it, where time passes while everybody sleeps. */
export class Scenario extends World {
	/** Credential fields laid over the sandbox's own. */
	credential: IDataObject = {};

	constructor() {
		super(new VirtualClock());
	}

	/** Everything a workflow may use; `nodes` are added to it. */
	installation(items?: IDataObject[], nodes: Installation['nodes'] = {}): Installation {
		const { apiKey, url } = this.sandbox;
		const hosts = { apiKey, apiHost: url, uploadHost: url };
		return {
			nodes: {
				'n8n-nodes-base.manualTrigger': manualTrigger(items),
				'n8n-nodes-kie-ai.kieAi': new KieAi(),
				...nodes,
			},
			credentialTypes: { kieAiApi: new KieAiApi() },
			credentials: { kieAiApi: { ...hosts, ...this.credential } as never },
		};
	}

	/** Runs a workflow to its end. `items` is what its trigger emits. */
	async run(workflow: WorkflowJson, items?: IDataObject[]): Promise<IRun> {
		return await prepareExecution(this.installation(items), workflow).run();
	}

	/** Runs one Kie.ai node. @throws {Error} the workflow's error, where it ended in one. */
	async output(node: INode, items?: IDataObject[]): Promise<INodeExecutionData[]> {
		const run = await this.run(chainOf(node), items);
		if (run.data.resultData.error) throw run.data.resultData.error;
		return itemsOf(run, node.name);
	}

	/** Runs one Kie.ai node that must fail, and gives its error. */
	async failure(node: INode, items?: IDataObject[]) {
		const run = await this.run(chainOf(node), items);
		const { error } = run.data.resultData;
		if (!error) throw new Error(`${node.name} was expected to fail, but it succeeded`);
		return error as Error & { description?: string; httpCode?: string; context: IDataObject };
	}
}
