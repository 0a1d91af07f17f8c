import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { asKieError } from '../../../nodes/kie/errors';
import { operationOf } from '../../../nodes/KieAi/actions';
import type { Values } from '../../../nodes/KieAi/actions/field';
import { ITEM_FILE } from '../../../nodes/KieAi/actions/fields';
import type { Operation } from '../../../nodes/KieAi/actions/operation';
import { bodyOf, readValues } from '../../../nodes/KieAi/execute/parameters/values';
import { problemsOf } from '../../sandbox/contract';
import { parametersOf } from '../../support/samples';

const find = (name: string) => {
	const [resource, value] = name.split('.');
	return operationOf(resource, value);
};

/** What the expression of a file field finds in an item without anything. */
const ofEmptyItem = (value: unknown) =>
	JSON.stringify(value)?.includes(ITEM_FILE) ? undefined : value;

/** Reads the form as the node does: fields that the user left alone have their defaults. */
function valuesOf(name: string, entered: Values): Values {
	const operation = find(name);
	const parameters = parametersOf(name.split('.')[0], operation, entered) as IDataObject;
	const context = {
		getNodeParameter: (parameter: string, _item: number, fallback: unknown) =>
			ofEmptyItem(parameters[parameter] ?? fallback),
		getNode: () => ({ parameters }),
		getInputData: () => [{ json: {} }],
	} as unknown as IExecuteFunctions;
	const files = { binary: () => undefined, names: [], trustedHosts: [] };
	return readValues(context, operation, 0, files);
}

const bodyFor = (name: string, entered: Values) => bodyOf(find(name), valuesOf(name, entered));

const pathOf = (operation: Operation) =>
	'request' in operation ? operation.request.path : undefined;

/** What the user reads when the form is refused. */
function refusal(name: string, entered: Values): string {
	try {
		valuesOf(name, entered);
	} catch (error) {
		return asKieError(error).failure.message;
	}
	return 'nothing was refused';
}

