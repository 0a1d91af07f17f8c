/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { type INode, type INodeProperties, NodeHelpers } from 'n8n-workflow';

import { KieAi } from '../../nodes/KieAi/KieAi.node';
import { type WorkflowJson, itemsOf } from '../support/engine';
import { Scenario } from '../support/scenario';

const FOLDER = resolve(__dirname, '../../examples');
const NOTE = 'n8n-nodes-base.stickyNote';
const OURS = /^n8n-nodes-kie-ai\.kieAi(Tool)?$/;
const TRIGGER = 'n8n-nodes-base.manualTrigger';

const EXAMPLES = readdirSync(FOLDER)
	.filter((name) => name.endsWith('.json'))
	.map((name) => {
		const text = readFileSync(join(FOLDER, name), 'utf8');
		return [name, JSON.parse(text) as WorkflowJson] as const;
	});

const isAlone = ([, { nodes }]: (typeof EXAMPLES)[number]) =>
	nodes.every(({ type }) => [TRIGGER, NOTE].includes(type) || OURS.test(type));

/** Example workflows for nothing but a manual trigger and this package. */
const ALONE = EXAMPLES.filter(isAlone);

const { description } = new KieAi();

/** The names of a node's parameters that no field of the form has, with those in its collection of options. */
function unknownParameters(node: INode): string[] {
	const { properties } = description;
	const filled = NodeHelpers.getNodeParameters(
		...([properties, node.parameters, true, false, node, description] as const),
	);
	const isShown = (property: INodeProperties) =>
		NodeHelpers.displayParameter(filled ?? {}, property, node, description);
	const shown = properties.filter(isShown);
	const options = shown.find(({ name }) => name === 'options')?.options ?? [];
	const ofTools = ['descriptionType', 'toolDescription'];
	const known = [...shown.map(({ name }) => name), ...ofTools];
	const added = options.map(({ name }) => name);
	return [
		...Object.keys(node.parameters).filter((name) => !known.includes(name)),
		...Object.keys(node.parameters.options ?? {}).filter((name) => !added.includes(name)),
	];
}

const numbered = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

/** What the README says of the work that an example takes. */
function workOf({ nodes }: WorkflowJson): string {
	const ours = nodes.filter(({ type }) => /^n8n-nodes-kie-ai\.kieAi/.test(type));
	const mappings = JSON.stringify(ours.map(({ parameters }) => parameters)).match(/[:,[]"=/g) ?? [];
	return `${numbered(ours.length, 'node')}, ${numbered(mappings.length, 'mapping')}`;
}

describe.each(EXAMPLES)('%s', (name, example) => {
	it('says what it does, what to choose and what it costs', () => {
		const notes = example.nodes.filter(({ type }) => type === NOTE);
		const words = notes.map(({ parameters }) => parameters.content).join('\n');

		expect(words).toMatch(/What it does\n.+\n\n\*\*Choose:\*\* .+\n\n\*\*Cost:\*\* .+/);
	});

	it('is in the list, with the work it takes', () => {
		const lines = readFileSync(join(FOLDER, 'README.md'), 'utf8').split('\n');

		expect(lines.find((line) => line.includes(`(${name})`))).toContain(`| ${workOf(example)} `);
	});

	it('names credentials and holds none', () => {
		const credentials = example.nodes.flatMap((node) => Object.values(node.credentials ?? {}));

		for (const { id, name: label } of credentials) {
			expect(['', 'kie-ai']).toContain(id);
			expect(label).toMatch(/ account$/);
		}
	});

	it('sets nothing that the form does not have', () => {
		const nodes = example.nodes.filter(({ type }) => OURS.test(type));

		for (const node of nodes) expect([node.name, unknownParameters(node)]).toEqual([node.name, []]);
	});
});

describe('an example of our nodes alone runs to its end', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	it.each(ALONE)('%s', async (_name, example) => {
		const run = await scenario.run(example);

		expect(run.data.resultData.error).toBeUndefined();
		for (const { name } of example.nodes.filter(({ type }) => OURS.test(type))) {
			const items = itemsOf(run, name);
			expect([name, items.length]).not.toEqual([name, 0]);
			for (const { json } of items) expect(json.error).toBeUndefined();
		}
	});
});
