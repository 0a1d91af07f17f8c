import type { IDataObject, INodeParameters } from 'n8n-workflow';
import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import { problemsOf } from '../../nodes/kie/catalogue/check';
import { exampleInput } from '../../nodes/kie/catalogue/example';
import { intentsOf } from '../../nodes/kie/catalogue/intents';
import { mainFields } from '../../nodes/kie/catalogue/mainFields';
import type { Model, ModelField } from '../../nodes/kie/catalogue/model';
import { INTENT_PARTS, type Intent, type Part, partsOf } from '../../nodes/kie/parts';
import { snapshot, snapshotModel } from '../../nodes/kie/catalogue/snapshot';
import { operationOf } from '../../nodes/KieAi/actions';
import { fileSource, useFilesystem } from '../support/binary-store';
import { prepareExecution } from '../support/engine';
import { inputSchema } from '../sandbox/modelSchema';
import { type Input, fullInput } from '../support/fill-model';
import { BROUGHT, broughtFor, otherFields, withModel } from '../support/intents';
import { newModel } from '../support/models';
import { plainNode } from '../support/nodes';
import { Scenario, chainOf } from '../support/scenario';

const CREATE = '/api/v1/jobs/createTask';
const PICTURE =
	'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk';

/** What an expression makes of a field that is missing. */
const NOTHING = '={{ $json.missing }}';

const TOLD = { prompt: BROUGHT.prompt, image: BROUGHT.image };

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);

/** Kie.ai refuses every task of the others. */
const usable = snapshot.filter(({ status }) => status !== 'paused');

const INTENTS = Object.keys(INTENT_PARTS) as Intent[];

/** The fields that the operation does not ask for itself. */
function othersOf(model: Model, intent: Intent) {
	const main = Object.values(mainFields(model, intent)).map((path) => path.split('[].')[0]);
	return model.fields.filter(({ name }) => !main.includes(name));
}

/** A valid input with the parts in it, to which fields can be added. */
function withParts(model: Model, intent: Intent): Input {
	const told = Object.entries(mainFields(model, intent))
		.filter(([, path]) => !path.includes('[].'))
		.map(([part, path]) => {
			const isList = model.fields.find(({ name }) => name === path)?.type === 'array';
			const value = BROUGHT[part as Part];
			return [path, isList ? [value] : value];
		});
	return exampleInput(model, Object.fromEntries(told) as Input);
}

function expectValid(model: Model, input: Input) {
	const problems = problemsOf(model, input, String).filter(({ soft }) => !soft);
	expect([model.id, problems]).toEqual([model.id, []]);
	const valid = ajv.compile(inputSchema(model));
	valid(input);
	expect([model.id, valid.errors ?? []]).toEqual([model.id, []]);
}

/** The model that is chosen from the beginning, under its own name. */
function defaultModel(intent: Intent): Model {
	const [resource, operation] = intent.split('.');
	const field = operationOf(resource, operation).fields.find(
		({ property }) => property.name === 'model',
	);
	const { value, cachedResultName } = field?.property.default as Record<string, string>;
	const model = snapshotModel(value) as Model;
	expect(cachedResultName).toBe(model.title);
	return model;
}

