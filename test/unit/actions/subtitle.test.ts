import { type INodeParameters, Workflow } from 'n8n-workflow';

import { resources } from '../../../nodes/KieAi/actions';
import { KieAi } from '../../../nodes/KieAi/KieAi.node';
import { plainNode } from '../../support/nodes';

/** What the editor shows under the name of the node. */
function subtitleFor(parameters: INodeParameters) {
	const node = plainNode('Kie.ai', 'kieAi', parameters);
	const type = new KieAi();
	const nodeTypes = { getByNameAndVersion: () => type } as never;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const { subtitle = '' } = type.description;
	return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
}

/** n8n cuts what is wider than 192 pixels: of the words here, some with 29 letters are. */
const LONGEST = 28;

const locator = (value: string) => ({ __rl: true as const, mode: 'list', value });

describe('the subtitle', () => {
	const operations = resources.flatMap(({ value: resource, operations: own }) =>
		own.map(({ value: operation, action }) => ({ resource, operation, action })),
	);

	it.each(operations)('says "$action"', ({ action, resource, operation }) => {
		const model = locator('');

		expect(subtitleFor({ resource, operation, model })).toBe(action);
	});

	it.each(operations)('fits under the node: "$action"', ({ action }) => {
		expect(action.length).toBeLessThanOrEqual(LONGEST);
	});

	it('names the model where one is chosen', () => {
		const any = { resource: 'image', operation: 'generateAny' };
		expect(subtitleFor({ ...any, model: locator('google/imagen4') })).toBe('google/imagen4');
		expect(subtitleFor({ resource: 'music', operation: 'generate', model: 'V5' })).toBe(
			'Generate music',
		);
	});
});
