import { Catalogue } from '../../../nodes/kie/catalogue/catalogue';
import { problemsOf } from '../../../nodes/kie/catalogue/check';
import { shapeFrom } from '../../../nodes/kie/catalogue/openapi';
import { snapshot } from '../../../nodes/kie/catalogue/snapshot';
import { connectionFor } from '../../support/connection';
import { liveModels } from '../../tools/catalogue/live';
import examples from '../../facts/model-examples.json';
import type { Input } from '../../support/fill-model';
import { newModel } from '../../support/models';
import { Scenario } from '../../support/scenario';

const exampleOf = (id: string) => (examples as Record<string, Input>)[id];

describe('the live catalogue', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const catalogue = () => {
		const { apiKey, url } = scenario.sandbox;
		return new Catalogue(connectionFor(apiKey, url));
	};
	const asked = () => scenario.sandbox.requests.length;

	it('describes every model of the snapshot so that its example fits', async () => {
		const { models } = await liveModels('sandbox-key', () => undefined, scenario.sandbox.url);

		expect(models.map(({ id }) => id).sort()).toEqual(snapshot.map(({ id }) => id));
		for (const model of models) {
			const problems = problemsOf(model, exampleOf(model.id), String).filter(({ soft }) => !soft);
			expect({ id: model.id, problems }).toEqual({ id: model.id, problems: [] });
		}
		const codes = scenario.sandbox.requests.map(({ code }) => code);
		expect(new Set(codes)).toEqual(new Set([200]));
	});

	it('asks at most once per second, and once for the same thing', async () => {
		const one = catalogue();
		await Promise.all([
			one.list(),
			one.list(),
			one.price('nano-banana-pro'),
			one.describe('nano-banana-pro'),
		]);
		const times = scenario.sandbox.requests.map(({ at }) => at);
		expect(times).toHaveLength(3);
		expect(times[1] - times[0]).toBeGreaterThanOrEqual(1000);
		expect(times[2] - times[1]).toBeGreaterThanOrEqual(1000);
	});

	it('lets nobody in the editor wait for the pace: the snapshot at once, Kie.ai for the next time', async () => {
		const { apiKey, url } = scenario.sandbox;
		const editor = new Catalogue(connectionFor(apiKey, url), { isImpatient: true });
		const sources = async (...ids: string[]) => {
			const start = scenario.clock.now();
			const found: unknown[] = [];
			for (const id of ids) found.push((await editor.describe(id))?.source);
			return { found, waited: scenario.clock.now() - start };
		};
		expect(await sources('nano-banana-pro', 'bytedance/seedance-2', 'nano-banana-2')).toEqual({
			found: ['live', 'snapshot', 'snapshot'],
			waited: 0,
		});
		expect(await sources('bytedance/seedance-2')).toEqual({ found: ['snapshot'], waited: 0 });
		await scenario.clock.sleep(3_000);
		expect(asked()).toBe(2);
		expect(await sources('bytedance/seedance-2', 'nano-banana-2', 'nano-banana-pro')).toEqual({
			found: ['live', 'live', 'live'],
			waited: 0,
		});
	});

	it('waits in the editor for a model that the snapshot does not know', async () => {
		const { apiKey, url } = scenario.sandbox;
		const editor = new Catalogue(connectionFor(apiKey, url), { isImpatient: true });
		scenario.sandbox.discovery.offer(newModel([{ name: 'prompt', type: 'string' }]));
		await editor.describe('nano-banana-pro');
		expect(await editor.describe('maker/new-model')).toMatchObject({ source: 'live' });
	});

	it('waits when Kie.ai says that it is asked too often', async () => {
		scenario.sandbox.faults.add({ kind: 'code', code: 429, path: /models/, times: 2 });
		expect(await catalogue().list()).toMatchObject({ source: 'live' });
		expect(asked()).toBe(3);
	});

	it('falls back to the snapshot when Kie.ai stays busy, and asks again later', async () => {
		scenario.sandbox.faults.add({ kind: 'code', code: 429, path: /models/, times: 3 });
		const one = catalogue();
		expect(await one.list()).toMatchObject({ source: 'snapshot', reason: expect.any(String) });
		expect(await one.list()).toMatchObject({ source: 'snapshot' });
		expect(asked()).toBe(3);
		await scenario.clock.sleep(31_000);
		expect(await one.list()).toMatchObject({ source: 'live' });
	});

	it('lets the next question go ahead when it gave one up', async () => {
		scenario.sandbox.faults.add({ kind: 'code', code: 429, path: /models/, times: 3 });
		const one = catalogue();
		await one.list();
		expect(await one.price('nano-banana-pro')).toMatchObject({ value: expect.any(String) });
		const [, , refused, next] = scenario.sandbox.requests.map(({ at }) => at);
		expect(next - refused).toBeLessThan(2000);
	});

	it('uses the snapshot without a connection', async () => {
		const offline = new Catalogue();
		expect((await offline.list()).models).toHaveLength(
			snapshot.filter(({ status }) => status === 'live').length,
		);
		expect(await offline.describe('nano-banana-pro')).toMatchObject({ source: 'snapshot' });
		expect(await offline.describe('no/such-model')).toBeUndefined();
		expect(await offline.price('nano-banana-pro')).toEqual({ reason: expect.any(String) });
	});

	it('describes a model that only Kie.ai knows', async () => {
		scenario.sandbox.discovery.offer(
			newModel([{ name: 'prompt', type: 'string', required: true, maxLength: 9 }]),
		);
		expect((await catalogue().describe('maker/new-model'))?.model).toMatchObject({
			title: 'New Model',
			fields: [{ name: 'prompt', required: true, maxLength: 9 }],
		});
	});
});

