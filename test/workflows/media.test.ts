import { FAMILY_LABELS } from '../../nodes/kie/tasks/labels';
import type { FamilyName } from '../../nodes/kie/types';
import { itemsOf } from '../support/engine';
import { Scenario, chainOf, kie } from '../support/scenario';

const UPGRADE = '/api/v1/veo/get-4k-video';

const veo = (name: string, operation: string, parameters = {}) =>
	kie(name, { resource: 'veoVideo', operation, ...parameters });

const prompt = 'A dog runs';

const generateVeo = () => veo('Video', 'generate', { prompt });

const addresses = (json: object) => (json as { files: Array<{ url: string }> }).files;

describe('Veo', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	it('extends the incoming video and gives the whole clip', async () => {
		const run = await scenario.run(chainOf(generateVeo(), veo('More', 'extend', { prompt })));

		const [video] = itemsOf(run, 'Video');
		const [more] = itemsOf(run, 'More');
		expect(more.json).toMatchObject({ taskType: 'Veo Video', status: 'success' });
		expect(addresses(more.json)).toHaveLength(1);
		expect(scenario.sandbox.ledger.payments[1].body).toMatchObject({
			taskId: video.json.taskId,
			model: 'fast',
		});
	});

	it('waits for 1080p, which is no task of its own', async () => {
		const run = await scenario.run(chainOf(generateVeo(), veo('Large', 'get1080p')));

		const [video] = itemsOf(run, 'Video');
		const [large] = itemsOf(run, 'Large');
		expect(large.json).toMatchObject({
			taskType: 'Veo 1080p',
			status: 'success',
			taskId: video.json.taskId,
			index: 0,
		});
		expect(addresses(large.json)[0].url).toContain('1080p');
		expect(scenario.requests('/api/v1/veo/get-1080p-video')).toBeGreaterThan(1);
	});

	it('gives the reason why there is no 1080p', async () => {
		const [video] = await scenario.output(
			veo('Video', 'generate', { prompt, waitForCompletion: 'no' }),
		);

		const error = await scenario.failure(veo('Large', 'get1080p'), [video.json]);

		expect(error.message).toBe('record status is not success');
		expect(error.context.kie).toMatchObject({ code: 422, family: 'veo1080p' });
	});

	it('makes 4K once, however often it is asked for', async () => {
		const run = await scenario.run(chainOf(generateVeo(), veo('Huge', 'get4k')));
		const [video] = itemsOf(run, 'Video');
		const [first] = itemsOf(run, 'Huge');
		const [again] = await scenario.output(veo('Huge', 'get4k'), [video.json]);

		expect(first.json).toMatchObject({ taskType: 'Veo 4K', status: 'success' });
		expect(first.json.taskId).not.toBe(video.json.taskId);
		expect(addresses(first.json)[0].url).toContain('4k');
		expect(again.json).toEqual(first.json);
		expect(scenario.sandbox.ledger.of(UPGRADE)).toHaveLength(1);
	});

	it('joins a 4K that is under way: code 422 with data is a yes', async () => {
		const [video] = await scenario.output(generateVeo());
		const pending = veo('Huge', 'get4k', { waitForCompletion: 'no' });
		const [started] = await scenario.output(pending, [video.json]);
		const [joined] = await scenario.output(veo('Huge', 'get4k'), [video.json]);

		expect(joined.json).toMatchObject({ taskId: started.json.taskId, status: 'success' });
		expect(scenario.sandbox.ledger.of(UPGRADE)).toHaveLength(1);
	});

	it('looks after a 4K by its ID without ever asking for another one', async () => {
		const [video] = await scenario.output(generateVeo());
		const pending = veo('Huge', 'get4k', { waitForCompletion: 'no' });
		const [started] = await scenario.output(pending, [video.json]);
		const wait = (taskType: string) =>
			kie('Wait', { resource: 'task', operation: 'wait', taskType });

		const [byChoice] = await scenario.output(wait('veo4k'), [{ taskId: started.json.taskId }]);
		const [bySearch] = await scenario.output(wait('auto'), [{ taskId: started.json.taskId }]);

		expect(addresses(byChoice.json)).toEqual(addresses(bySearch.json));
		expect(scenario.requests(UPGRADE)).toBe(1);
	});

	/** An upgrade that Kie.ai answers for with the ID of its video. */
	async function upgradeUnderTheIdOfItsVideo() {
		const [video] = await scenario.output(generateVeo());
		const pending = veo('Huge', 'get4k', { waitForCompletion: 'no' });
		await scenario.output(pending, [video.json]);
		const data = { taskId: video.json.taskId, resultUrls: null, imageUrls: null };
		scenario.sandbox.next(UPGRADE, { refuse: { code: 422, msg: '4k is processing.', data } });
		const [upgrade] = await scenario.output(pending, [video.json]);
		return { video, upgrade };
	}

	it.each(['get', 'wait'])('never buys another one by asking for it: %s', async (operation) => {
		const { video, upgrade } = await upgradeUnderTheIdOfItsVideo();
		const { length } = scenario.sandbox.ledger.of(UPGRADE);
		const asked = scenario.requests(UPGRADE);
		const options = { timeLimit: 1, whenTimeRunsOut: 'returnPending' };

		for (const json of [
			upgrade.json,
			{ taskId: video.json.taskId, taskType: 'Veo 4K', index: 1 },
		]) {
			const task = kie('Task', { resource: 'task', operation, options });
			const [item] = await scenario.output(task, [json]);

			expect(item.json).toMatchObject({
				status: 'pending',
				stage: expect.stringContaining('Get 4K'),
			});
		}
		expect(scenario.sandbox.ledger.of(UPGRADE)).toHaveLength(length);
		expect(scenario.requests(UPGRADE)).toBe(asked);
	});

	it.each(['polling', 'callback', 'no'])(
		'is there at once where Kie.ai answers with it under the ID of the video: %s',
		async (waitForCompletion) => {
			const { video } = await upgradeUnderTheIdOfItsVideo();
			const data = { taskId: video.json.taskId, resultUrls: ['https://example.com/4k.mp4'] };
			scenario.sandbox.next(UPGRADE, { refuse: { code: 422, msg: 'generated', data } });

			const [huge] = await scenario.output(veo('Huge', 'get4k', { waitForCompletion }), [
				video.json,
			]);

			expect(huge.json).toMatchObject({ taskId: video.json.taskId, index: 0, status: 'success' });
			expect(addresses(huge.json)[0].url).toBe('https://example.com/4k.mp4');
			expect(scenario.sandbox.ledger.of(UPGRADE)).toHaveLength(1);
		},
	);

	it('tells when the video is unknown', async () => {
		const error = await scenario.failure(veo('Huge', 'get4k', { taskId: 'nobody' }));

		expect(error.message).toBe('Record does not exist');
		expect(error.context.kie).toMatchObject({ code: 422, creditsTaken: 'no' });
	});

	it('refuses to extend what Get 1080p gave, before paying', async () => {
		const run = await scenario.run(
			chainOf(generateVeo(), veo('Large', 'get1080p'), veo('More', 'extend', { prompt })),
		);

		expect(run.data.resultData.error?.message).toBe(
			'Extend needs a Veo Video task, but the incoming item is from Veo 1080p',
		);
		expect(scenario.requests('/api/v1/veo/extend')).toBe(0);
	});
});

