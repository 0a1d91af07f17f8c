import { type INodeExecutionData, Workflow } from 'n8n-workflow';

import { ITEM_FILE } from '../../../nodes/KieAi/actions/fields';
import { plainNode } from '../../support/nodes';

/** What the editor shows below a field for a file that nobody has touched. */
function shownFor(item: INodeExecutionData): unknown {
	const node = plainNode('Kie.ai', 'kieAi', {});
	const nodeTypes = { getByNameAndVersion: () => ({ description: { properties: [] } }) } as never;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.resolveSimpleParameterValue(
		ITEM_FILE,
		{},
		null,
		0,
		0,
		node.name,
		[item],
		'manual',
		{},
	);
}

const photo = { data: '', mimeType: 'image/jpeg' };

describe('a field for a file that nobody has touched', () => {
	it.each([
		[
			'the address of a result',
			{ json: { url: 'https://a.example/b.png' } },
			'https://a.example/b.png',
		],
		['the address before the file', { json: { url: 'u' }, binary: { data: photo } }, 'u'],
		['the binary field of a form', { json: {}, binary: { Photo: photo } }, 'Photo'],
		['nothing where there is none', { json: {} }, undefined],
	])('shows %s', (_, item, expected) => {
		expect(shownFor(item)).toBe(expected);
	});
});
