import { FAMILY_LABELS } from '../../nodes/kie/tasks/labels';
import type { FamilyName } from '../../nodes/kie/types';
import { itemsOf } from '../support/engine';
import { Scenario, chainOf, generateMusic, kie } from '../support/scenario';

const operation = (name: string, resource: string, value: string, parameters = {}) =>
	kie(name, { resource, operation: value, ...parameters });

describe('the other operations of Suno', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	it.each([
		['extend', 'music', { audioId: expect.any(String), defaultParamFlag: false }],
		['generateCoverImage', 'coverImage', { taskId: expect.any(String) }],
		['createMusicVideo', 'musicVideo', { audioId: expect.any(String) }],
	])('%s takes the incoming song without any mapping', async (value, family, body) => {
		const run = await scenario.run(chainOf(generateMusic(), operation('Next', 'music', value)));

		const [song] = itemsOf(run, 'Generate Music');
		const [result] = itemsOf(run, 'Next');
		expect(result.json).toMatchObject({
			taskType: FAMILY_LABELS[family as FamilyName],
			status: 'success',
		});
		expect((result.json.files as unknown[]).length).toBeGreaterThan(0);
		const sent = scenario.sandbox.ledger.payments[1].body as Record<string, string>;
		expect(sent).toMatchObject(body);
		expect([song.json.taskId, song.json.audioId]).toEqual(
			expect.arrayContaining([sent.taskId ?? sent.audioId]),
		);
	});

	it('timestamped lyrics and a persona answer at once and hand the song on', async () => {
		const run = await scenario.run(
			chainOf(
				generateMusic(),
				operation('Words', 'music', 'getTimestampedLyrics'),
				operation('Persona', 'music', 'createPersona', { name: 'Rain', description: 'Calm' }),
				generateMusic(
					{
						customMode: true,
						title: 'Rain',
						style: 'calm piano',
						lyrics: 'Rain',
						options: { personaId: '={{ $json.personaId ?? $json.data?.voiceId }}' },
					},
					{},
					'Again',
				),
			),
		);

		expect(run.data.resultData.error).toBeUndefined();
		const [words] = itemsOf(run, 'Words');
		const [persona] = itemsOf(run, 'Persona');
		expect(words.json.alignedWords).not.toHaveLength(0);
		expect(scenario.sandbox.ledger.payments.at(-1)?.body).toMatchObject({
			personaId: persona.json.personaId,
		});
	});

	it('lyrics come as texts', async () => {
		const [item] = await scenario.output(
			operation('Lyrics', 'lyrics', 'generate', { prompt: 'Autumn rain' }),
		);

		expect(item.json).toMatchObject({ taskType: 'Lyrics', status: 'success', files: [] });
		expect((item.json.lyrics as Array<{ text: string }>)[0].text).toBe(item.json.text);
	});

	it('a voice is cloned from its phrase, and is then available', async () => {
		const audio = 'https://example.com/voice.mp3';
		const run = await scenario.run(
			chainOf(
				operation('Phrase', 'voice', 'startValidation', { voiceUrl: audio }),
				operation('Voice', 'voice', 'generate', { verifyUrl: audio }),
				operation('Check', 'voice', 'check'),
			),
		);

		expect(run.data.resultData.error).toBeUndefined();
		const [phrase] = itemsOf(run, 'Phrase');
		const [voice] = itemsOf(run, 'Voice');
		const [check] = itemsOf(run, 'Check');
		expect(phrase.json).toMatchObject({ taskType: 'Voice Validation', text: expect.any(String) });
		expect(voice.json).toMatchObject({ taskType: 'Voice', data: { voiceId: expect.any(String) } });
		expect(check.json).toMatchObject({ taskId: voice.json.taskId, isAvailable: true });
	});

	it('a second cover of a song, which Kie.ai refuses, is the first one again', async () => {
		const [song] = await scenario.output(generateMusic());
		const cover = operation('Cover', 'music', 'generateCoverImage');
		const [first] = await scenario.output(cover, [song.json]);

		const [second] = await scenario.output(cover, [song.json]);

		expect(second.json).toEqual(first.json);
		expect(scenario.sandbox.ledger.of('/api/v1/suno/cover/generate')).toHaveLength(1);
	});

	it('a stem cannot be extended: it is no song', async () => {
		const run = await scenario.run(
			chainOf(
				generateMusic(),
				operation('Stems', 'audio', 'separateVocals'),
				operation('Extend', 'music', 'extend'),
			),
		);

		expect(run.data.resultData.error?.message).toBe(
			'Extend needs a Music task, but the incoming item is from Vocal Separation',
		);
		expect(scenario.requests('/api/v1/generate/extend')).toBe(0);
	});
});