describe('the other makers of videos and images', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const image = 'https://example.com/image.png';
	const video = 'https://example.com/video.mp4';

	it.each([
		['runwayVideo', 'generate', {}, 'runway', 'video'],
		['runwayVideo', 'transform', { videoUrl: video }, 'aleph', 'video'],
		['lumaVideo', 'modify', { videoUrl: video }, 'luma', 'video'],
		['fluxKontextImage', 'generate', {}, 'fluxKontext', 'image'],
		['fluxKontextImage', 'edit', { imageUrl: image }, 'fluxKontext', 'image'],
		['gpt4oImage', 'generate', {}, 'gpt4oImage', 'image'],
		['gpt4oImage', 'edit', { imageUrls: [image] }, 'gpt4oImage', 'image'],
	])('%s: %s', async (resource, operation, parameters, family, kind) => {
		const [item] = await scenario.output(
			kie('Kie', { resource, operation, prompt: 'A dog', ...parameters }),
		);

		expect(item.json).toMatchObject({
			taskType: FAMILY_LABELS[family as FamilyName],
			status: 'success',
			files: [{ kind }],
		});
		expect(scenario.sandbox.violations).toEqual([]);
	});

	it('Runway goes on with the incoming video', async () => {
		const runway = (name: string, operation: string) =>
			kie(name, { resource: 'runwayVideo', operation, prompt: 'A dog' });
		const run = await scenario.run(chainOf(runway('One', 'generate'), runway('Two', 'extend')));

		const [two] = itemsOf(run, 'Two');
		expect(two.json).toMatchObject({ taskType: 'Runway Video', status: 'success' });
		expect(addresses(two.json)).toEqual([
			expect.objectContaining({ kind: 'video', thumbnailUrl: expect.any(String) }),
		]);
	});

	it('a transformation that fails tells why', async () => {
		scenario.sandbox.next('/api/v1/aleph/generate', { end: 'failure_docs' });

		const error = await scenario.failure(
			kie('Kie', {
				resource: 'runwayVideo',
				operation: 'transform',
				prompt: 'A dog',
				videoUrl: video,
			}),
		);

		expect(error.message).toContain('AI moderator');
		expect(error.context.kie).toMatchObject({ category: 'moderation', code: 400, family: 'aleph' });
	});

	it.each([undefined, 'code_zero_variant'])('Omni creates a voice at once (%s)', async (answer) => {
		if (answer) scenario.sandbox.next('/api/v1/omni/audio/create', { answer });

		const [item] = await scenario.output(
			kie('Kie', { resource: 'omni', operation: 'createAudio', name: 'Narrator' }),
		);

		expect(item.json).toEqual({ audioId: expect.any(String), name: 'Narrator' });
	});

	it.each([undefined, 'variant'])('Omni creates a character at once (%s)', async (answer) => {
		if (answer) scenario.sandbox.next('/api/v1/omni/character/create', { answer });

		const [item] = await scenario.output(
			kie('Kie', {
				resource: 'omni',
				operation: 'createCharacter',
				description: 'A sailor',
				imageUrls: [image],
			}),
		);

		expect(item.json).toEqual({ characterId: expect.any(String) });
	});
});

