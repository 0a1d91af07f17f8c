/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { INode, INodeParameters } from 'n8n-workflow';

import type { StoredCredential } from '../../tools/n8n/api/credentials';
import { withCredential, type WorkflowFile } from '../../tools/n8n/api/workflows';
import { PACKAGE_ROOT } from '../../tools/n8n/package/pack';

const NOTE = /stickyNote$/;

const isOurs = ({ type }: INode) => type.startsWith('n8n-nodes-kie-ai.');

/** An example with the credential chosen. */
export async function wholeExample(
	file: string,
	credential: StoredCredential,
): Promise<WorkflowFile> {
	const workflow = JSON.parse(await readFile(file, 'utf8')) as WorkflowFile;
	return withCredential(workflow, credential, isOurs);
}

/** An example without its notes: they are for reading, not for a small picture. */
export async function exampleAlone(
	name: string,
	credential: StoredCredential,
): Promise<WorkflowFile> {
	const file = join(PACKAGE_ROOT, 'examples', `${name}.json`);
	const workflow = await wholeExample(file, credential);
	return { ...workflow, nodes: workflow.nodes.filter(({ type }) => !NOTE.test(type)) };
}

const node = (
	[name, type]: [name: string, type: string],
	position: [number, number],
	parameters: INodeParameters,
	more: Partial<INode> = {},
): INode => ({ id: name, name, type, typeVersion: 1, position, parameters, ...more });

const START: INode = node(['Start', 'n8n-nodes-base.manualTrigger'], [0, 0], {});

/** A song whose failures leave by the second output. */
export function errorBranch(credential: StoredCredential): WorkflowFile {
	const nodes = [
		START,
		node(
			['Generate Music', 'n8n-nodes-kie-ai.kieAi'],
			[220, 0],
			{ resource: 'music', operation: 'generate', prompt: 'A song [sandbox: fail]' },
			{ onError: 'continueErrorOutput' },
		),
		node(['Send the Song', 'n8n-nodes-base.noOp'], [500, -100], {}),
		node(['Tell the Team', 'n8n-nodes-base.noOp'], [500, 100], {}),
	];
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const connections = {
		Start: { main: [to('Generate Music')] },
		'Generate Music': { main: [to('Send the Song'), to('Tell the Team')] },
	};
	return withCredential({ name: 'Error branch', nodes, connections }, credential, isOurs);
}

/** The trigger alone. */
export function triggerAlone(credential: StoredCredential): WorkflowFile {
	const nodes = [node(['Kie.ai Trigger', 'n8n-nodes-kie-ai.kieAiTrigger'], [0, 0], {})];
	return withCredential({ name: 'Trigger', nodes, connections: {} }, credential, isOurs);
}

/** One node for every form. */
export const allForms = (
	forms: Array<{ id: string; parameters: INodeParameters }>,
): WorkflowFile => ({
	name: 'Forms',
	nodes: forms.map(({ id, parameters }, i) =>
		node([id, 'n8n-nodes-kie-ai.kieAi'], [(i % 10) * 200, Math.floor(i / 10) * 200], parameters),
	),
	connections: {},
});
