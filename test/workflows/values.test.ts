import type { IDataObject, INode } from 'n8n-workflow';

import { fileSource, useFilesystem } from '../support/binary-store';
import { itemsOf, prepareExecution } from '../support/engine';
import { anyModel, anyModelJson } from '../support/models';
import { describedAs, plainNode } from '../support/nodes';
import { Scenario, chainOf, generateMusic, kie } from '../support/scenario';

const onError = 'continueErrorOutput' as const;
const CREATE = '/api/v1/jobs/createTask';

const music = (parameters: IDataObject) => generateMusic(parameters as never, { onError }, 'Kie');
const veo = (parameters: IDataObject = {}) =>
	kie(
		'Kie',
		{
			resource: 'veoVideo',
			operation: 'generate',
			prompt: 'A dog runs',
			generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO',
			imageUrls: '={{ $json.v }}',
			...(parameters as object),
		},
		{ onError },
	);
const model = (id: string, input: IDataObject): INode => ({
	...anyModel('image', id, input, {}, { onError }),
	name: 'Kie',
});
const json = (id: string, input: unknown, parameters = {}): INode => ({
	...anyModelJson(id, input, parameters),
	name: 'Kie',
	onError,
});

const A = 'https://a.example.com/1.png';
const B = 'https://a.example.com/2.png';
const COMMA = 'https://res.cloudinary.com/demo/image/upload/w_300,h_200,c_fill/sample.jpg';
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const HEIC = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(40)]);

