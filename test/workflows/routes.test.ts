import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { itemsOf } from '../support/engine';
import { anyModel } from '../support/models';
import { Scenario, chainOf, generateMusic, kie } from '../support/scenario';

const CREATE = '/api/v1/jobs/createTask';

const on = (route: string): INodeParameters => ({ options: { route } });
const stems = (parameters = {}) =>
	kie('Stems', { resource: 'audio', operation: 'separateVocals', ...parameters });
const midi = (parameters = {}) =>
	kie('MIDI', { resource: 'audio', operation: 'generateMidi', ...parameters });
const wav = (parameters = {}) =>
	kie('WAV', { resource: 'audio', operation: 'convertToWav', ...parameters });

/** What an item tells; costs and times are not told on every route. */
const told = (json: IDataObject) =>
	Object.keys(json).filter(
		(key) =>
			!/^(credits|created|completed|expires|model$|index$)/.test(key) && json[key] !== undefined,
	);

describe('the two routes of Kie.ai', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	/** What was made and used on one route shall not meet what the other one did: some things can be made once only. */
	const reopen = async () => {
		await scenario.close();
		await scenario.open();
	};

	const sent = () =>
		scenario.sandbox.ledger.payments.map(({ path, body }) => {
			const { model, input } = body as IDataObject;
			return path === CREATE ? [model, input] : [path];
		});

	it.each([
		['Classic', 'Classic', 'Classic'],
		['Unified', 'Unified', 'Unified'],
		['Unified', 'Classic', 'Classic'],
		['Classic', 'Unified', 'Unified'],
		['Unified', 'Automatic', 'Automatic'],
	])('music (%s), stems (%s), MIDI (%s) chain without mapping', async (...routes) => {
		const [first, second, third] = routes.map((route) => on(route.toLowerCase()));
		const run = await scenario.run(chainOf(generateMusic(first), stems(second), midi(third)));

		expect(run.data.resultData.error).toBeUndefined();
		const [song] = itemsOf(run, 'Generate Music');
		const [parts] = itemsOf(run, 'Stems');
		const [notes] = itemsOf(run, 'MIDI');
		expect(song.json.tracks).toHaveLength(2);
		expect(song.json.audioId).toEqual(expect.any(String));
		expect((parts.json.files as unknown[]).length).toBeGreaterThan(0);
		expect((notes.json.tracks as unknown[]).length).toBeGreaterThan(0);
	});

	it('gives the same output on both', async () => {
		const keys = async (route: string) => {
			const [{ json }] = await scenario.output(generateMusic(on(route)));
			const [track] = json.tracks as IDataObject[];
			return { json: Object.keys(json).sort(), track: Object.keys(track).sort() };
		};
		const classic = await keys('classic');
		const unified = await keys('unified');
		expect(unified.track).toEqual(classic.track);
		expect(unified.json).toEqual(expect.arrayContaining(['files', 'tracks', 'audioId', 'model']));
	});

	it('Automatic takes the classic one, and the unified one for a version that exists only there', async () => {
		await scenario.output(generateMusic());
		await scenario.output(generateMusic({ model: 'V6' }));

		expect(sent()).toEqual([
			['/api/v1/generate'],
			[
				'ai-music-api/generate',
				{ custom_mode: false, instrumental: false, model: 'V6', prompt: 'A calm piano song' },
			],
		]);
	});

	it('sends own lyrics, tags and weights under their unified names', async () => {
		await scenario.output(
			generateMusic({
				model: 'V6_MINI',
				customMode: true,
				title: 'Rain',
				style: 'folk',
				lyrics: '[Verse] Rain',
				options: { negativeTags: 'metal', styleWeight: 0.7, vocalGender: 'f' },
			}),
		);
		expect(sent()).toEqual([
			[
				'ai-music-api/generate',
				{
					custom_mode: true,
					instrumental: false,
					model: 'V6_MINI',
					title: 'Rain',
					style: 'folk',
					lyrics: '[Verse] Rain',
					negative_tags: 'metal',
					style_weight: 0.7,
					vocal_gender: 'f',
				},
			],
		]);
	});

	it('goes on there with WAV for a song of the unified route, and back to classic with its stems', async () => {
		const song = generateMusic({ model: 'V6' });
		const toWav = await scenario.run(chainOf(song, wav()));
		expect(toWav.data.resultData.error).toBeUndefined();
		const toStems = await scenario.run(chainOf(song, stems()));
		expect(toStems.data.resultData.error).toBeUndefined();

		expect(sent().map(([what]) => what)).toEqual([
			'ai-music-api/generate',
			'ai-music-api/convert-to-wav-format',
			'ai-music-api/generate',
			'/api/v1/vocal-removal/generate',
		]);
	});

	it.each([404, 505])(
		'takes the unified one when the classic one is gone (%s), and says so',
		async (code) => {
			scenario.sandbox.next('/api/v1/generate', { refuse: { code } });
			const [item] = await scenario.output(generateMusic());

			expect(item.json).toMatchObject({
				status: 'success',
				route: 'unified',
				taskType: 'Market Model',
			});
			expect(sent()).toHaveLength(1);
		},
	);

	it('does not where the source task may be what Kie.ai does not find, nor on Route Classic', async () => {
		scenario.sandbox.next('/api/v1/wav/generate', { refuse: { code: 404 } });
		const run = await scenario.run(chainOf(generateMusic(), wav()));
		expect(run.data.resultData.error).toBeDefined();
		scenario.sandbox.next('/api/v1/generate', { refuse: { code: 505 } });
		await scenario.failure(generateMusic(on('classic')));

		expect(scenario.requests(CREATE)).toBe(0);
	});

	it.each([
		['veoVideo', 'generate', { prompt: 'Waves' }, 'veo-3-1', 'video'],
		['runwayVideo', 'generate', { prompt: 'Waves' }, 'runway', 'video'],
		[
			'runwayVideo',
			'transform',
			{ prompt: 'Night', videoUrl: 'https://example.com/a.mp4' },
			'runway/gen4-aleph',
			'video',
		],
		['gpt4oImage', 'generate', { prompt: 'A kite' }, '4o-image-api', 'image'],
		['fluxKontextImage', 'generate', { prompt: 'A kite' }, 'flux1-kontext', 'image'],
	])('%s: %s works on both', async (resource, operation, parameters, model, kind) => {
		for (const route of ['classic', 'unified']) {
			const node = kie('Kie', { resource, operation, ...parameters, ...on(route) });
			const [{ json }] = await scenario.output(node);
			expect(json).toMatchObject({ status: 'success', files: [expect.objectContaining({ kind })] });
		}
		const bodies = scenario.sandbox.ledger.payments.map(({ body }) => body as IDataObject);
		expect(bodies[1]).toMatchObject({ model, input: { prompt: parameters.prompt } });
	});

	const song = generateMusic();
	const veo = kie('Veo', { resource: 'veoVideo', operation: 'generate', prompt: 'Waves' });
	const validation = kie('Validation', {
		resource: 'voice',
		operation: 'startValidation',
		voiceUrl: 'https://example.com/voice.mp3',
		vocalStart: 0,
		vocalEnd: 20,
	});
	const music = (operation: string, parameters: INodeParameters) =>
		({ resource: 'music', operation, ...parameters }) as INodeParameters;
	const persona = { name: 'Singer', description: 'Warm and calm' };
	const section = {
		sectionStart: 0,
		sectionEnd: 20,
		prompt: 'Rain',
		fullLyrics: 'Rain',
		style: 'folk',
	};
	const mash = { audioUrls: ['https://example.com/a.mp3', 'https://example.com/b.mp3'] };

	it.each([
		['Boost Style', [], music('boostStyle', { style: 'folk' })],
		['Create Persona', [song], music('createPersona', persona)],
		['Get Timestamped Lyrics', [song], music('getTimestampedLyrics', {})],
		['Generate Cover Image', [song], music('generateCoverImage', {})],
		['Replace Section', [song], music('replaceSection', { ...section, title: 'Rain' })],
		['Mashup', [], music('mashup', { ...mash, prompt: 'Blend them' })],
		['Get 1080p', [veo], { resource: 'veoVideo', operation: 'get1080p' }],
		['Get 4K', [veo], { resource: 'veoVideo', operation: 'get4k' }],
		[
			'Generate Voice',
			[validation],
			{ resource: 'voice', operation: 'generate', verifyUrl: 'https://example.com/a.mp3' },
		],
	] as Array<[string, INode[], INodeParameters]>)(
		'%s gives the same output on both',
		async (name, before, parameters) => {
			const outputs: IDataObject[] = [];
			for (const route of ['classic', 'unified']) {
				const run = await scenario.run(
					chainOf(...before, kie(name, { ...parameters, ...on(route) })),
				);
				expect(run.data.resultData.error).toBeUndefined();
				const [{ json }] = itemsOf(run, name);
				outputs.push(json);
				await reopen();
			}
			const [classic, unified] = outputs.map(told);
			expect(unified).toEqual(expect.arrayContaining(classic));
		},
	);

	it('gets an answer there when the question has no classic route any more', async () => {
		scenario.sandbox.next('/api/v1/style/generate', { refuse: { code: 404 } });
		const [item] = await scenario.output(kie('Style', music('boostStyle', { style: 'folk' })));

		expect(item.json).toMatchObject({ style: expect.any(String) as string, route: 'unified' });
		expect(sent()).toEqual([['ai-music-api/boost-music-style', { content: 'folk' }]]);
	});

	it('makes a mashup with the newest version from a description alone', async () => {
		const prompt = 'Blend them';
		await scenario.output(kie('Mashup', music('mashup', { ...mash, prompt, model: 'V6' })));

		const upload_url_list = mash.audioUrls;
		const input = { upload_url_list, model: 'V6', prompt, style: prompt, title: prompt };
		expect(sent()).toEqual([['ai-music-api/mashup', input]]);
	});

	it('refuses before paying what the route cannot do', async () => {
		const v6 = generateMusic({ model: 'V6', ...on('classic') });
		expect((await scenario.failure(v6)).message).toContain('unified endpoint only');
		const luma = kie('Luma', {
			resource: 'lumaVideo',
			operation: 'modify',
			prompt: 'Night',
			videoUrl: 'https://example.com/a.mp4',
			...on('unified'),
		});
		expect((await scenario.failure(luma)).message).toContain('classic endpoint only');
		const title = 'x'.repeat(90);
		const cover = kie('Cover', {
			resource: 'music',
			operation: 'coverFromUpload',
			audioUrl: 'https://example.com/a.mp3',
			customMode: true,
			title,
			style: 'folk',
			lyrics: 'Rain',
			...on('unified'),
		});
		expect((await scenario.failure(cover)).message).toMatch(/^Title .* 80 characters/);
		expect(scenario.sandbox.ledger.payments).toEqual([]);
	});

	it('restores the links of an earlier task', async () => {
		const restore = kie('Restore', music('restoreLink', {}));

		const run = await scenario.run(chainOf(generateMusic(), restore));

		const [{ json: song }] = itemsOf(run, 'Generate Music');
		const [{ json: restored }] = itemsOf(run, 'Restore');
		expect(sent()).toContainEqual(['ai-music-api/suno-recovery-audio', { task_id: song.taskId }]);
		expect(restored).toMatchObject({ status: 'success', url: expect.any(String) });
	});

	it('refuses a picture as the source of stems', async () => {
		const picture = anyModel('image', 'nano-banana-pro', { prompt: 'A kite' });
		const run = await scenario.run(chainOf(picture, stems({ audioId: 'a' })));
		expect(run.data.resultData.error?.message).toContain('needs a Music task');
	});
});