describe('files of the incoming item', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const picture = kie('Picture', { resource: 'gpt4oImage', operation: 'generate', prompt: 'Rain' });
	const edit = (name: string, resource: string) =>
		kie(name, { resource, operation: 'edit', prompt: 'More rain' });
	const film = kie('Film', {
		resource: 'runwayVideo',
		operation: 'generate',
		source: 'image',
		prompt: 'It rains',
	});

	it('make a chain of images and videos without any mapping', async () => {
		const snow = kie('Snow', { resource: 'runwayVideo', operation: 'transform', prompt: 'Snow' });
		const steps = [
			picture,
			edit('Flux', 'fluxKontextImage'),
			edit('GPT', 'gpt4oImage'),
			film,
			snow,
		];

		const run = await scenario.run(chainOf(...steps));

		const urls = steps.map(({ name }) => itemsOf(run, name)[0].json.url);
		const bodies = scenario.sandbox.ledger.payments.map(({ body }) => body);
		expect(bodies.slice(1)).toMatchObject([
			{ inputImage: urls[0] },
			{ filesUrl: [urls[1]] },
			{ imageUrl: urls[2] },
			{ videoUrl: urls[3] },
		]);
	});

	it('of another kind are refused before anything is paid for them', async () => {
		const song = kie('Song', { resource: 'music', operation: 'generate', prompt: 'Rain' });

		const run = await scenario.run(chainOf(song, film));

		expect(run.data.resultData.error?.message).toContain(
			'Image is empty: the incoming item has no image',
		);
		expect(scenario.sandbox.ledger.payments).toHaveLength(1);
	});
});