const image = 'https://example.com/image.png';
const video = 'https://example.com/video.mp4';
const images = (count: number) => Array<string>(count).fill(image);
const frames = { generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO', prompt: 'Rain' };
const references = { generationType: 'REFERENCE_2_VIDEO', prompt: 'Rain' };
const prompt = 'Rain';
const long = (length: number) => 'x'.repeat(length);

type Sent = [operation: string, what: string, entered: Values, body: IDataObject];

const sent: Sent[] = [
	[
		'veoVideo.generate',
		'a text',
		{ prompt },
		{
			prompt,
			generationType: 'TEXT_2_VIDEO',
			model: 'veo3_fast',
			aspect_ratio: '16:9',
			resolution: '720p',
			duration: 8,
			enableTranslation: true,
		},
	],
	[
		'veoVideo.generate',
		'everything',
		{
			...frames,
			imageUrls: images(2),
			model: 'veo3',
			aspectRatio: '16:9',
			resolution: '4k',
			duration: '4',
			enableTranslation: false,
			watermark: 'Me',
		},
		{
			...frames,
			imageUrls: images(2),
			model: 'veo3',
			aspect_ratio: '16:9',
			resolution: '4k',
			duration: 4,
			enableTranslation: false,
			watermark: 'Me',
		},
	],
	[
		'veoVideo.generate',
		'three references',
		{ ...references, imageUrls: images(3), model: 'veo3_lite', aspectRatio: 'Auto' },
		{
			...references,
			imageUrls: images(3),
			model: 'veo3_lite',
			aspect_ratio: 'Auto',
			resolution: '720p',
			duration: 8,
			enableTranslation: true,
		},
	],
	[
		'veoVideo.generate',
		'no images that were left over from another mode',
		{ prompt, imageUrls: images(1) },
		{
			prompt,
			generationType: 'TEXT_2_VIDEO',
			model: 'veo3_fast',
			aspect_ratio: '16:9',
			resolution: '720p',
			duration: 8,
			enableTranslation: true,
		},
	],
	[
		'veoVideo.extend',
		'another name of the model',
		{ taskId: 'video', prompt, model: 'quality', seed: 10000, watermark: 'Me' },
		{ taskId: 'video', prompt, model: 'quality', seeds: 10000, watermark: 'Me' },
	],
	['veoVideo.get4k', 'the first video', { taskId: 'video' }, { taskId: 'video', index: 0 }],
	[
		'runwayVideo.generate',
		'an aspect ratio with text',
		{ prompt },
		{ prompt, aspectRatio: '16:9', duration: 5, quality: '720p' },
	],
	[
		'runwayVideo.generate',
		'no aspect ratio with an image',
		{ source: 'image', imageUrl: image, prompt, aspectRatio: '1:1', quality: '1080p' },
		{ prompt, imageUrl: image, duration: 5, quality: '1080p' },
	],
	[
		'runwayVideo.generate',
		'a watermark with a capital M',
		{ prompt: long(1800), duration: 10, watermark: 'Me' },
		{
			prompt: long(1800),
			aspectRatio: '16:9',
			duration: 10,
			quality: '720p',
			waterMark: 'Me',
		},
	],
	[
		'runwayVideo.extend',
		'what it needs',
		{ taskId: 'video', prompt, quality: '1080p' },
		{ taskId: 'video', prompt, quality: '1080p' },
	],
	[
		'runwayVideo.transform',
		'what it needs',
		{ prompt, videoUrl: video },
		{ prompt, videoUrl: video },
	],
	[
		'runwayVideo.transform',
		'everything',
		{
			prompt,
			videoUrl: video,
			aspectRatio: '21:9',
			referenceImageUrl: image,
			seed: 7,
			uploadCn: true,
			watermark: 'Me',
		},
		{
			prompt,
			videoUrl: video,
			aspectRatio: '21:9',
			referenceImage: image,
			seed: 7,
			uploadCn: true,
			waterMark: 'Me',
		},
	],
	[
		'lumaVideo.modify',
		'everything',
		{ prompt, videoUrl: video, watermark: 'Me' },
		{ prompt, videoUrl: video, watermark: 'Me' },
	],
	[
		'fluxKontextImage.generate',
		'a ratio',
		{ prompt },
		{ prompt, model: 'flux-kontext-pro', aspectRatio: '16:9', enableTranslation: true },
	],
	[
		'fluxKontextImage.generate',
		'everything',
		{
			prompt,
			model: 'flux-kontext-max',
			aspectRatio: '9:16',
			enableTranslation: false,
			outputFormat: 'png',
			promptUpsampling: true,
			safetyTolerance: 6,
			uploadCn: false,
			watermark: 'Me',
		},
		{
			prompt,
			model: 'flux-kontext-max',
			aspectRatio: '9:16',
			enableTranslation: false,
			outputFormat: 'png',
			promptUpsampling: true,
			safetyTolerance: 6,
			uploadCn: false,
			watermark: 'Me',
		},
	],
	[
		'fluxKontextImage.edit',
		'no ratio that was not asked for',
		{ prompt, imageUrl: image, safetyTolerance: 0 },
		{
			prompt,
			inputImage: image,
			model: 'flux-kontext-pro',
			enableTranslation: true,
			safetyTolerance: 0,
		},
	],
	[
		'fluxKontextImage.edit',
		'a ratio of its own',
		{ prompt, imageUrl: image, aspectRatio: '3:4' },
		{
			prompt,
			inputImage: image,
			model: 'flux-kontext-pro',
			enableTranslation: true,
			aspectRatio: '3:4',
		},
	],
	['gpt4oImage.generate', 'a size', { prompt }, { prompt, size: '1:1' }],
	[
		'gpt4oImage.edit',
		'five images without a prompt',
		{ imageUrls: images(5), aspectRatio: '2:3' },
		{ filesUrl: images(5), size: '2:3' },
	],
	[
		'gpt4oImage.edit',
		'everything',
		{
			imageUrls: images(1),
			prompt,
			maskUrl: image,
		},
		{
			filesUrl: images(1),
			prompt,
			size: '1:1',
			maskUrl: image,
		},
	],
	[
		'omni.createAudio',
		'everything',
		{
			voice: 'zephyr',
			name: long(210),
			voiceDescription: long(20_000),
			exampleDialogue: long(120),
		},
		{
			audio_id: 'zephyr',
			name: long(210),
			voice_description: long(20_000),
			example_dialogue: long(120),
		},
	],
	[
		'omni.createCharacter',
		'everything',
		{ description: 'A sailor', imageUrls: image, audioIds: 'a, b', characterName: 'Red' },
		{
			descriptions: 'A sailor',
			image_urls: [image],
			audio_ids: ['a', 'b'],
			character_name: 'Red',
		},
	],
];

describe('what Kie.ai gets', () => {
	it.each(sent)('%s: %s', (name, _what, entered, body) => {
		expect(bodyFor(name, entered)).toStrictEqual(body);
		expect(problemsOf(String(pathOf(find(name))), body)).toStrictEqual([]);
	});
});

type Refused = [operation: string, message: string, entered: Values];

const refused: Refused[] = [
	['veoVideo.generate', 'Prompt is empty', {}],
	['veoVideo.generate', 'Images is empty: the incoming item has no image', frames],
	[
		'veoVideo.generate',
		'Images takes at most 2 images with First and Last Frame, but has 3',
		{ ...frames, imageUrls: images(3) },
	],
	[
		'veoVideo.generate',
		'Images takes at most 3 images with Reference Images, but has 4',
		{ ...references, imageUrls: images(4) },
	],
	[
		'veoVideo.generate',
		'Duration (Seconds) must be 8 with Reference Images, but is 6',
		{ ...references, imageUrls: images(1), duration: 6 },
	],
	[
		'veoVideo.generate',
		'Model Veo 3.1 Quality cannot be used with Reference Images; choose Veo 3.1 Fast or Veo 3.1 Lite',
		{ ...references, imageUrls: images(1), model: 'veo3' },
	],
	[
		'veoVideo.generate',
		'Duration (Seconds) must be one of 4, 6, 8, but is 5',
		{ prompt, duration: 5 },
	],
	[
		'veoVideo.extend',
		'Seed must be between 10000 and 99999, but is 9999',
		{ taskId: 'video', prompt, seed: 9999 },
	],
	['veoVideo.get4k', 'Video Index must be at least 0, but is -1', { taskId: 'video', index: -1 }],
	[
		'veoVideo.get1080p',
		'Video Index must be a whole number, but is 0.5',
		{ taskId: 'video', index: 0.5 },
	],
	[
		'runwayVideo.generate',
		'Quality 1080p cannot be used with Duration (Seconds) 10; choose 720p or 5 seconds',
		{ prompt, duration: 10, quality: '1080p' },
	],
	[
		'runwayVideo.generate',
		'Prompt takes at most 1800 characters, this one has 1801',
		{ prompt: long(1801) },
	],
	[
		'runwayVideo.generate',
		'Image is empty: the incoming item has no image',
		{ prompt, source: 'image' },
	],
	['runwayVideo.transform', 'Video is empty: the incoming item has no video', { prompt }],
	[
		'runwayVideo.transform',
		'Seed must be a whole number, but is 1.5',
		{ prompt, videoUrl: video, seed: 1.5 },
	],
	[
		'fluxKontextImage.generate',
		'Safety Tolerance must be one of 0 (Strictest), 1, 2, 3, 4, 5, 6, but is 7',
		{ prompt, safetyTolerance: 7 },
	],
	[
		'fluxKontextImage.edit',
		'Safety Tolerance must be one of 0 (Strictest), 1, 2, but is 3',
		{ prompt, imageUrl: image, safetyTolerance: 3 },
	],
	['gpt4oImage.generate', 'Prompt is empty', {}],
	['gpt4oImage.edit', 'Images takes 1 to 5 entries, but has 6', { prompt, imageUrls: images(6) }],
	[
		'gpt4oImage.edit',
		'Mask can be used with one image only, but Images has 2',
		{ prompt, imageUrls: images(2), maskUrl: image },
	],
	['omni.createAudio', 'Name takes at most 210 characters, this one has 211', { name: long(211) }],
	[
		'omni.createAudio',
		'Example Dialogue takes at most 120 characters, this one has 121',
		{ name: 'Narrator', exampleDialogue: long(121) },
	],
	[
		'omni.createAudio',
		'Voice Description takes at most 20000 characters, this one has 20001',
		{ name: 'Narrator', voiceDescription: long(20_001) },
	],
	[
		'omni.createCharacter',
		'Images takes 1 to 2 entries, but has 3',
		{ description: 'A sailor', imageUrls: images(3) },
	],
];

describe('what is refused before anything is paid', () => {
	it.each(refused)('%s: %s', (name, message, entered) => {
		const { taskId, ...other } = { taskId: 'video', ...entered };
		const takesTask = find(name).fields.some(({ property }) => property.name === 'taskId');

		expect(refusal(name, takesTask ? { taskId, ...other } : other)).toBe(message);
	});
});

describe('the answers of Omni', () => {
	const answerOf = (name: string, data: unknown, values: Values) => {
		const operation = find(name);
		return operation.kind === 'request' ? operation.output(data, values) : undefined;
	};

	it.each(['audioId', 'kieAudioId'])('a voice is %s', (key) => {
		expect(answerOf('omni.createAudio', { [key]: 'a1' }, { name: 'Narrator' })).toEqual({
			audioId: 'a1',
			name: 'Narrator',
		});
	});

	it.each(['characterId', 'kieCharacterId'])('a character is %s', (key) => {
		expect(answerOf('omni.createCharacter', { [key]: 'c1' }, {})).toEqual({ characterId: 'c1' });
	});

	it('a yes without an ID is none', () => {
		expect(() => answerOf('omni.createCharacter', {}, {})).toThrow(/without a result/);
	});
});
