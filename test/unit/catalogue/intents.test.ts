import { intentsOf, reasonApart } from '../../../nodes/kie/catalogue/intents';
import { mainFields } from '../../../nodes/kie/catalogue/mainFields';
import { mergeModels } from '../../../nodes/kie/catalogue/merge';
import type { Model, ModelField } from '../../../nodes/kie/catalogue/model';
import { shapeFrom } from '../../../nodes/kie/catalogue/openapi';
import { INTENT_PARTS, type Intent } from '../../../nodes/kie/parts';
import { snapshot, snapshotModel } from '../../../nodes/kie/catalogue/snapshot';
import { inputSchema } from '../../sandbox/modelSchema';
import { taskOpenapi } from '../../sandbox/openapi';

const INTENTS = Object.keys(INTENT_PARTS) as Intent[];

const titled = snapshot.map((model) => ({ id: model.id, model }));

const model = (id: string) => snapshotModel(id) as Model;

/** What Kie.ai's live schema alone tells of a model, as of one that nobody knows. */
function livingOf({ id, title, provider, taskTypes, ...known }: Model): Model {
	const live = shapeFrom(
		taskOpenapi(id, inputSchema({ ...known, id, title, provider, taskTypes })),
	);
	if (!live) throw new Error(`${id} has no live schema`);
	return mergeModels({ id, title, provider, taskTypes }, live);
}

describe.each(titled)('$id', ({ model: one }) => {
	it('stands where people look for it, or there is a reason why not', () => {
		const intents = intentsOf(one);

		const isApart = reasonApart(one) !== undefined && intents.length === 0;
		expect(isApart || intents.length > 0).toBe(true);
		for (const intent of intents) {
			const main = mainFields(one, intent);
			expect(Object.keys(main)).toEqual(expect.arrayContaining([...INTENT_PARTS[intent].needs]));
		}
	});

	it('is filled in the same with nothing but its live schema', () => {
		const living = livingOf(one);

		expect(intentsOf(living)).toEqual(intentsOf(one));
		for (const intent of intentsOf(one)) {
			expect([intent, mainFields(living, intent)]).toEqual([intent, mainFields(one, intent)]);
		}
	});

	it('takes no file where the name says that it is none of the main ones', () => {
		for (const intent of intentsOf(one)) {
			for (const path of Object.values(mainFields(one, intent))) {
				expect(path).not.toMatch(/mask|last|tail|end_image/);
			}
		}
	});
});

describe('intents', () => {
	it('have models each, and none of another kind', () => {
		for (const intent of INTENTS) {
			const found = snapshot.filter((one) => intentsOf(one).includes(intent));
			expect([intent, found.length > 0]).toEqual([intent, true]);
		}
	});

	it.each([
		['nano-banana-2', ['image.generate', 'image.edit']],
		['recraft/crisp-upscale', ['image.upscale']],
		['recraft/remove-background', ['image.removeBackground']],
		['topaz/video-upscale', ['video.upscale']],
		['wan/2-2-animate-replace', ['video.edit']],
		['volcengine/video-to-video-lip-sync', ['video.talkingAvatar']],
		['gemini-omni-video', ['video.generateFromText', 'video.generateFromImage']],
		['elevenlabs/text-to-dialogue-v3', ['speech.textToSpeech', 'speech.dialogue']],
		['elevenlabs/speech-to-text', ['speech.transcribe']],
		['ai-music-api/sounds', ['speech.soundEffect']],
		['omnihuman-1-5/human-identification', []],
		['grok-imagine-image-2-0/segment-map', []],
		['veo/extend', []],
		['ai-music-api/cover-generate', []],
	])('%s: %p', (id, expected) => {
		expect(intentsOf(model(id))).toEqual(expected);
	});

	it('of a model that appears tomorrow are known by its kind of task and its name', () => {
		const tomorrow = (title: string, ...taskTypes: string[]) =>
			intentsOf({ id: 'maker/tomorrow', title, taskTypes });

		expect(tomorrow('Nova', 'Text to Image', 'Image to Image')).toEqual([
			'image.generate',
			'image.edit',
		]);
		expect(tomorrow('Nova Image Upscaler', 'Image to Image')).toEqual(['image.upscale']);
		expect(tomorrow('Nova Video Upscale', 'Video to Video')).toEqual(['video.upscale']);
		expect(tomorrow('Nova Background Remover', 'Image to Image')).toEqual([
			'image.removeBackground',
		]);
		expect(tomorrow('Nova Sound Effects', 'Text to Music')).toEqual(['speech.soundEffect']);
		expect(tomorrow('Nova', 'Smell to Taste')).toEqual([]);
	});
});

describe('main fields', () => {
	it.each([
		['bytedance/seedance-2', 'video.generateFromImage', { image: 'first_frame_url' }],
		['bytedance/seedance-2', 'video.edit', { image: 'reference_image_urls' }],
		['bytedance/seedance-2', 'video.edit', { video: 'reference_video_urls' }],
		['wan/2-7-r2v', 'video.generateFromImage', { image: 'reference_image' }],
		['nano-banana-2', 'image.edit', { prompt: 'prompt', image: 'image_input' }],
		['ideogram/character-remix', 'image.edit', { image: 'image_url' }],
		['kling-3.0/motion-control', 'video.edit', { image: 'input_urls', video: 'video_urls' }],
		[
			'pixverse-v6/reference-to-video',
			'video.generateFromImage',
			{ image: 'image_references[].image_url' },
		],
		['elevenlabs/text-to-speech-turbo-2-5', 'speech.textToSpeech', { prompt: 'text' }],
		['elevenlabs/text-to-dialogue-v3', 'speech.textToSpeech', { prompt: 'dialogue[].text' }],
	] as Array<[string, Intent, object]>)('%s, %s: %p', (id, intent, expected) => {
		expect(mainFields(model(id), intent)).toMatchObject(expected);
	});

	it('of a live schema are told apart by their names, where it says only that they are addresses', () => {
		const field = (name: string): ModelField => ({ name, type: 'string', media: 'file' });
		const fields = ['mask_url', 'audio_url', 'video_url', 'end_image_url', 'picture_url'].map(
			field,
		);

		expect(mainFields({ id: 'maker/new', fields }, 'video.talkingAvatar')).toEqual({
			image: 'picture_url',
			video: 'video_url',
			audio: 'audio_url',
		});
	});
});