describe('values as they come from sheets, tables, forms and agents', () => {
	const scenario = new Scenario();
	beforeEach(async () => {
		await scenario.open({ rateLimit: false });
		scenario.sandbox.setOutcome('*', { seconds: 5 });
	});
	afterEach(async () => await scenario.close());

	/** One item per value, in `$json.v`. */
	async function run(node: INode, values: unknown[]) {
		const ran = await scenario.run(chainOf(node), values.map((v) => ({ v })) as IDataObject[]);
		const failures = itemsOf(ran, node.name, 1).map(({ json: item }) => item.error as IDataObject);
		return { done: itemsOf(ran, node.name, 0), failures };
	}

	const bodies = () => scenario.sandbox.ledger.payments.map(({ body }) => body as IDataObject);
	const inputs = () => bodies().map(({ input }) => input as IDataObject);

	const custom = { customMode: true, title: 'T', style: 'pop', lyrics: 'la' };

	it.each<[string, INode, unknown[], IDataObject]>([
		['numbers for text', music({ ...custom, title: '={{ $json.v }}' }), [1984], { title: '1984' }],
		[
			'a list of one for text',
			music({ prompt: '={{ $json.v }}' }),
			[['A song']],
			{ prompt: 'A song' },
		],
		[
			'words for on',
			music({ instrumental: '={{ $json.v }}' }),
			['yes', 1, '1', 'on', 'TRUE '],
			{ instrumental: true },
		],
		[
			'words for off',
			music({ instrumental: '={{ $json.v }}' }),
			['no', 0, 'Off', '', null],
			{ instrumental: false },
		],
		[
			'models as shown',
			music({ model: '={{ $json.v }}' }),
			['V5.5', ' v5.5', 'V5_5'],
			{ model: 'V5_5' },
		],
		[
			'an empty model',
			music({ model: '={{ $json.v }}' }),
			['', null, 'Suno V5.5'],
			{ model: 'V5_5' },
		],
		[
			'versions as people write them',
			music({ model: '={{ $json.v }}' }),
			['V4.5+', 'Suno V4.5 Plus', 'v4.5plus'],
			{ model: 'V4_5PLUS' },
		],
		[
			'versions as numbers',
			music({ model: '={{ $json.v }}' }),
			[5, '5', 'V5', 'Suno V5'],
			{ model: 'V5' },
		],
		[
			'a length with its unit',
			veo({ imageUrls: [A], duration: '={{ $json.v }}' }),
			['6s', '6 seconds', '6.0', 6],
			{ duration: 6 },
		],
		[
			'a resolution without its unit',
			veo({ imageUrls: [A], resolution: '={{ $json.v }}' }),
			[1080, '1080', '1080P'],
			{ resolution: '1080p' },
		],
		[
			'addresses with commas',
			veo(),
			[COMMA, [COMMA], JSON.stringify([COMMA])],
			{ imageUrls: [COMMA] },
		],
		[
			'several addresses',
			veo(),
			[`${A}, ${B}`, [A, B], `${A}\n${B}`, `${A}; ${B}`, JSON.stringify([A, B])],
			{ imageUrls: [A, B] },
		],
		['attachments', veo(), [[{ id: 'att1', url: A, filename: 'p.png' }]], { imageUrls: [A] }],
		[
			'a share link',
			veo(),
			['https://drive.google.com/file/d/1AbC/view?usp=sharing'],
			{ imageUrls: ['https://drive.google.com/uc?export=download&id=1AbC'] },
		],
		[
			'a callback address',
			music({ options: { callbackUrl: '={{ $json.v }}' } }),
			[' https://n8n.acme.io/hook\n'],
			{ callBackUrl: 'https://n8n.acme.io/hook' },
		],
	])('%s', async (_what, node, values, sent) => {
		const { done, failures } = await run(node, values);

		expect(failures).toEqual([]);
		expect(done.length).toBeGreaterThanOrEqual(values.length);
		expect(bodies()).toEqual(values.map(() => expect.objectContaining(sent) as IDataObject));
	});

	it.each<[string, INode, unknown[], RegExp]>([
		[
			'objects, lists and switches for text',
			music({ prompt: '={{ $json.v }}' }),
			[{ prompt: 'x' }, ['a', 'b'], true],
			/^Prompt must be text/,
		],
		[
			'a date of n8n for text',
			music({ prompt: '={{ $now }}' }),
			[1],
			/^Prompt must be text, but is the date \d{4}-/,
		],
		[
			'broken expressions',
			music({ prompt: '={{ $json.v }}' }),
			['undefined', '[object Object]', 'About [object Object]'],
			/^Prompt .*broken expression/,
		],
		[
			'what a spreadsheet shows of a failed formula',
			music({ prompt: '={{ $json.v }}' }),
			['#REF!', '#N/A', '#WERT!'],
			/^Prompt is "#.*" *, the sign of a formula that failed/,
		],
		[
			'an expression in a field that is fixed',
			music({ prompt: 'A song about {{ $json.v }}' }),
			['rain'],
			/^Prompt holds "\{\{ \$json\.v \}\}", which was not evaluated/,
		],
		[
			'an expression in an option that is fixed',
			music({ options: { negativeTags: '{{ $json.v }}, slow' } }),
			['rock'],
			/^Negative Tags holds .* which was not evaluated/,
		],
		[
			'an expression in the form of a model that is fixed',
			model('nano-banana-pro', { prompt: 'A kite over {{ $json.v }}' }),
			['Rome'],
			/^Prompt holds .* which was not evaluated/,
		],
		[
			'thousands or decimals',
			music({ options: { minimumCredits: '={{ $json.v }}' } }),
			['1.000', '2.500'],
			/^Minimum Credits is ".*", which may mean/,
		],
		[
			'the name of several models',
			music({ model: '={{ $json.v }}' }),
			['V5,V4', 'Suno', 12],
			/^Model must be one of Suno V6/,
		],
		[
			'other words for a switch',
			music({ instrumental: '={{ $json.v }}' }),
			['maybe', 'ja'],
			/^Instrumental must be true or false/,
		],
		[
			'almost a model',
			music({ model: '={{ $json.v }}' }),
			['V4.5 Plsu'],
			/^Model must be one of .*did you mean V4\.5 Plus/,
		],
		[
			'two files in one field',
			kie(
				'Kie',
				{
					resource: 'audio',
					operation: 'separateVocals',
					source: 'url',
					audioUrl: '={{ $json.v }}',
				},
				{ onError },
			),
			[`${A}, ${B}`, [A, B]],
			/^Audio (holds more than one|takes one file)/,
		],
		[
			'endless text for an address',
			kie(
				'Kie',
				{
					resource: 'audio',
					operation: 'separateVocals',
					source: 'url',
					audioUrl: '={{ "A".repeat(300000) }}',
				},
				{ onError },
			),
			[1],
			/^Audio is neither/,
		],
		[
			'words for a setting',
			music({ waitForCompletion: '={{ $json.v }}' }),
			['nein', true, 'yes'],
			/^Wait for Completion must be one of Wait Here, Pause Until Kie.ai Calls Back, Don't Wait/,
		],
		[
			'times that are none',
			music({ options: { timeLimit: '={{ $json.v }}' } }),
			['abc', -5, 0, 1e9, '1e400'],
			/^Time Limit \(Minutes\) must be/,
		],
		[
			'words for an option',
			music({ downloadFiles: '={{ $json.v }}' }),
			['maybe'],
			/^Download Files must be true or false/,
		],
		[
			'callbacks that cannot come',
			music({ options: { callbackUrl: '={{ $json.v }}' } }),
			['http://localhost:5678/h', 'http://192.168.1.5/h', 'acme.io/h', 'https://your-domain.com/h'],
			/^Callback URL/,
		],
		[
			'IDs that are none',
			kie(
				'Kie',
				{ resource: 'audio', operation: 'convertToWav', taskId: '={{ $json.v }}', audioId: 'a' },
				{ onError },
			),
			[['a'], { taskId: 'a' }, 'a b'],
			/^Task ID must be/,
		],
	])('%s: refused before anything is paid', async (_what, node, values, message) => {
		const { done, failures } = await run(node, values);

		expect(done).toEqual([]);
		expect(failures).toHaveLength(values.length);
		for (const failure of failures) {
			expect(failure).toMatchObject({ category: 'input', creditsTaken: 'no' });
			expect(failure.message).toMatch(message);
			expect(`${failure.message as string}`.length).toBeLessThanOrEqual(500);
		}
		expect(scenario.sandbox.ledger.payments).toEqual([]);
	});

	it('a refusal is about one item', async () => {
		const { done, failures } = await run(music({ instrumental: '={{ $json.v }}' }), [
			true,
			'x',
			'no',
		]);

		expect(done).toHaveLength(2);
		expect(failures).toHaveLength(1);
	});

	it.each(['', null, 'Polling', 'polling '])('Wait for Completion %j still waits', async (v) => {
		const { done } = await run(music({ waitForCompletion: '={{ $json.v }}' }), [v]);

		expect(done).toMatchObject([{ json: { status: 'success' } }]);
	});

	it('options as text', async () => {
		const options = {
			splitIntoItems: 'TRUE',
			timeLimit: ' 5 ',
		};
		const { done } = await run(music({ options, downloadFiles: '={{ $json.v }}' }), ['yes']);

		expect(done).toHaveLength(2);
		expect(done.every(({ binary }) => binary)).toBe(true);
	});

	describe('IDs', () => {
		it('without the blanks and quotes that were copied with them', async () => {
			const wav = {
				resource: 'audio',
				operation: 'convertToWav',
				taskId: '={{ $json.v }}',
				audioId: '" e2 "',
			};
			await run(kie('Kie', wav, { onError }), [' 5c79\n']);

			const sent = scenario.sandbox.requests.find(({ path }) => path === '/api/v1/wav/generate');
			expect(sent?.body).toMatchObject({ taskId: '5c79', audioId: 'e2' });
		});

		it.each([
			[(taskId: string) => ({ code: 200, data: { taskId } })],
			[(taskId: string) => ({ headers: {}, body: { code: 200, data: { task_id: taskId } } })],
			[(taskId: string) => ({ data: [{ taskId }] })],
		])('of a task behind a node that knows nothing of Kie.ai', async (item) => {
			const song = generateMusic({ waitForCompletion: 'no' });
			const [{ json: started }] = await scenario.output(song);
			const wait = kie('Wait', { resource: 'task', operation: 'wait' });

			const [{ json: finished }] = await scenario.output(wait, [item(String(started.taskId))]);

			expect(finished).toMatchObject({ taskId: started.taskId, status: 'success' });
		});
	});

	it.each([
		[{ resource: 'music', operation: 'create' }, /^Operation must be one of .*but is "create"$/],
		[{ resource: 'songs', operation: 'generate' }, /^Resource must be one of .*but is "songs"$/],
	])('%j, which the editor does not offer', async (named, message) => {
		const { failures } = await run(music({ ...named, prompt: 'A song' }), [1]);

		expect(failures).toMatchObject([{ category: 'input', creditsTaken: 'no' }]);
		expect(failures[0].message).toMatch(message);
	});

	describe('models', () => {
		const speech = 'elevenlabs/text-to-speech-turbo-2-5';

		it('voices by name as well as by ID', async () => {
			const voice = 'EkK5I93UQWFDigLMpZcX';
			const { failures } = await run(model(speech, { text: 'Hello', voice: '={{ $json.v }}' }), [
				voice,
				'James – Husky',
				'james',
			]);

			expect(failures).toEqual([]);
			expect(inputs().map((input) => input.voice)).toEqual([voice, voice, voice]);
		});

		it('by title, and in another case', async () => {
			for (const id of ['Google/Nano-Banana', ' google/nano-banana\n']) {
				await run(model(id, { prompt: 'A kite' }), [1]);
			}
			expect(bodies().map((body) => body.model)).toEqual([
				'google/nano-banana',
				'google/nano-banana',
			]);
		});

		it.each(['8 credits · Nano Banana 2', 'Nano Banana 2 – 8 credits', 'nano banana 2'])(
			'by what the list shows: %s',
			async (name) => {
				await run(model(name, { prompt: 'A kite' }), [1]);

				expect(bodies()).toMatchObject([{ model: 'nano-banana-2' }]);
			},
		);

		it.each([
			['https://kie.ai/nano-banana', /^Model must be the ID of a model, but is "https:/],
			['nano banana', /^Model must be the ID .*did you mean/],
			['nano-banana-pro; nano-banana-2', /^Model must be the ID/],
		])('refuses what is no ID: %s', async (id, message) => {
			const { failures } = await run(model(id, { prompt: 'A kite' }), [1]);

			expect(failures[0].message).toMatch(message);
			expect(scenario.requests(CREATE)).toBe(0);
		});

		it('takes a field in another spelling', async () => {
			await run(model('nano-banana-pro', { Prompt: 'A kite', aspectRatio: '1:1' }), [1]);
			await run(json('nano-banana-pro', { prompt: 'A kite', aspectRatio: '1:1' }), [1]);

			const meant = { prompt: 'A kite', aspect_ratio: '1:1' };
			expect(inputs()).toEqual([meant, meant]);
		});

		it('names the choices, whatever the type of what was entered', async () => {
			const input = { prompt: 'A kite', resolution: '={{ $json.v }}' };
			const { failures } = await run(model('nano-banana-pro', input), [true, { a: 1 }]);

			for (const { message } of failures) expect(message).toMatch(/^Resolution must be one of 1K/);
			expect(failures).toHaveLength(2);
		});

		it('refuses the JSON of a whole request', async () => {
			const whole = { model: 'nano-banana-pro', input: { prompt: 'A kite' } };
			for (const id of ['nano-banana-pro', 'maker/new-model']) {
				const { failures } = await run(json(id, whole), [1]);
				expect(failures[0].message).toBe('Input (JSON) holds a whole request, not the input alone');
			}
			expect(scenario.requests(CREATE)).toBe(0);
		});

		it('refuses a misspelt ID, naming the one that was meant', async () => {
			const { failures } = await run(model('google/nano-bananna', { prompt: 'A kite' }), [1]);

			expect(failures[0].message).toContain('did you mean google/nano-banana?');
			expect(scenario.requests(CREATE)).toBe(0);
		});

		it('JSON in the types of the form', async () => {
			const input = { prompt: 'move', image_urls: A, sound: 'no', duration: 5, tail: null };
			const { failures } = await run(json('kling-2.6/image-to-video', input), [1]);

			expect(failures).toEqual([]);
			expect(inputs()).toEqual([{ prompt: 'move', image_urls: [A], sound: false, duration: '5' }]);
		});

		it('a list of one where one address is meant', async () => {
			await run(
				json('bytedance/seedance-2', { prompt: 'move', first_frame_url: [A], duration: '6' }),
				[1],
			);

			expect(inputs()).toEqual([{ prompt: 'move', first_frame_url: A, duration: 6 }]);
		});

		it('a key that is not documented is sent, one that is almost right is refused', async () => {
			const input = { prompt: 'A kite', nsfw_checker: false };
			expect((await run(json('nano-banana-pro', input), [1])).failures).toEqual([]);
			const typo = json('nano-banana-pro', { prompt: 'A kite', aspect_ration: '1:1' });
			const { failures } = await run(typo, [1]);

			expect(inputs()).toEqual([input]);
			expect(failures[0].message).toContain('did you mean aspect_ratio?');
		});

		it('JSON as language models write it', async () => {
			const node = json('nano-banana-pro', {}, { inputJson: '={{ $json.v }}' });
			await run(node, ['```json\n{"prompt":"A kite",}\n```', { prompt: 'A kite', seed: null }]);

			expect(inputs()).toEqual([{ prompt: 'A kite' }, { prompt: 'A kite' }]);
		});

		it('says where JSON breaks, and the way out', async () => {
			const inputJson = '={\n "prompt": "{{ $json.v }}"\n}';
			const { failures } = await run(json('nano-banana-pro', {}, { inputJson }), [
				'He said "hi"',
				'a\nb',
			]);

			for (const { message, hint } of failures) {
				expect(message).toMatch(/line 2, column \d+\)/);
				expect(hint).toContain('JSON.stringify');
			}
			expect(failures).toHaveLength(2);
		});
	});

	describe('files', () => {
		beforeAll(useFilesystem);

		const dropsFiles = {
			description: describedAs('Agent'),
			async execute() {
				return [[{ json: {}, pairedItem: { item: 0 } }]];
			},
		};

		async function runWith(node: INode, content: Buffer, name: string, mimeType: string) {
			const nodes = {
				'test.form': fileSource([{ photo: { content, name, mimeType } }]),
				'test.agent': dropsFiles as never,
			};
			const chain = chainOf(plainNode('Form', 'test.form'), plainNode('Agent', 'test.agent'), node);
			return await prepareExecution(scenario.installation(undefined, nodes), chain).run();
		}

		it.each<[string, INode]>([
			['a declared operation', veo({ imageUrls: "={{ $('Form').item.binary.photo }}" })],
			['all files of the item', veo({ imageUrls: "={{ $('Form').item.binary }}" })],
			[
				'any model',
				model('google/nano-banana-edit', {
					prompt: 'x',
					image_urls: "={{ $('Form').item.binary.photo }}",
				}),
			],
		])('of an earlier node by an expression: %s', async (_what, node) => {
			const ran = await runWith(node, PNG, 'Größe 写真.png', 'image/png');

			expect(itemsOf(ran, 'Kie')[0].json.status).toBe('success');
			expect(scenario.sandbox.uploads).toHaveLength(1);
		});

		it.each([
			['IMG_1.HEIC', HEIC, 'image/heic'],
			['a.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'],
			['a.gif', Buffer.from('GIF89a\x01\x00\x01\x00'), 'image/gif'],
		])(
			'%s where the model does not take it: refused before anything is paid',
			async (name, content, mimeType) => {
				const node = model('google/nano-banana-edit', {
					prompt: 'x',
					image_urls: "={{ $('Form').item.binary.photo }}",
				});
				const ran = await runWith(node, content, name, mimeType);

				expect((itemsOf(ran, 'Kie', 1)[0].json.error as IDataObject).message).toMatch(
					/takes jpeg, png, webp/,
				);
				expect(scenario.sandbox.ledger.payments).toEqual([]);
			},
		);
	});

	describe('the credential', () => {
		const credits = kie('Kie', { resource: 'account', operation: 'getCredits' });

		it.each([' {}\n', 'Bearer {}', '"{}"', 'Authorization: Bearer {}'])(
			'the key as %j',
			async (written) => {
				scenario.credential = { apiKey: written.replace('{}', scenario.sandbox.apiKey) };

				expect(await scenario.output(credits)).toHaveLength(1);
			},
		);

		it.each([
			[{ apiHost: 'api.kie.ai' }, /API Host must be an address with https:\/\//],
			[{ apiHost: 'https://me:pw@api.kie.ai' }, /API Host must not contain a user name/],
			[{ apiKey: null }, /API Key is empty/],
			[{ apiKey: 'a\nb' }, /API Key holds a blank or line break/],
			[{ webhookHmacSecret: 'a b' }, /Webhook HMAC Key holds a blank/],
			[{ callbackUrl: 'acme.io' }, /Default Callback URL must be a web address/],
		])('%j is refused', async (credential, message) => {
			scenario.credential = credential;

			expect((await scenario.failure(credits)).message).toMatch(message);
			expect(scenario.sandbox.requests).toEqual([]);
		});
	});
});
