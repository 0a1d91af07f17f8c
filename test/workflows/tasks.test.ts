import type { IDataObject } from 'n8n-workflow';

import { FAMILY_LABELS } from '../../nodes/kie/tasks/labels';
import type { FamilyName } from '../../nodes/kie/types';
import { itemsOf } from '../support/engine';
import { anyModel } from '../support/models';
import { Scenario, chainOf, generateMusic, kie } from '../support/scenario';

const get = (parameters = {}) => kie('Get', { resource: 'task', operation: 'get', ...parameters });
const wait = (parameters = {}) =>
	kie('Wait', { resource: 'task', operation: 'wait', ...parameters });

describe('looking after tasks', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	/** A task of each family of the chain, started elsewhere, so that only its id is known. */
	async function startedElsewhere(): Promise<Record<string, string>> {
		const run = await scenario.run(
			chainOf(
				generateMusic(),
				kie('Separate Vocals', { resource: 'audio', operation: 'separateVocals' }),
				kie('Generate MIDI', { resource: 'audio', operation: 'generateMidi' }),
			),
		);
		const idOf = (name: string) => itemsOf(run, name)[0].json.taskId as string;
		return {
			music: idOf('Generate Music'),
			stems: idOf('Separate Vocals'),
			midi: idOf('Generate MIDI'),
		};
	}

	it.each(['get', 'wait'])('%s finds the family of a bare task ID', async (operation) => {
		const ids = await startedElsewhere();

		for (const [family, taskId] of Object.entries(ids)) {
			const node = kie('Task', { resource: 'task', operation, taskId });
			const [item] = await scenario.output(node);
			expect(item.json).toMatchObject({
				taskId,
				taskType: FAMILY_LABELS[family as FamilyName],
				status: 'success',
			});
		}
	});

	it('a chosen task type is taken at its word', async () => {
		const { stems } = await startedElsewhere();
		const asked = scenario.sandbox.requests.length;

		const [item] = await scenario.output(
			get({
				taskId: stems,
				taskType: 'stems',
				downloadFiles: false,
			}),
		);

		expect(item.json).toMatchObject({ taskType: 'Vocal Separation', status: 'success' });
		expect(scenario.sandbox.requests).toHaveLength(asked + 1);
	});

	it.each(['get', 'wait'])('%s says so when no family knows the ID', async (operation) => {
		const error = await scenario.failure(
			kie('Task', { resource: 'task', operation, taskId: 'nobody' }),
		);

		expect(error.message).toBe('Kie.ai does not know a task with the ID "nobody"');
	});

	it('Get tells what a running task costs', async () => {
		const picture = anyModel('image', 'nano-banana-pro', { prompt: 'A cat' });
		picture.parameters.waitForCompletion = 'no';
		const run = await scenario.run(chainOf(picture, get()));

		const [{ credits }] = scenario.sandbox.ledger.payments;
		const [{ json }] = itemsOf(run, 'Get');
		expect(json).toMatchObject({ status: 'pending', creditsConsumed: credits });
	});

	it('Get shows a task at work without waiting for it', async () => {
		const run = await scenario.run(chainOf(generateMusic({ waitForCompletion: 'no' }), get()));

		expect(itemsOf(run, 'Get')[0].json).toMatchObject({ status: 'pending', stage: 'PENDING' });
		expect(scenario.requests('/api/v1/generate/record-info')).toBe(1);
	});

	it('Get shows a failed task as data, Wait as an error', async () => {
		scenario.sandbox.next('/api/v1/generate', { end: 'GENERATE_AUDIO_FAILED', seconds: 5 });
		const run = await scenario.run(chainOf(generateMusic({}, { onError: 'continueErrorOutput' })));
		const { taskId } = (itemsOf(run, 'Generate Music', 1)[0].json as { error: IDataObject }).error;

		const [seen] = await scenario.output(get({ taskId }));
		const error = await scenario.failure(wait({ taskId }));

		expect(seen.json).toMatchObject({ taskId, taskType: 'Music', status: 'failed' });
		expect(seen.json.failure).toMatchObject({ message: error.message });
		expect(seen.json).not.toHaveProperty('error');
	});

	it('adds the raw record on request', async () => {
		const [item] = await scenario.output(generateMusic({ options: { includeRecord: true } }));

		expect(item.json.record).toMatchObject({ taskId: item.json.taskId, status: 'SUCCESS' });
	});

	it('splits a song into its tracks, each with its own audio ID and file', async () => {
		const output = await scenario.output(generateMusic({ options: { splitIntoItems: true } }));

		expect(output).toHaveLength(2);
		const ids = output.map(({ json }) => json.audioId);
		expect(new Set(ids).size).toBe(2);
		for (const { json, pairedItem } of output) {
			expect(json.files).toEqual([expect.objectContaining({ audioId: json.audioId })]);
			expect(json.taskId).toBe(scenario.sandbox.ledger.payments[0].taskId);
			expect(pairedItem).toEqual({ item: 0 });
		}
	});

	it('tells how many credits are left', async () => {
		const credits = kie('Credits', { resource: 'account', operation: 'getCredits' });
		const [before] = await scenario.output(credits);
		await scenario.output(generateMusic());
		const [after] = await scenario.output(credits);

		const [{ credits: price }] = scenario.sandbox.ledger.payments;
		const left = (before.json.credits as number) - price;
		expect(after.json).toEqual({ credits: left, usd: expect.closeTo(left * 0.005) });
	});

	it('calls back where the node or, without it, the credential says', async () => {
		scenario.credential = { callbackUrl: 'https://example.com/credential' };
		await scenario.output(generateMusic());
		await scenario.output(generateMusic({ options: { callbackUrl: 'https://example.com/node' } }));
		scenario.credential = {};

		const urls = scenario.sandbox.ledger.payments.map(
			({ body }) => (body as IDataObject).callBackUrl,
		);
		expect(urls).toEqual(['https://example.com/credential', 'https://example.com/node']);
	});
});
