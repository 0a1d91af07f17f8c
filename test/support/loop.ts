import {
	type IExecuteFunctions,
	type INode,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';

import type { WorkflowJson } from './engine';
import { describedAs, plainNode } from './nodes';

/** Runs the nodes after its second output a number of times, with the same item; its type is `test.loop`. */
export const loopOf = (times: number): INodeType => {
	let done = 0;
	return {
		description: describedAs('Loop', {
			outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		}),
		async execute(this: IExecuteFunctions) {
			const item = { json: { prompt: 'A song' }, pairedItem: 0 };
			return ++done <= times ? [[], [item]] : [[item], []];
		},
	};
};

/** A workflow in which such a loop runs one node. */
export function loopWith(node: INode): WorkflowJson {
	const to = (name: string) => [{ node: name, type: NodeConnectionTypes.Main, index: 0 }];
	return {
		nodes: [
			plainNode('Start', 'n8n-nodes-base.manualTrigger'),
			plainNode('Loop', 'test.loop'),
			node,
		],
		connections: {
			Start: { main: [to('Loop')] },
			Loop: { main: [[], to(node.name)] },
			[node.name]: { main: [to('Loop')] },
		},
	};
}