describe('reading an OpenAPI document', () => {
	const documentOf = (input: object, schemas: object = {}) => ({
		paths: {
			'/api/v1/jobs/createTask': {
				post: {
					requestBody: {
						content: { 'application/json': { schema: { properties: { input } } } },
					},
				},
			},
		},
		components: { schemas },
	});

	it('follows references with percent-encoded names, and trims names of fields', () => {
		const shape = shapeFrom(
			documentOf(
				{ $ref: '#/components/schemas/the%20input' },
				{
					'the input': {
						properties: { 'image_urls ': { $ref: '#/components/schemas/list' } },
						required: ['image_urls '],
					},
					list: { type: 'array', items: { type: 'string' }, maxItems: 3 },
				},
			),
		);
		expect(shape?.fields).toEqual([
			{
				name: 'image_urls',
				type: 'array',
				items: { type: 'string' },
				maxItems: 3,
				media: 'file',
				acceptsAssetId: true,
				required: true,
			},
		]);
	});

	it('merges allOf and reads oneOf as variants', () => {
		const shape = shapeFrom(
			documentOf({
				allOf: [{ properties: { prompt: { type: 'string' } }, required: ['prompt'] }, 'nonsense'],
				oneOf: [
					{ title: 'Task', properties: { task_id: { type: 'string' } }, required: ['task_id'] },
					{ properties: { url: { type: 'string' } }, required: ['url'] },
				],
			}),
		);
		expect(shape?.fields.map(({ name }) => name)).toEqual(['prompt', 'task_id', 'url']);
		expect(shape?.variants).toEqual([
			{ name: 'Task', required: ['prompt', 'task_id'] },
			{ name: 'form 2', required: ['prompt', 'url'] },
		]);
	});

	it('takes no pattern from outside, which may take for ever on a text', () => {
		const properties = { p: { type: 'string', pattern: '(a+)+$' } };
		const shape = shapeFrom(documentOf({ $ref: '#/components/schemas/a' }, { a: { properties } }));
		expect(shape?.fields).toEqual([{ name: 'p', type: 'string' }]);
	});

	it('ignores limits that cannot be used, and circles', () => {
		const shape = shapeFrom(
			documentOf(
				{ $ref: '#/components/schemas/a' },
				{
					a: {
						properties: {
							n: { type: ['integer', 'null'], minimum: 'one', maximum: 3 },
							self: { $ref: '#/components/schemas/b' },
						},
					},
					b: { $ref: '#/components/schemas/b' },
				},
			),
		);
		expect(shape?.fields).toEqual([
			{ name: 'n', type: 'integer', maximum: 3 },
			{ name: 'self', type: 'string' },
		]);
	});

	it('ends where an object holds itself', () => {
		const own = { properties: { child: { $ref: '#/components/schemas/own' } } };
		const shape = shapeFrom(documentOf({ $ref: '#/components/schemas/own' }, { own }));
		expect(shape?.fields).toMatchObject([{ name: 'child', type: 'object' }]);
	});

	it.each([[null], ['text'], [{}], [documentOf({})], [documentOf({ $ref: '#/no/%E0%A4%A' })]])(
		'finds nothing in %j',
		(document) => {
			expect(shapeFrom(document)).toBeUndefined();
		},
	);
});
