import { snapshotModel } from '../../../nodes/kie/catalogue/snapshot';
import type { Model } from '../../../nodes/kie/catalogue/model';
import { newModel } from '../../support/models';
import { VirtualClock } from '../../support/virtual-clock';
import { World } from '../../support/world';
import type { Fact } from '../../tools/live/fact';
import { runLiveCheck } from '../../tools/live/run';

/** Enough for everything that the check buys, at the sandbox's prices. */
const ENOUGH = 60;
const ABOUT_MODELS = ['model-list', 'model-prices', 'schemas'];

describe('the live check, against the sandbox', () => {
	const world = new World(new VirtualClock());
	beforeEach(async () => await world.open());
	afterEach(async () => await world.close());

	const check = async (spend = 0, ...only: string[]): Promise<Fact[]> => {
		const { url, apiKey } = world.sandbox;
		const hosts = { api: url, upload: url };
		return await runLiveCheck({
			apiKey,
			hosts,
			spend,
			only: only.length > 0 ? only : undefined,
			onFact: () => undefined,
		});
	};
	const contradicted = (facts: Fact[]) => facts.filter(({ verdict }) => verdict === 'contradicted');
	const known = (id: string) => snapshotModel(id) as Model;

	it('confirms everything that it can ask, the paid things included', async () => {
		const facts = await check(ENOUGH);

		expect(contradicted(facts)).toEqual([]);
		const open = facts.filter(({ verdict }) => verdict === 'unknown');
		expect(open.filter(({ name }) => !name.startsWith('price of '))).toEqual([]);
		expect(facts.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['notes: finished with a result', 'gpt-6-luna: answers']),
		);
	});

	it('finds a new model, one that is gone, a field, a choice and a price', async () => {
		const { discovery } = world.sandbox;
		const image = known('z-image');
		discovery.offer(newModel([{ name: 'prompt', type: 'string', required: true }]));
		discovery.withdraw('nano-banana-pro');
		discovery.withdraw('claude-haiku-4-5');
		discovery.offer({ ...image, price: '1.2 credits/image', fields: changed(image) });

		expect(contradicted(await check(0, ...ABOUT_MODELS))).toEqual([
			{
				...{ name: 'model maker/new-model', verdict: 'contradicted' },
				...{ expected: 'not known', found: 'offered' },
			},
			expect.objectContaining({ name: 'model nano-banana-pro', found: 'not listed' }),
			expect.objectContaining({ name: 'chat model claude-haiku-4-5', found: 'not listed' }),
			expect.objectContaining({
				...{ name: 'price of z-image' },
				...{ expected: '0.8 credits/image', found: '1.2 credits/image' },
			}),
			expect.objectContaining({ name: 'schema of z-image: field colour' }),
			expect.objectContaining({ name: 'schema of z-image: enum of aspect_ratio' }),
		]);
	});

	it('finds a status word that nobody knows, and says which are known', async () => {
		world.sandbox.setOutcome('/api/v1/lyrics', { stay: 'PENDING', patch: { status: 'DREAMING' } });

		const facts = await check(ENOUGH, 'paid');
		expect(contradicted(facts)).toEqual([
			expect.objectContaining({
				...{ name: 'lyrics: status word DREAMING', found: 'DREAMING' },
				...{ expected: expect.stringContaining('PENDING') },
			}),
		]);
		expect(facts).toContainEqual(
			expect.objectContaining({ name: 'lyrics: finished with a result', verdict: 'unknown' }),
		);
	});

	it.each([
		['unknown-ids', '/api/v1/lyrics/record-info', 'unknown id as family lyrics'],
		['uploads', '/api/file-base64-upload', 'names in the answer of /api/file-base64-upload'],
		['wrong-key', '/xai/v1/models', 'wrong key at /xai/v1/models'],
		['chat-listings', '/openai/v1/models', 'models listed at /openai/v1'],
	])('%s: finds that %s answers otherwise', async (part, path, name) => {
		world.sandbox.faults.add({ kind: 'code', code: 500, path, times: 100 });
		const names = contradicted(await check(0, part)).map((fact) => fact.name);
		expect(names).toContain(name);
	});

	it('spends no more than it may', async () => {
		world.sandbox.setOutcome('/api/v1/jobs/createTask', { credits: 0.8 });
		const facts = await check(2, 'paid');
		const { payments } = world.sandbox.ledger;
		expect(payments.reduce((sum, { credits }) => sum + credits, 0)).toBeLessThanOrEqual(2);
		expect(facts).toContainEqual(
			expect.objectContaining({
				...{ name: 'song', verdict: 'unknown' },
				found: expect.stringContaining('not bought'),
			}),
		);
	});

	it('knows its parts', async () => {
		await expect(check(0, 'prices')).rejects.toThrow('there are balance, ');
	});

	it('pays nothing when it is not told to', async () => {
		await check(0, 'balance', 'wrong-key', 'unknown-ids', 'uploads', 'paid');
		expect(world.sandbox.ledger.payments).toEqual([]);
	});

	const changed = (model: Model) => [
		{ name: 'colour', type: 'string' as const },
		...model.fields.map((field) =>
			field.name === 'aspect_ratio' ? { ...field, enum: [...(field.enum ?? []), '21:9'] } : field,
		),
	];
});
