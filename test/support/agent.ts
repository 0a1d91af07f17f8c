import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeParameters,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { KieAi } from '../../nodes/KieAi/KieAi.node';
import type { WorkflowJson } from './engine';
import { describedAs, plainNode } from './nodes';
import { type NodeSettings, kie } from './scenario';

interface Tool {
	invoke(args: IDataObject): Promise<string>;
}

/** What an AI Agent does with its tool: calls it with arguments, as often as it likes. Its item lists the replies. */
export const agentThat = (use: (tool: Tool) => Promise<string[]>): INodeType => ({
	description: describedAs('Agent', {
		inputs: [NodeConnectionTypes.Main, { type: NodeConnectionTypes.AiTool }],
	}),
	async execute(this: IExecuteFunctions) {
		const [tool] = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
		return [[{ json: { replies: await use(tool) } }]];
	},
});

/** The tool that n8n makes of a node that is usable as one: same node, another output. */
export class KieAiTool extends KieAi {
	constructor() {
		super();
		this.description = {
			...this.description,
			name: 'kieAiTool',
			inputs: [],
			outputs: [NodeConnectionTypes.AiTool],
		};
	}
}

/** Manual Trigger → Agent, with the Kie.ai node as its tool. */
export function agentWorkflow(parameters: INodeParameters, settings?: NodeSettings): WorkflowJson {
	const tool = { ...kie('Kie', parameters, settings), type: 'n8n-nodes-kie-ai.kieAiTool' };
	const to = (name: string, type: 'main' | 'ai_tool') => ({
		[type]: [[{ node: name, type, index: 0 }]],
	});
	return {
		nodes: [
			plainNode('Start', 'n8n-nodes-base.manualTrigger'),
			plainNode('Agent', 'test.agent'),
			tool,
		],
		connections: { Start: to('Agent', 'main'), Kie: to('Agent', 'ai_tool') },
	};
}
