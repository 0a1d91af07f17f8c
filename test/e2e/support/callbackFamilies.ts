import type { INodeParameters } from 'n8n-workflow';

import { type Step, nodeName, withNext } from '../../support/family-steps';
import type { StoredCredential } from '../../tools/n8n/api/credentials';
import type { WorkflowFile } from '../../tools/n8n/api/workflows';
import { kieNodes, line, start } from './callbackWorkflows';

/** A step and those that go on from its result, which come to its main output; its failures come to the error output. */
export function branch(
	path: string,
	credential: StoredCredential,
	first: Step,
	options: INodeParameters,
): WorkflowFile {
	const kie = kieNodes(credential);
	const steps = withNext(first);
	const nodes = steps.map((step) => {
		const { resource, operation, parameters } = step;
		const made = kie(nodeName(step), { resource, operation, ...parameters, options });
		return { ...made, onError: 'continueErrorOutput' as const };
	});
	const begin = line(path, [...start(path), nodes[0]]);
	const connections = Object.fromEntries(
		steps.map((step) => [nodeName(step), { main: [step.next.map(linkTo)] }]),
	);
	return {
		...begin,
		nodes: [...begin.nodes, ...nodes.slice(1)],
		connections: { ...begin.connections, ...connections },
	};
}

const linkTo = (step: Step) => ({ node: nodeName(step), type: 'main' as const, index: 0 });
