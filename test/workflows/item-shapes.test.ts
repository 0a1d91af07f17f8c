import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { families } from '../../nodes/kie/tasks/families';
import { FAMILY_LABELS } from '../../nodes/kie/tasks/labels';
import { itemsOf } from '../support/engine';
import { BRANCHES, type Step, nodeName, withNext } from '../support/family-steps';
import { Scenario, chainOf, kie } from '../support/scenario';
import { TriggerHost } from '../support/trigger-host';
import { WaitingN8n } from '../support/waiting';

const KEY = 'test-webhook-hmac-key';

/** From a first operation to one that nothing continues. */
const pathsFrom = (step: Step): Step[][] =>
	step.next.length === 0 ? [[step]] : step.next.flatMap(pathsFrom).map((rest) => [step, ...rest]);

const paths = BRANCHES.flatMap(pathsFrom);

/** Keys in their order and types of values, all the way down; an entry stands for its list. */
function shapeOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
	if (typeof value !== 'object' || value === null) return typeof value;
	return Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]);
}

const shapes = (items: INodeExecutionData[]) =>
	items.map(({ json, binary }) => ({
		json: shapeOf(json),
		files: Object.entries(binary ?? {}).map(([field, { mimeType }]) => [field, mimeType]),
	}));

describe('items of the same task', () => {
	const scenario = new Scenario();
	const prompts = [{ prompt: 'A calm evening' }];
	const n8n = new WaitingN8n(() => scenario.installation(prompts));
	let host: TriggerHost;
	let executions = 0;

	beforeEach(async () => {
		await scenario.open({ hmacKey: KEY });
		scenario.credential = { webhookHmacSecret: KEY };
		host = new TriggerHost(() => scenario.installation());
		await host.open();
		await n8n.open();
	});
	afterEach(async () => {
		await host.close();
		await n8n.close();
		await scenario.close();
	});

	const chainWith = (path: Step[], parameters: INodeParameters) =>
		chainOf(
			...path.map((step) => {
				const { resource, operation, parameters: own } = step;
				return kie(nodeName(step), { resource, operation, ...own, ...parameters });
			}),
		);

	it('are compared for every family that Kie.ai calls back about', () => {
		const calling = families.filter(({ callback }) => callback).map(({ name }) => name);

		expect(new Set(BRANCHES.flatMap(withNext).map(({ family }) => family))).toEqual(
			new Set(calling),
		);
	});

	it.each(paths.map((path) => [path.map(nodeName).join(' → '), path] as const))(
		'%s: the action node, the trigger and a resumed execution give the same',
		async (_title, path) => {
			const callbackUrl = { options: { callbackUrl: host.url } };
			const polled = await scenario.run(chainWith(path, callbackUrl), prompts);
			await scenario.sandbox.callbacks.idle();
			const byCallback = chainWith(path, { waitForCompletion: 'callback' });
			const { end } = await n8n.start(byCallback, `shapes-${++executions}`);
			const resumed = await end;

			for (const step of path) {
				const items = itemsOf(polled, nodeName(step));
				const { json } = items[0];
				const emitted = host.executions.filter(([item]) => item.json.taskId === json.taskId);

				expect(json.taskType).toBe(FAMILY_LABELS[step.family]);
				expect(emitted.map(([item]) => item.json)).toEqual([json]);
				expect(shapes(emitted.flat())).toEqual(shapes(items));
				expect(shapes(itemsOf(resumed, nodeName(step)))).toEqual(shapes(items));
			}
		},
	);

	it('begin with what people map and end with the type of the task', async () => {
		const keysOf = async (path: Step[]) => {
			const items = itemsOf(await scenario.run(chainWith(path, {}), prompts), nodeName(path[0]));
			return Object.keys(items[0].json as IDataObject);
		};
		const [[song], , , , lyrics] = paths;

		expect(await keysOf([song])).toEqual([
			...['url', 'fileName', 'title', 'files', 'tracks', 'audioId'],
			...['status', 'model', 'taskId', 'createdAt', 'expiresAt', 'taskType'],
		]);
		expect((await keysOf(lyrics)).slice(0, 4)).toEqual(['title', 'text', 'lyrics', 'files']);
	});
});
