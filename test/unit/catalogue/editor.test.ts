import type { ResourceMapperField } from 'n8n-workflow';

import { searchModels } from '../../../nodes/KieAi/methods/listSearch';
import { getChatModels, getModels } from '../../../nodes/KieAi/methods/loadOptions';
import { getModelFields } from '../../../nodes/KieAi/methods/resourceMapping';
import { snapshot } from '../../../nodes/kie/catalogue/snapshot';
import { editorContext } from '../../support/editor-context';
import { Scenario } from '../../support/scenario';

const NEW_MODEL = {
	id: 'maker/new-model',
	title: 'New Model',
	provider: 'Maker',
	taskTypes: ['Text to Image'],
	status: 'live' as const,
	fields: [
		{ name: 'seed', type: 'integer' as const, minimum: 0, maximum: 9 },
		{ name: 'prompt', type: 'string' as const, required: true, maxLength: 9 },
	],
};

describe('the editor', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const search = async (
		resource: string,
		filter?: string,
		online = true,
		operation = 'generateAny',
	) => {
		const context = editorContext({ resource, operation }, online ? scenario.sandbox : undefined);
		return (await searchModels.call(context, filter)).results;
	};
	const form = async (
		model: string,
		online = true,
		resource = 'image',
		operation = 'generateAny',
	) =>
		await getModelFields.call(
			editorContext({ resource, operation, model }, online ? scenario.sandbox : undefined),
		);
	const fieldOf = (fields: ResourceMapperField[], name: string) =>
		fields.find(({ id }) => id === name);

	describe('picker', () => {
		it('lists the live models of the resource, with their prices', async () => {
			const names = (await search('speech')).map(({ name }) => name);
			expect(names.length).toBeGreaterThan(5);
			expect(names).toContain('$0.07/1000 characters · ElevenLabs Text to Dialogue V3');
			expect(names.some((name) => name.includes('Claude'))).toBe(false);
		});

		it('searches by every word, in name, maker, ID and task', async () => {
			const found = await search('image', 'google banana');
			expect(found.length).toBeGreaterThan(1);
			for (const { name } of found) expect(name).toMatch(/Nano Banana/);
			expect(await search('image', 'no such thing')).toEqual([]);
		});

		it.each([
			['image', 'edit', 'google/nano-banana-edit', 'google/nano-banana'],
			['image', 'upscale', 'topaz/image-upscale', 'google/nano-banana-edit'],
			['video', 'generateFromImage', 'kling-2.6/image-to-video', 'kling-2.6/text-to-video'],
			['video', 'talkingAvatar', 'omnihuman-1-5', 'omnihuman-1-5/human-identification'],
			['speech', 'transcribe', 'elevenlabs/speech-to-text', 'elevenlabs/audio-isolation'],
			['speech', 'soundEffect', 'ai-music-api/sounds', 'ai-music-api/generate'],
		])(
			'lists for %s: %s what does it, such as %s, not %s',
			async (...[resource, operation, good, bad]) => {
				const ids = (await search(resource, '', true, operation)).map(({ value }) => value);
				expect(ids).toContain(good);
				expect(ids).not.toContain(bad);
			},
		);

		it('lists the same models to take over', async () => {
			const context = editorContext({ resource: 'image', operation: 'upscale' }, scenario.sandbox);
			const listed = await search('image', '', true, 'upscale');
			expect(await getModels.call(context)).toEqual(
				listed.map(({ name, value }) => ({ name, value })),
			);
			expect((await getChatModels.call(context)).length).toBeGreaterThan(10);
		});

		it('finds a model that is newer than the snapshot', async () => {
			scenario.sandbox.discovery.offer(NEW_MODEL);
			expect(await search('image', 'new model')).toMatchObject([{ value: 'maker/new-model' }]);
		});

		it('lists the snapshot without a credential, and when Kie.ai is busy or gone', async () => {
			const offline = await search('video', '', false);
			expect(offline.length).toBeGreaterThan(50);
			scenario.sandbox.faults.add({ kind: 'code', code: 429, path: /models/, times: 9 });
			expect(await search('video')).toEqual(offline);
		});

		it('lists everything for the resource Model', async () => {
			expect(await search('model')).toHaveLength(
				snapshot.filter(({ status }) => status === 'live').length,
			);
		});
	});

	describe('form', () => {
		it('has the fields of the model, required ones first and the others hidden', async () => {
			const { fields } = await form('bytedance/seedance-2');
			expect(fieldOf(fields, 'duration')).toEqual({
				id: 'duration',
				displayName: 'Duration (4 to 15 or -1 = model decides)',
				type: 'number',
				required: false,
				removed: true,
				display: true,
				defaultMatch: false,
				canBeUsedToMatch: false,
				defaultValue: 5,
			});
			expect(fieldOf(fields, 'resolution')).toMatchObject({
				type: 'options',
				options: expect.arrayContaining([{ name: '720p', value: '720p' }]),
			});
			expect(fieldOf(fields, 'reference_image_urls')).toMatchObject({
				type: 'string',
				displayName: 'Reference Images (files or URLs)',
			});
		});

		it('begins with the prompt, or with every way to fill in the model, where nothing is required', async () => {
			const shown = async (id: string) =>
				(await form(id, false)).fields
					.filter(({ removed }) => !removed)
					.map(({ id: name }) => name);
			expect(await shown('bytedance/seedance-2')).toEqual(['prompt']);
			expect(await shown('grok-imagine-image-2-0/segment-map')).toEqual(['image_url', 'task_id']);
			for (const { id } of snapshot) expect([id, await shown(id)]).not.toEqual([id, []]);
		});

		it('asks for nothing that the operation asks for itself', async () => {
			const ids = async (model: string, operation: string, resource = 'video') =>
				(await form(model, false, resource, operation)).fields.map(({ id }) => id);
			const rest = await ids('bytedance/seedance-2', 'generateFromImage');
			expect(rest).toEqual(expect.arrayContaining(['reference_image_urls', 'duration']));
			expect(rest).not.toContain('prompt');
			expect(rest).not.toContain('first_frame_url');
			expect(await ids('bytedance/seedance-2', 'edit')).toContain('first_frame_url');
			expect(await ids('elevenlabs/text-to-dialogue-v3', 'dialogue', 'speech')).toContain(
				'dialogue',
			);
			const nothing = await form('recraft/remove-background', false, 'image', 'removeBackground');
			expect(nothing).toEqual({
				fields: [],
				emptyFieldsNotice: 'Recraft Remove Background needs nothing else',
			});
		});

		it('begins lists of objects with an entry that shows how they are written', async () => {
			const { fields } = await form('elevenlabs/text-to-dialogue-v3', false, 'speech', 'dialogue');
			const [entry] = JSON.parse(String(fieldOf(fields, 'dialogue')?.defaultValue)) as object[];
			expect(entry).toEqual({ text: expect.any(String), voice: expect.any(String) });
		});

		it('is the first choice of a setting that is needed and has no default', async () => {
			const { fields } = await form('kling-2.6/text-to-video', false);
			expect(fieldOf(fields, 'sound')?.defaultValue).toBe(false);
			expect(fieldOf(fields, 'prompt')?.defaultValue).toBeUndefined();
		});

		it('says what a file may be first, and numbers that stand for a word', async () => {
			const label = async (model: string, name: string) =>
				fieldOf((await form(model, false)).fields, name)?.displayName;
			expect(await label('kling/v2-1-pro', 'image_url')).toBe('Image (file or URL)');
			expect(await label('nano-banana-2', 'image_input')).toMatch(
				/^Image Inputs? \(files or URLs\)$/,
			);
			expect(await label('omnihuman-1-5', 'seed')).toMatch(/-1 = random/);
			expect(await label('kling-2.6/motion-control', 'input_urls')).toBe('Inputs (files or URLs)');
			expect(await label('pixverse-v6/reference-to-video', 'image_references')).toMatch(
				/1 to 7 entries/,
			);
		});

		it('is another one after the model was changed', async () => {
			const first = (await form('bytedance/seedance-2')).fields.map(({ id }) => id);
			const second = (await form('elevenlabs/text-to-dialogue-v3')).fields.map(({ id }) => id);
			expect(first).toContain('first_frame_url');
			expect(second).toContain('dialogue');
			expect(second).not.toContain('first_frame_url');
		});

		it('is the same online, offline and when Kie.ai is busy, but for what only one of them knows', async () => {
			const ids = ({ fields }: { fields: ResourceMapperField[] }) => fields.map(({ id }) => id);
			const online = ids(await form('nano-banana-pro'));
			expect(ids(await form('nano-banana-pro', false))).toEqual(online);
			scenario.sandbox.faults.add({ kind: 'code', code: 429, path: /models/, times: 9 });
			expect(ids(await form('nano-banana-2'))).toContain('prompt');
		});

		it('works for a live model that the snapshot does not know', async () => {
			scenario.sandbox.discovery.offer(NEW_MODEL);
			const { fields } = await form('maker/new-model');
			expect(fields.map(({ displayName, removed }) => [displayName, removed])).toEqual([
				['Prompt', false],
				['Seed (0 to 9)', true],
			]);
		});

		it('names choices where their values say nothing, and marks discontinued ones', async () => {
			const { fields: speech } = await form('elevenlabs/text-to-speech-turbo-2-5', false);
			const voice = fieldOf(speech, 'voice');
			expect(voice?.options).toContainEqual({
				name: 'James – Husky',
				value: 'EkK5I93UQWFDigLMpZcX',
			});
			const { fields: music } = await form('ai-music-api/generate', false);
			const names = fieldOf(music, 'model')?.options?.map(({ name }) => name);
			expect(names).toEqual(expect.arrayContaining(['V6', 'V4 (Discontinued)']));
		});

		it('says what to do where there is none', async () => {
			expect(await form('')).toMatchObject({
				fields: [],
				emptyFieldsNotice: 'Choose a model first',
			});
			expect((await form('no/such-model')).emptyFieldsNotice).toContain('set Input to JSON');
		});
	});
});
