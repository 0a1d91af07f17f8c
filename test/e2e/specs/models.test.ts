import type { Model } from '../../../nodes/kie/catalogue/model';
import { SCENE_TIMEOUT_MS, Stage } from '../support/stage';

jest.setTimeout(SCENE_TIMEOUT_MS);

const CATALOGUE = /^\/api\/v1\/models/;

/** Younger than the package. */
const AURORA: Model = {
	id: 'northlight/aurora-2',
	title: 'Aurora 2',
	provider: 'Northlight',
	taskTypes: ['Text to Image'],
	status: 'live',
	fields: [
		{ name: 'seed', type: 'integer', minimum: 0, maximum: 99 },
		{ name: 'palette', type: 'array', items: { type: 'string' }, maxItems: 3 },
		{ name: 'image_url', type: 'string', media: 'image' },
		{ name: 'prompt', type: 'string', maxLength: 200, required: true },
		{ name: 'look', type: 'string', enum: ['photo', 'sketch'], required: true },
	],
};

describe("any of Kie.ai's models", () => {
	let stage: Stage;
	beforeAll(async () => (stage = await Stage.open()));
	// n8n remembers what Kie.ai said of its models, per key and address.
	beforeEach(async () => await stage.renewSandbox());
	afterAll(async () => await stage?.close());

	const anyModel = async (what: 'image' | 'video') => {
		const { editor } = stage;
		await editor.newWorkflow();
		const search = await editor.canvas.addFirstStep();
		await search.pick('kie', 'Kie.ai', `Run any ${what} model`);
		return editor.node;
	};
	const bodies = () => stage.sandbox.ledger.payments.map(({ body }) => body);
	const questions = () => stage.sandbox.requestsTo('GET', CATALOGUE).map(({ path }) => path);

	it('online: lists the live models with their prices, and runs the form of the chosen one', async () => {
		await stage.scene(async () => {
			const node = await anyModel('image');

			const models = await node.modelPicker.open();
			await stage.editor.photograph('models - picker');
			expect(models.length).toBeGreaterThan(50);
			expect(models).toContain('$0.02 · Nano Banana Edit');
			expect(models.filter((name) => /Claude|Seedance|Elevenlabs/i.test(name))).toEqual([]);
			const found = await node.modelPicker.search('google banana edit');
			await stage.editor.photograph('models - searched');
			expect(found).toEqual(['$0.02 · Nano Banana Edit']);

			await node.modelPicker.choose('Nano Banana Edit');
			await node.modelForm.waitFor('image_urls');
			await stage.editor.photograph('models - form');
			expect(await node.modelForm.labels()).toEqual(['Prompt', 'Images (files or URLs)']);
			const more = await node.modelForm.add('Aspect Ratio');
			expect(more).toEqual(['Aspect Ratio', 'Output Format']);
			await node.fill('prompt', 'The same kite, in blue');
			await node.fill('image_urls', 'https://example.com/a.png, https://example.com/b.png');
			await node.choose('aspect_ratio', '16:9');
			await stage.editor.photograph('models - form filled in');

			await node.run();

			await stage.editor.photograph('models - result');
			expect(await node.outputText()).toContain('Made 1 image');
			expect(bodies()).toEqual([
				{
					model: 'google/nano-banana-edit',
					input: {
						prompt: 'The same kite, in blue',
						image_urls: ['https://example.com/a.png', 'https://example.com/b.png'],
						aspect_ratio: '16:9',
					},
				},
			]);
			expect(questions()).toEqual([
				'/api/v1/models',
				'/api/v1/models/google/nano-banana-edit/schema',
			]);
			expect(stage.sandbox.violations).toEqual([]);
		})();
	});

	it.each([
		['when Kie.ai cannot be reached', async () => await stage.sandbox.close()],
		['without a credential', async () => await stage.api.credentials.removeAll()],
	])('offline, %s: lists the bundled models and shows their form', async (title, goOffline) => {
		await stage.scene(async () => {
			await goOffline();
			const node = await anyModel('video');

			const models = await node.modelPicker.open();
			await stage.editor.photograph(`models - offline ${title}, picker`);
			expect(models.length).toBeGreaterThan(50);
			expect(models.filter((name) => /credits|Seedream/.test(name))).toEqual([]);

			await node.modelPicker.choose('Seedance 2.0');
			await node.modelForm.waitFor('prompt');
			await stage.editor.photograph(`models - offline ${title}, form`);
			expect(await node.modelForm.add('Duration')).toContain(
				'Duration (4 to 15 or -1 = model decides)',
			);
		})();
	});

	it('answering 429: lists the bundled models, and their form runs', async () => {
		await stage.scene(async () => {
			stage.sandbox.faults.add({ kind: 'code', code: 429, path: CATALOGUE, times: 99 });
			const node = await anyModel('image');

			expect((await node.modelPicker.open()).length).toBeGreaterThan(50);
			await node.modelPicker.choose('Seedream 3.0 Text to Image');
			await node.modelForm.waitFor('prompt');
			await stage.editor.photograph('models - busy, form');
			await node.fill('prompt', 'A red kite');
			await node.modelForm.add('Guidance Scale');
			await node.fill('guidance_scale', '7.5');

			await node.run();

			expect(bodies()).toEqual([
				{ model: 'bytedance/seedream', input: { prompt: 'A red kite', guidance_scale: 7.5 } },
			]);
			expect(new Set(questions())).toEqual(
				new Set(['/api/v1/models', '/api/v1/models/bytedance/seedream/schema']),
			);
			expect(stage.sandbox.violations).toEqual([]);
		})();
	});

	it('a model that is newer than the package: is found, gets its form, and runs', async () => {
		await stage.scene(async () => {
			stage.sandbox.discovery.offer(AURORA);
			const node = await anyModel('image');

			await node.modelPicker.open();
			await node.modelPicker.search('northlight');
			await node.modelPicker.choose('Aurora 2');
			await node.modelForm.waitFor('prompt');
			await stage.editor.photograph('models - new model, form');
			expect(await node.modelForm.labels()).toEqual(['Prompt', 'Look']);
			expect(await node.modelForm.add('Seed')).toEqual([
				'Seed (0 to 99)',
				'Palette (at most 3 entries)',
				'Image (file or URL)',
			]);
			await node.fill('prompt', 'Northern lights');
			await node.choose('look', 'sketch');
			await node.modelForm.add('Palette');
			await node.fill('palette', 'green, violet');
			await node.modelForm.remove('seed');

			await node.run();

			await stage.editor.photograph('models - new model, result');
			expect(bodies()).toEqual([
				{
					model: 'northlight/aurora-2',
					input: { prompt: 'Northern lights', look: 'sketch', palette: ['green', 'violet'] },
				},
			]);
			expect(stage.sandbox.violations).toEqual([]);
		})();
	});

	it('another model: another form, and nothing of the one before is sent', async () => {
		await stage.scene(async () => {
			const node = await anyModel('image');
			await node.modelPicker.open();
			await node.modelPicker.choose('Nano Banana Edit');
			await node.modelForm.waitFor('image_urls');
			await node.fill('prompt', 'The same kite, in blue');
			await node.fill('image_urls', 'https://example.com/a.png');
			await node.modelForm.add('Output Format');
			await node.choose('output_format', 'jpeg');

			await node.modelPicker.open();
			await node.modelPicker.choose('FLUX.2 Pro Text to Image');
			await node.modelForm.waitFor('resolution');

			await stage.editor.photograph('models - switched');
			expect(await node.modelPicker.chosen()).toContain('FLUX.2 Pro Text to Image');
			expect(await node.modelForm.labels()).toEqual(['Prompt', 'Aspect Ratio', 'Resolution']);
			await node.fill('prompt', 'A red kite');
			await node.run();
			expect(bodies()).toEqual([
				{
					model: 'flux-2/pro-text-to-image',
					input: { prompt: 'A red kite', aspect_ratio: '1:1', resolution: '1K' },
				},
			]);
			expect(stage.sandbox.violations).toEqual([]);
		})();
	});

	it('the same prompt and picture on three models: one drop-down is changed, nothing is typed again', async () => {
		await stage.scene(async () => {
			const { editor } = stage;
			await editor.newWorkflow();
			const search = await editor.canvas.addFirstStep();
			await search.pick('kie', 'Kie.ai', 'Edit an image');
			const { node } = editor;
			const runOnceMore = async () => {
				const before = bodies().length;
				await node.execute();
				while (bodies().length === before) await editor.page.waitForTimeout(100);
				await node.waitForItems();
			};
			await editor.photograph('intent - fresh');
			await node.fill('prompt', 'The same kite, in blue');
			await node.writeExpression('image', 'https://example.com/kite.png');
			await runOnceMore();

			for (const [title, field] of [
				['FLUX.2 Pro Image to Image', 'resolution'],
				['Seedream 4.5 Edit', 'quality'],
			]) {
				await node.modelPicker.open();
				await node.modelPicker.choose(title);
				await node.modelForm.waitFor(field);
				await runOnceMore();
			}

			await editor.photograph('intent - third model');
			const input = { prompt: 'The same kite, in blue' };
			const image = 'https://example.com/kite.png';
			expect(bodies()).toMatchObject([
				{ model: 'nano-banana-2', input: { ...input, image_input: [image] } },
				{ model: 'flux-2/pro-image-to-image', input: { ...input, input_urls: [image] } },
				{ model: 'seedream/4.5-edit', input: { ...input, image_urls: [image] } },
			]);
			expect(stage.sandbox.violations).toEqual([]);
		})();
	});

	it('a wrong value: the field, the value and its limit, before anything is sent', async () => {
		await stage.scene(async () => {
			const node = await anyModel('video');
			await node.modelPicker.open();
			await node.modelPicker.choose('Seedance 2.0');
			await node.modelForm.waitFor('prompt');
			await node.fill('prompt', 'Waves');
			await node.modelForm.add('Duration');
			await node.fill('duration', '40');

			const shown = await node.runToError();

			await stage.editor.photograph('models - wrong value');
			expect(shown).toContain('Duration must be at least 4 and at most 15, but is 40');
			expect(bodies()).toEqual([]);
		})();
	});

	it('by ID: the form of a known model, and what to do for one that nobody knows', async () => {
		await stage.scene(async () => {
			const node = await anyModel('image');
			await node.modelPicker.enterId('nano-banana-pro');
			await node.modelForm.waitFor('prompt');
			await stage.editor.photograph('models - known ID');

			await node.modelPicker.enterId('no-such/model');
			const notice = await node.modelForm.notice('no-such/model');
			expect(notice).toContain('are not known: set Input to JSON and write them there');

			const shown = await node.runToError();
			await stage.editor.photograph('models - unknown ID');
			expect(shown).toContain('The fields of no-such/model are not known');
			expect(bodies()).toEqual([]);
		})();
	});

	it('JSON: what is written there is sent', async () => {
		await stage.scene(async () => {
			const node = await anyModel('image');
			await node.modelPicker.enterId('nano-banana-pro');
			await node.choose('inputMode', 'JSON');
			await node.writeJson('inputJson', '{ "prompt": "A red kite", "resolution": "2K" }');

			await node.run();

			await stage.editor.photograph('models - JSON');
			expect(bodies()).toEqual([
				{ model: 'nano-banana-pro', input: { prompt: 'A red kite', resolution: '2K' } },
			]);
			expect(stage.sandbox.violations).toEqual([]);
		})();
	});
});
