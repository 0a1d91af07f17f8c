import { Workflow } from 'n8n-workflow';

import { subtitle, triggerPanel } from '../../../nodes/KieAiTrigger/panel';
import { KieAiTrigger } from '../../../nodes/KieAiTrigger/KieAiTrigger.node';
import { plainNode } from '../../support/nodes';

describe('what the editor shows of the trigger', () => {
	const subtitleFor = (events: unknown) => {
		const node = plainNode('Trigger', 'kieAiTrigger', { events } as never);
		const types = { getByNameAndVersion: () => new KieAiTrigger() };
		const workflow = new Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: types as never,
		});
		return workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {});
	};

	it.each([
		[['success', 'failure', 'other'], 'Task Finished, Task Failed, Other Callback'],
		[['first'], 'First Track Ready'],
		['success', 'Task Finished'],
		[[], ''],
	])('says in words what it starts for: %j', (events, expected) => {
		expect(subtitleFor(events)).toBe(expected);
	});

	it('says in three steps what is to be done', () => {
		const { executionsHelp } = triggerPanel as { executionsHelp: Record<string, string> };
		for (const help of [executionsHelp.active, executionsHelp.inactive]) {
			expect(help.match(/<b>\d\.<\/b>/g)).toEqual(['<b>1.</b>', '<b>2.</b>', '<b>3.</b>']);
			expect(help).toContain('Production URL');
			expect(help).toContain('Default Callback URL');
			expect(help).toContain('reachable from the internet');
		}
	});

	it('names the button that n8n shows for testing', () => {
		const { executionsHelp } = triggerPanel as { executionsHelp: Record<string, string> };

		expect(executionsHelp.inactive).toContain('click "Execute step"');
	});
});