describe('operations by intent', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open({ rateLimit: false, credits: 1e9 }));
	afterEach(async () => await scenario.close());

	const bodies = () => scenario.sandbox.ledger.payments.map(({ body }) => body as IDataObject);
	const inputs = () => bodies().map(({ input }) => input as IDataObject);
	const unpaid = () => expect(scenario.requests(CREATE)).toBe(0);

	describe.each(INTENTS)('%s', (intent) => {
		const suitable = usable.filter((model) => intentsOf(model).includes(intent));

		/** One item per model, each with what somebody brought along and what only they can know. */
		async function bodiesWith(filledIn: (model: Model) => Input) {
			const items = suitable.map((model) => {
				const told = broughtFor(intent, mainFields(model, intent));
				return { model: model.id, ...told, others: filledIn(model) } as IDataObject;
			});
			const parts = Object.fromEntries(
				partsOf(intent).map((part) => [part, `={{ $json.${part} }}`]),
			);
			const node = withModel(intent, '={{ $json.model }}', {
				...parts,
				input: { mappingMode: 'defineBelow', value: '={{ $json.others }}' },
			});
			await scenario.output(node, items);
			return new Map(bodies().map((body) => [body.model, body.input as Input]));
		}

		/** A second picture, a mask, the lines of a dialogue. */
		function neededBesides(model: Model): Input {
			const example = exampleInput(model);
			const needed = othersOf(model, intent).filter(
				({ required, media, items }) =>
					required && (media ?? (intent === 'speech.dialogue' && items?.properties)),
			);
			return Object.fromEntries(needed.map(({ name }) => [name, example[name]]));
		}

		it('is done by every model with prompt and file only', async () => {
			const sent = await bodiesWith(neededBesides);

			for (const model of suitable) {
				const input = sent.get(model.id) as Input;
				expectValid(model, input);
				const told = Object.values(broughtFor(intent, mainFields(model, intent)));
				for (const value of told) expect(JSON.stringify(input)).toContain(value);
			}
		});

		it('is done by every model with as many fields as go together', async () => {
			const full = (model: Model): Input => {
				const names = othersOf(model, intent).map(({ name }) => name);
				const all = fullInput(model, withParts(model, intent));
				return Object.fromEntries(
					names.filter((name) => name in all).map((name) => [name, all[name]]),
				);
			};
			const sent = await bodiesWith(full);

			for (const model of suitable) {
				expectValid(model, sent.get(model.id) as Input);
				expect(sent.get(model.id)).toMatchObject(full(model));
			}
		});

		it('is done by its default model without a choice', async () => {
			const model = defaultModel(intent);
			const told = broughtFor(intent, mainFields(model, intent));
			const rest = otherFields(neededBesides(model) as IDataObject);
			await scenario.output(withModel(intent, undefined, { ...told, ...rest }));

			expect(bodies()[0].model).toBe(model.id);
			expectValid(model, inputs()[0]);
		});
	});

	it('sends the same prompt and picture to three models by changing one of the fields', async () => {
		const models = ['nano-banana-2', 'flux-2/pro-image-to-image', 'qwen/image-edit'];
		const items = models.map((model) => ({ model }));
		await scenario.output(withModel('image.edit', '={{ $json.model }}', TOLD), items);

		expect(bodies().map(({ model }) => model)).toEqual(models);
		expect(inputs()).toEqual([
			{ prompt: BROUGHT.prompt, image_input: [BROUGHT.image] },
			expect.objectContaining({ prompt: BROUGHT.prompt, input_urls: [BROUGHT.image] }),
			expect.objectContaining({ prompt: BROUGHT.prompt, image_url: BROUGHT.image }),
		]);
	});

	describe('a file field that nobody touched', () => {
		const edit = (model = 'qwen/image-edit') => withModel('image.edit', model, { prompt: 'Blue' });
		const song = { url: BROUGHT.audio, files: [{ url: BROUGHT.audio, kind: 'audio' }] };

		it('takes the address of the incoming item', async () => {
			await scenario.output(edit(), [{ url: BROUGHT.image }]);
			expect(inputs()[0].image_url).toBe(BROUGHT.image);
		});

		it('takes the one address of a list, and does not choose among two', async () => {
			await scenario.output(edit(), [{ url: [BROUGHT.image] }]);
			expect(inputs()[0].image_url).toBe(BROUGHT.image);

			const two = { url: [BROUGHT.image, 'https://example.com/b.png'] };
			const error = await scenario.failure(edit(), [two]);
			expect(error.message).toContain('Image is empty: the incoming item has no image');
			expect(error.message).toContain('its url is a list of 2');
			expect(scenario.requests(CREATE)).toBe(1);
		});

		it('takes what the item says of its address before its ending, and an address that says nothing', async () => {
			const made = 'https://example.com/made';
			await scenario.output(edit(), [
				{ url: made, files: [{ url: made, kind: 'image' }] },
				{ url: 'https://example.com/image?id=7' },
			]);
			expect(inputs().map(({ image_url: url }) => url)).toEqual([
				made,
				'https://example.com/image?id=7',
			]);
		});

		it('takes the picture that a song brings along', async () => {
			const cover = { url: BROUGHT.image, kind: 'image' };
			await scenario.output(edit(), [{ ...song, files: [...song.files, cover] }]);
			expect(inputs()[0].image_url).toBe(BROUGHT.image);
		});

		it('takes sound and picture of one item, each where it belongs', async () => {
			const item = { url: BROUGHT.audio, files: [{ url: BROUGHT.image, kind: 'image' }] };
			const node = withModel('video.talkingAvatar', undefined, { prompt: 'She smiles' });
			await scenario.output(node, [item]);
			expect(inputs()[0]).toMatchObject({ audio_url: BROUGHT.audio, image_url: BROUGHT.image });
		});

		it.each([
			['none', {}],
			['a video', { url: BROUGHT.video }],
			['a song', song],
			['no address', { url: 'kite.png' }],
		])('is refused before paying where the item has %s', async (_, item) => {
			const error = await scenario.failure(edit(), [item]);
			expect(error.message).toContain('Image is empty: the incoming item has no image');
			unpaid();
		});

		it('takes the photo of a form, which is uploaded', async () => {
			useFilesystem();
			const content = Buffer.from(PICTURE.split(',')[1], 'base64');
			const photo = { Photo: { content, name: 'me.png', mimeType: 'image/png' } };
			const form = plainNode('Form', 'test.form');
			const node = withModel('video.generateFromImage', undefined, { prompt: 'It moves' });
			const nodes = { 'test.form': fileSource([photo]) };
			const installation = scenario.installation(undefined, nodes);
			const run = await prepareExecution(installation, chainOf(form, node)).run();

			expect(run.data.resultData.error).toBeUndefined();
			const [{ downloadUrl }] = scenario.sandbox.uploads;
			expect(inputs()[0]).toMatchObject({ prompt: 'It moves', first_frame_url: downloadUrl });
		});

		it('says nothing of a second file that only some models take', async () => {
			const node = withModel('video.edit', 'runway/gen4-aleph', { prompt: 'Let it snow' });
			await scenario.output(node, [
				{ url: BROUGHT.video, files: [{ url: BROUGHT.image, kind: 'image' }] },
			]);
			expect(inputs()[0]).toEqual({ prompt: 'Let it snow', video_url: BROUGHT.video });
		});
	});

	it('takes several pictures where the model does, and refuses them before paying where it does not', async () => {
		const image = [BROUGHT.image, 'https://example.com/b.png'];
		const node = (model: string) =>
			withModel('image.edit', model, { prompt: 'Both', image: image.join(', ') });
		await scenario.output(node('nano-banana-2'));
		expect(inputs()[0].image_input).toEqual(image);

		const error = await scenario.failure(node('qwen/image-edit'));
		expect(error.message).toContain('Image takes one file, but holds 2');
		expect(scenario.requests(CREATE)).toBe(1);
	});

	it('uploads a file of n8n, and says what the model wants of it', async () => {
		await scenario.output(withModel('image.edit', 'qwen/image-edit', { ...TOLD, image: PICTURE }));
		expect(scenario.sandbox.uploads).toHaveLength(1);
		expect(inputs()[0].image_url).toMatch(/^https?:/);

		const gif = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
		const node = withModel('image.upscale', 'topaz/image-upscale', { image: gif });
		expect((await scenario.failure(node)).message).toMatch(/^Image takes .*GIF/);
	});

	describe('refuses before paying', () => {
		afterEach(unpaid);

		it.each<[Intent, string | undefined, string, INodeParameters]>([
			['image.edit', 'google/nano-banana', 'Nano Banana Text to Image takes no image', TOLD],
			['video.edit', 'wan/2-2-animate-move', 'takes no prompt', { ...TOLD, video: BROUGHT.video }],
			[
				'video.talkingAvatar',
				'infinitalk/from-audio',
				'Infinitalk from Audio takes no video',
				BROUGHT,
			],
			['image.edit', 'nano-banana-2', 'Prompt is empty', { ...TOLD, prompt: NOTHING }],
			['image.edit', 'nano-banana-2', 'Image is empty', { ...TOLD, image: NOTHING }],
			['speech.textToSpeech', undefined, 'Text is empty', { prompt: NOTHING }],
			[
				'image.edit',
				'nano-banana-2',
				'Prompt takes at most',
				{ ...TOLD, prompt: 'x'.repeat(30_000) },
			],
			['image.edit', 'bytedance/seedance-2', 'Seedance 2.0 is no model for image', TOLD],
			['image.edit', 'no-such/model', 'The fields of no-such/model are not known', TOLD],
		])('%s with %s: %s', async (intent, model, message, told) => {
			const error = await scenario.failure(withModel(intent, model, told));
			expect(error.message).toContain(message);
		});
	});

	it('lets stand what a form of another model left, and is louder than it', async () => {
		const left = otherFields({ prompt: 'Old', voice: 'Rachel', resolution: '2K' });
		await scenario.output(withModel('image.generate', 'nano-banana-2', { prompt: 'New', ...left }));
		expect(inputs()[0]).toEqual({ prompt: 'New', resolution: '2K' });
	});

	it('sends no prompt that the form of another operation left and nobody sees', async () => {
		const left = { image: BROUGHT.image, ...otherFields({ prompt: 'Old', resolution: '2K' }) };
		await scenario
			.output(withModel('image.edit', 'flux-2/pro-image-to-image', left))
			.catch(() => {});
		expect(JSON.stringify(inputs())).not.toContain('Old');
	});

	describe('a form that an expression makes', () => {
		const made = (value: unknown) => ({ value }) as IDataObject;
		const node = withModel('image.generate', undefined, {
			prompt: 'Blue',
			input: { mappingMode: 'defineBelow', value: '={{ $json.value }}' },
		});

		it('is taken as JSON too, and where it is empty', async () => {
			await scenario.output(node, ['{"resolution":"2K"}', undefined, ''].map(made));
			expect(inputs()).toEqual([
				{ prompt: 'Blue', resolution: '2K' },
				{ prompt: 'Blue' },
				{ prompt: 'Blue' },
			]);
		});

		it.each([['2K'], [['2K']], [2]])('is refused before paying where it is %j', async (value) => {
			const error = await scenario.failure(node, [made(value)]);
			expect(error.message).toContain('must be');
			unpaid();
		});
	});

	describe('Input (JSON)', () => {
		const json = (model: string, input: object, told: object = TOLD) =>
			withModel('image.edit', model, {
				...told,
				inputMode: 'json',
				inputJson: JSON.stringify(input),
			} as never);

		it('says more than what is entered above, which fills in what it leaves out', async () => {
			await scenario.output(json('nano-banana-2', { prompt: 'Mine', resolution: '2K' }));
			expect(inputs()[0]).toEqual({
				prompt: 'Mine',
				image_input: [BROUGHT.image],
				resolution: '2K',
			});
		});

		it('needs no picture beside the one that is written there', async () => {
			const node = json('nano-banana-2', { image_input: [BROUGHT.image] }, { prompt: 'Blue' });
			await scenario.output(node, [{ url: BROUGHT.video }]);
			expect(inputs()[0]).toEqual({ prompt: 'Blue', image_input: [BROUGHT.image] });
		});

		it.each([
			['an empty list', { prompt: ' ', image_input: [] }],
			['a list of an empty cell', { prompt: '', image_input: [''] }],
			['null', { prompt: null, image_input: null }],
		])('leaves to what is entered above where it holds %s', async (_, input) => {
			await scenario.output(json('nano-banana-2', input));
			expect(inputs()[0]).toEqual({ prompt: TOLD.prompt, image_input: [BROUGHT.image] });
		});

		it('with nothing for the picture is refused before paying where nothing else has one', async () => {
			const error = await scenario.failure(
				json('nano-banana-2', { image_input: [] }, { prompt: 'Blue' }),
			);
			expect(error.message).toContain('Image is empty');
			unpaid();
		});

		it('of a model that nobody knows gets the prompt where it holds none', async () => {
			const node = json('no-such/model', { prompt: '', pic: BROUGHT.image }, { prompt: 'Blue' });
			await scenario.output(node);
			expect(inputs()[0]).toEqual({ prompt: 'Blue', pic: BROUGHT.image });
		});

		it('of a model that nobody knows gets the prompt; a file has to be written there', async () => {
			const error = await scenario.failure(json('no-such/model', {}));
			expect(error.message).toContain('so that Image has no place');
			unpaid();
			await scenario.output(json('no-such/model', { pic: BROUGHT.image }, { prompt: 'Blue' }));
			expect(inputs()[0]).toEqual({ prompt: 'Blue', pic: BROUGHT.image });
		});
	});

	it('takes a model that appeared yesterday, by the names of its fields', async () => {
		const fields: ModelField[] = [
			{ name: 'prompt', type: 'string', required: true },
			{ name: 'source_image_url', type: 'string', media: 'image', required: true },
			{ name: 'size', type: 'string', enum: ['small', 'large'], required: true },
		];
		scenario.sandbox.discovery.offer(newModel(fields, 'Image to Image'));
		await scenario.output(withModel('image.edit', 'maker/new-model', TOLD));

		expect(inputs()[0]).toEqual({
			prompt: BROUGHT.prompt,
			source_image_url: BROUGHT.image,
			size: 'small',
		});
	});

	it.each(['__proto__', 'constructor', 'toString'])('knows no model %s', async (name) => {
		const error = await scenario.failure(withModel('image.edit', name, TOLD));
		expect(error.message).toContain(`The fields of ${name} are not known`);
		unpaid();
	});

	it('takes the models that take over by their titles', async () => {
		const failed = { end: 'fail_wire', errorCode: '500', errorMessage: 'internal error' };
		scenario.sandbox.next(CREATE, failed);
		const options = { fallbackModels: '={{ $json.others }}' };
		const node = withModel('image.edit', undefined, { ...TOLD, options });
		const { id, title } = snapshotModel('flux-2/pro-image-to-image') as Model;
		const [item] = await scenario.output(node, [{ others: title }]);
		expect(item.json.model).toBe(id);
	});

	it('fills in the form of the model that takes over as well', async () => {
		const failed = { end: 'fail_wire', errorCode: '500', errorMessage: 'internal error' };
		scenario.sandbox.next(CREATE, failed);
		const options = { fallbackModels: ['flux-2/pro-image-to-image'] };
		const [item] = await scenario.output(withModel('image.edit', undefined, { ...TOLD, options }));

		expect(item.json.model).toBe('flux-2/pro-image-to-image');
		expect(inputs()[1]).toMatchObject({ input_urls: [BROUGHT.image], resolution: '1K' });
	});
});
