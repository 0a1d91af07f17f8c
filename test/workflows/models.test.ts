import type { IDataObject } from 'n8n-workflow';

import type { ModelField } from '../../nodes/kie/catalogue/model';
import { itemsOf } from '../support/engine';
import { anyModel, anyModelJson, newModel } from '../support/models';
import { Scenario, chainOf, kie } from '../support/scenario';

const CREATE = '/api/v1/jobs/createTask';

describe('any of Kie.ai’s models', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const bodies = () => scenario.sandbox.ledger.payments.map(({ body }) => body as IDataObject);
	const question = (path: string) =>
		scenario.sandbox.requests.filter((one) => one.path.startsWith(path)).length;

	it('sends the form under the names of the model and returns the file', async () => {
		const input = { prompt: 'A red kite', aspect_ratio: '16:9', image_input: null };
		const [item] = await scenario.output(anyModel('image', 'nano-banana-pro', input));

		expect(bodies()).toEqual([
			{ model: 'nano-banana-pro', input: { prompt: 'A red kite', aspect_ratio: '16:9' } },
		]);
		expect(item.json).toMatchObject({
			taskType: 'Market Model',
			status: 'success',
			model: 'nano-banana-pro',
			files: [{ kind: 'image' }],
		});
	});

	it('does not ask the catalogue when the snapshot finds nothing wrong', async () => {
		await scenario.output(anyModel('image', 'nano-banana-pro', { prompt: 'A red kite' }));

		expect(question('/api/v1/models')).toBe(0);
	});

	it('sends what stands in the form, defaults included, but no zeros of fields that were left empty', async () => {
		const input = {
			prompt: 'Waves',
			duration: 5,
			seed: null,
			resolution: '720p',
			generate_audio: true,
		};
		await scenario.output(anyModel('video', 'bytedance/seedance-2', { ...input, duration: 0 }));

		expect(bodies()[0].input).toEqual({
			prompt: 'Waves',
			resolution: '720p',
			generate_audio: true,
		});
	});

	it('drops what the form still holds of a field that was removed, or of another model', async () => {
		const form = {
			mappingMode: 'defineBelow',
			value: { prompt: 'Waves', duration: 8, voice: 'Rachel' },
			schema: [
				{ id: 'prompt', removed: false },
				{ id: 'duration', removed: true },
			],
		};
		await scenario.output(anyModel('video', 'bytedance/seedance-2', {}, { input: form as never }));

		expect(bodies()[0].input).toEqual({ prompt: 'Waves' });
	});

	it('uploads a binary field in place of an address', async () => {
		const node = anyModel('video', 'bytedance/seedance-2', {
			prompt: 'It moves',
			first_frame_url: '={{ $json.picture }}',
		});
		const png =
			'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk';
		await scenario.output(node, [{ picture: png }]);

		expect(scenario.sandbox.uploads).toHaveLength(1);
		const { first_frame_url: url } = bodies()[0].input as IDataObject;
		expect(url).toMatch(/^https?:\/\//);
	});

	it('yields the tracks of a music model', async () => {
		const song = anyModel('music', 'ai-music-api/generate', {
			custom_mode: false,
			instrumental: true,
			model: 'V6',
			prompt: 'A calm piano song',
		});
		const run = await scenario.run(chainOf(song));

		const [item] = itemsOf(run, 'Any Model');
		expect(item.json.tracks).toHaveLength(2);
		expect(item.json.audioId).toEqual(expect.any(String));
	});

	describe('refuses before paying', () => {
		afterEach(() => expect(scenario.requests(CREATE)).toBe(0));

		it('a value out of range, naming field, value and limit', async () => {
			const node = anyModel('video', 'bytedance/seedance-2', { prompt: 'Waves', duration: 40 });
			const error = await scenario.failure(node);
			expect(error.message).toContain('Duration must be at least 4 and at most 15, but is 40');
		});

		it('a missing required field', async () => {
			const error = await scenario.failure(anyModel('image', 'nano-banana-pro', {}));
			expect(error.message).toContain('Prompt is empty');
		});

		it('a model that nobody knows, with an empty form', async () => {
			const error = await scenario.failure(anyModel('image', 'no-such/model', {}));
			expect(error.message).toContain('The fields of no-such/model are not known');
		});

		it('fields that exclude each other', async () => {
			const node = anyModel('video', 'bytedance/seedance-2', {
				prompt: 'Waves',
				first_frame_url: 'https://example.com/a.png',
				reference_image_urls: 'https://example.com/b.png',
			});
			const error = await scenario.failure(node);
			expect(error.message).toContain(
				'First Frame URL cannot be combined with Reference Image URLs',
			);
		});

		it('a paused model, naming the closest live one', async () => {
			const error = await scenario.failure(
				anyModel('video', 'sora-2-text-to-video', { prompt: 'Waves' }),
			);
			expect(error.message).toMatch(
				/sora-2-text-to-video\) is paused at Kie\.ai .* the closest live model is /,
			);
		});

		it('JSON that is none, and JSON with a wrong field', async () => {
			const broken = anyModelJson('nano-banana-pro', {}, { inputJson: '{"a"' });
			expect((await scenario.failure(broken)).message).toContain('must be a JSON object');
			const wrong = anyModelJson('nano-banana-pro', { prompt: 'A kite', promt: 'x' });
			expect((await scenario.failure(wrong)).message).toContain('"promt" is not a field of');
		});

		it('more than two fallback models', async () => {
			const node = anyModelJson(
				'nano-banana-pro',
				{ prompt: 'A kite' },
				{
					options: { fallbackModels: ['a', 'b', 'c'] },
				},
			);
			expect((await scenario.failure(node)).message).toContain('Fallback Models takes at most 2');
		});
	});

	it('sends JSON despite problems where the user says so', async () => {
		const input = { prompt: 'A kite', new_field: 1 };
		await scenario.output(anyModelJson('nano-banana-pro', input, { sendAnyway: true }));

		expect(bodies()[0].input).toEqual(input);
	});

	it('lets a value pass that Kie.ai’s live schema allows by now', async () => {
		const { discovery } = scenario.sandbox;
		discovery.offer({
			id: 'bytedance/seedance-2',
			title: 'Seedance 2',
			provider: 'ByteDance',
			taskTypes: ['Text to Video'],
			status: 'live',
			fields: [
				{ name: 'prompt', type: 'string', required: true },
				{ name: 'duration', type: 'integer', minimum: 4, maximum: 60 },
			],
		});
		await scenario.output(
			anyModel('video', 'bytedance/seedance-2', { prompt: 'Waves', duration: 40 }),
		);

		expect(bodies()[0].input).toEqual({ prompt: 'Waves', duration: 40 });
	});

	it('takes a live model that the snapshot does not know, and its live schema forbids nothing', async () => {
		scenario.sandbox.discovery.offer(
			newModel([{ name: 'text', type: 'string', required: true, maxLength: 3 }]),
		);
		await scenario.output(anyModel('image', 'maker/new-model', { text: 'longer than three' }));

		expect(bodies()[0]).toEqual({ model: 'maker/new-model', input: { text: 'longer than three' } });
	});

	it('uploads a binary field for such a model where its live schema wants an address', async () => {
		const fields: ModelField[] = [
			{ name: 'image_url', type: 'string', media: 'image' },
			{ name: 'styles', type: 'array', media: 'image', items: { type: 'string' } },
		];
		scenario.sandbox.discovery.offer(newModel(fields, 'Image to Image'));
		const input = { image_url: '={{ $json.picture }}', styles: 'https://example.com/a.png' };
		await scenario.output(anyModel('image', 'maker/new-model', input), [
			{ picture: 'data:image/png;base64,iVBORw0KGgo=' },
		]);

		expect(scenario.sandbox.uploads).toHaveLength(1);
		expect(bodies()[0].input).toEqual({
			image_url: expect.stringMatching(/^https?:/),
			styles: ['https://example.com/a.png'],
		});
	});

	it('refuses by the snapshot when the catalogue cannot be asked', async () => {
		scenario.sandbox.faults.add({ kind: 'status', status: 503, path: /models/, times: 99 });
		const node = anyModel('video', 'bytedance/seedance-2', { prompt: 'Waves', duration: 40 });
		expect((await scenario.failure(node)).message).toContain('Duration must be');
	});

	it('adds the callback address that two models demand', async () => {
		const motion = {
			prompt: 'Dance',
			input_urls: 'https://example.com/a.png',
			video_urls: 'https://example.com/a.mp4',
			mode: '720p',
			character_orientation: 'image',
		};
		await scenario.output(anyModel('video', 'kling-3.0/motion-control', motion));
		expect(bodies()[0].callBackUrl).toBe('https://proxy.kie.ai/mcp-callback');
	});

	it('names the closest model where Kie.ai refuses one that was live', async () => {
		const msg = 'This interface is temporarily paused';
		scenario.sandbox.next(CREATE, { refuse: { code: 500, msg } });
		const error = await scenario.failure(anyModel('image', 'nano-banana-pro', { prompt: 'Kite' }));
		expect(error.message).toContain(msg);
		expect(error.description).toMatch(/does not serve .*; the closest model is .*Banana/);
	});

	describe('Fallback Models', () => {
		const node = (fallbackModels: string[]) =>
			anyModel(
				'image',
				'nano-banana-pro',
				{ prompt: 'A red kite', resolution: '2K' },
				{ options: { fallbackModels } },
			);

		it('takes the next one when the model fails, and says so', async () => {
			scenario.sandbox.next(CREATE, {
				end: 'fail_wire',
				errorCode: '500',
				errorMessage: 'internal error',
			});
			const [item] = await scenario.output(node(['google/nano-banana']));

			expect(bodies().map(({ model }) => model)).toEqual(['nano-banana-pro', 'google/nano-banana']);
			expect(bodies()[1].input).toEqual({ prompt: 'A red kite' });
			expect(item.json).toMatchObject({
				model: 'google/nano-banana',
				insteadOf: [{ model: 'nano-banana-pro', message: 'internal error' }],
			});
		});

		it.each(['no', 'callback'])('is refused where nobody waits (%s)', async (waitForCompletion) => {
			const model = node(['google/nano-banana']);
			Object.assign(model.parameters, { waitForCompletion });
			const error = await scenario.failure(model);
			expect(error.message).toContain('Fallback Models can take over only where');
			expect(scenario.requests(CREATE)).toBe(0);
		});

		it('are all named in the error of another item', async () => {
			const internal = { end: 'fail_wire', errorCode: '500', errorMessage: 'internal error' };
			scenario.sandbox.setOutcome(CREATE, internal);
			const { description } = await scenario.failure(node(['google/nano-banana']), [{}, {}, {}]);
			const { payments } = scenario.sandbox.ledger;
			expect(payments).toHaveLength(6);
			for (const { taskId } of payments) expect(description).toContain(taskId);
		});

		it.each([
			['moderation', { end: 'fail_wire', errorMessage: 'prompt contains prohibited content' }],
			['bad input', { refuse: { code: 500, msg: 'This field is required' } }],
			['missing credits', { refuse: { code: 402 } }],
		])('does not for %s', async (_, outcome) => {
			scenario.sandbox.next(CREATE, outcome);
			await scenario.failure(node(['google/nano-banana']));
			expect(scenario.requests(CREATE)).toBe(1);
		});
	});

	it('pays each model once when n8n runs the node again because of another item', async () => {
		const internal = { end: 'fail_wire', errorCode: '500', errorMessage: 'internal error' };
		const prohibited = { end: 'fail_wire', errorMessage: 'prompt contains prohibited content' };
		for (const outcome of [internal, prohibited, {}]) scenario.sandbox.next(CREATE, outcome);
		const node = anyModel(
			'image',
			'nano-banana-pro',
			{ prompt: '={{ $json.prompt }}' },
			{ options: { fallbackModels: ['google/nano-banana'] } },
		);
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const items = [{ prompt: 'A kite' }, { prompt: 'Something else' }];

		const [first, second] = await scenario.output({ ...node, ...settings }, items);

		expect(first.json).toMatchObject({
			model: 'google/nano-banana',
			insteadOf: [{ model: 'nano-banana-pro', message: 'internal error' }],
		});
		expect(second.json).toMatchObject({ model: 'nano-banana-pro', status: 'success' });
		const paid = bodies().map(({ model, input }) => [model, (input as IDataObject).prompt]);
		expect(paid).toEqual([
			['nano-banana-pro', 'A kite'],
			['nano-banana-pro', 'Something else'],
			['google/nano-banana', 'A kite'],
			['nano-banana-pro', 'Something else'],
		]);
	});

	describe('Minimum Credits', () => {
		const node = (minimumCredits: number) =>
			anyModel('image', 'nano-banana-pro', { prompt: 'A kite' }, { options: { minimumCredits } });

		it('stops before paying, and asks once for all items', async () => {
			const error = await scenario.failure(node(1e6), [{}, {}, {}]);

			expect(error.message).toContain('credits, fewer than the 1000000 of Minimum Credits');
			expect(scenario.requests(CREATE)).toBe(0);
			expect(scenario.requests('/api/v1/chat/credit')).toBe(1);
		});

		it('lets pass what is affordable', async () => {
			await scenario.output(node(5));
			expect(scenario.requests(CREATE)).toBe(1);
		});
	});

	describe('Model', () => {
		const ask = (operation: string, parameters = {}) =>
			kie('Model', { resource: 'model', operation, ...parameters });
		const about = (operation: string, value: string) =>
			ask(operation, { model: { __rl: true, mode: 'id', value } });

		it('lists live models with prices, without chat models, filtered', async () => {
			const items = await scenario.output(
				ask('list', { returnAll: true, options: { modelTask: 'Text to Speech' } }),
			);
			expect(items.length).toBeGreaterThan(3);
			for (const { json } of items) {
				expect(json.source).toBe('live');
				expect(json.taskTypes).toContain('Text to Speech');
			}
			const prices = items.map(({ json }) => json.price);
			expect(prices).toContain('14 credits/1000 chars');
		});

		it('lists the snapshot when Kie.ai cannot be asked', async () => {
			scenario.sandbox.faults.add({ kind: 'status', status: 503, path: /models/, times: 99 });
			const items = await scenario.output(ask('list', { limit: 3 }));
			expect(items.map(({ json }) => json.source)).toEqual(['snapshot', 'snapshot', 'snapshot']);
		});

		it('describes fields, limits and price', async () => {
			const [{ json }] = await scenario.output(about('get', 'bytedance/seedance-2'));
			expect(json).toMatchObject({ source: 'live', price: expect.stringContaining('720P 25/41') });
			expect(json.fields).toContainEqual(
				expect.objectContaining({
					name: 'duration',
					label: 'Duration',
					limits: '4 to 15 or -1 = model decides',
				}),
			);
		});

		it('gives an example of the input that Kie.ai takes', async () => {
			const [{ json }] = await scenario.output(about('get', 'elevenlabs/text-to-dialogue-v3'));
			expect(json.example).toEqual({
				dialogue: [{ text: expect.any(String), voice: expect.any(String) }],
			});
		});

		it('tells price and success rate', async () => {
			const [price] = await scenario.output(about('getPrice', 'nano-banana-pro'));
			expect(price.json).toEqual({
				model: 'nano-banana-pro',
				price: '18 credits 1K/2K, 24 credits 4K',
			});
			const [single] = await scenario.output(about('getPrice', 'google/imagen4'));
			expect(single.json).toEqual({
				model: 'google/imagen4',
				credits: 8,
				usd: 0.04,
				unit: 'image',
				price: '8 credits/image',
			});
			const [rate] = await scenario.output(about('getSuccessRate', 'nano-banana-pro'));
			expect(rate.json).toMatchObject({ isNormal: true, lastDay: expect.any(Number) });
			expect(rate.json.points).toHaveLength(144);
		});

		it('fails for a model that nobody knows', async () => {
			const error = await scenario.failure(about('get', 'no/such-model'));
			expect(error.message).toContain('no/such-model');
		});
	});
});
