import { resources } from '../../../nodes/KieAi/actions';
import { type FormField, mainFields } from '../../../nodes/KieAi/actions/form';
import type { Operation } from '../../../nodes/KieAi/actions/operation';
import { SCENE_TIMEOUT_MS, Stage } from '../support/stage';

jest.setTimeout(SCENE_TIMEOUT_MS);

const forms = resources.flatMap(({ value: resource, name, operations }) =>
	operations.map((operation) => ({
		title: `${name} ${operation.name}`,
		id: `${resource}-${operation.value}`,
		resource,
		operation,
	})),
);

/** The labels a newcomer should see: what always applies, and what applies with the defaults. */
function expectedLabels(operation: Operation): string[] {
	const fields = mainFields(operation);
	const initial = new Map(fields.map(({ property }) => [property.name, property.default]));
	const applies = (field: FormField): boolean =>
		Object.entries(field.when ?? {}).every(([name, allowed]) => {
			const other = fields.find(({ property }) => property.name === name);
			return (
				(allowed as unknown[]).includes(initial.get(name)) &&
				(other === undefined || applies(other))
			);
		});
	// The fields of a model have labels of their own.
	return fields
		.filter(applies)
		.filter(({ property }) => property.type !== 'resourceMapper')
		.map(({ property }) => property.displayName);
}

describe('the form of every operation', () => {
	let stage: Stage;
	let workflowId: string;
	beforeAll(async () => {
		stage = await Stage.open();
		const workflow = await stage.api.workflows.create({
			name: 'Forms',
			nodes: forms.map(({ id, resource, operation }, i) => ({
				id,
				name: id,
				type: 'n8n-nodes-kie-ai.kieAi',
				typeVersion: 1,
				position: [(i % 10) * 200, Math.floor(i / 10) * 200],
				parameters: { resource, operation: operation.value },
			})),
			connections: {},
		});
		workflowId = workflow.id;
	});
	afterAll(async () => await stage?.close());

	it.each(forms)(
		'$title shows its fields in order, and nothing that does not apply',
		async (form) => {
			await stage.scene(async () => {
				const node = await stage.editor.openNode(workflowId, form.id);
				await node.parameter('operation').waitFor();

				await stage.editor.photograph(`form ${form.title}`);

				const labels = await node.labels();
				const own = labels.slice(labels.indexOf('Operation') + 1);
				const expected = expectedLabels(form.operation);
				expect(own.slice(0, expected.length)).toEqual(expected);
				// What an empty list or an empty collection shows of itself.
				const rest = own.slice(expected.length).filter((label) => !/^Options|^File/.test(label));
				expect(rest).toEqual([]);
			})();
		},
	);
});
