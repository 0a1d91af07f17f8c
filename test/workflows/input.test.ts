import { Scenario, generateMusic, kie } from '../support/scenario';

const custom = {
	customMode: true,
	title: 'Rain',
	style: 'calm piano',
	lyrics: '[Verse] Rain on the window',
};

describe('bad input is refused before anything is paid', () => {
	const scenario = new Scenario();
	beforeAll(async () => await scenario.open());
	afterAll(async () => await scenario.close());

	it.each([
		['an empty prompt', { prompt: '  ' }, 'Prompt is empty'],
		[
			'a prompt that is too long',
			{ prompt: 'a'.repeat(3001) },
			'Prompt takes at most 3000 characters, this one has 3001',
		],
		[
			'a title that is too long',
			{ ...custom, title: 'a'.repeat(81) },
			'Title takes at most 80 characters, this one has 81',
		],
		[
			'a style that is too long for the model',
			{ ...custom, model: 'V4', style: 'a'.repeat(201) },
			'Style takes at most 200 characters with model V4, this one has 201',
		],
		[
			'lyrics that are too long for the model',
			{ ...custom, model: 'V4', lyrics: 'a'.repeat(3001) },
			'Lyrics takes at most 3000 characters with model V4, this one has 3001',
		],
		[
			'a weight outside of its range',
			{ ...custom, options: { styleWeight: 1.2 } },
			'Style Weight must be between 0 and 1, but is 1.2',
		],
		[
			'a persona outside of custom mode',
			{ ...custom, prompt: 'Rain', customMode: '={{ false }}', options: { personaId: 'p' } },
			'Persona ID can be used only where Custom Mode is on',
		],
		[
			'a persona type with a model that has none',
			{
				...custom,
				model: '={{ "V4_5" }}',
				options: { personaId: 'p', personaModel: 'voice_persona' },
			},
			'Persona Type can be used only with Suno V5, Suno V5.5 and Suno V6, but Model is Suno V4.5',
		],
		[
			'a duration with a model that has none',
			{ ...custom, model: '={{ "V5" }}', options: { duration: 60 } },
			'Duration (Seconds) can be used only with Suno V5.5 and Suno V6, but Model is Suno V5',
		],
	])('%s', async (_what, parameters, message) => {
		const error = await scenario.failure(generateMusic(parameters));

		expect(error.message).toBe(message);
		expect(scenario.sandbox.requests).toHaveLength(0);
	});

	it('a missing task ID, since nothing came in', async () => {
		const error = await scenario.failure(
			kie('MIDI', { resource: 'audio', operation: 'generateMidi' }),
		);

		expect(error.message).toBe('Task ID is empty');
		expect(scenario.sandbox.requests).toHaveLength(0);
	});

	it('one bad item of several, so that the good ones are not paid for in vain', async () => {
		const error = await scenario.failure(generateMusic({ prompt: '={{ $json.prompt }}' }), [
			{ prompt: 'good' },
			{ prompt: '' },
			{ prompt: 'good' },
		]);

		expect(error.message).toBe('Prompt is empty');
		expect(error.context.itemIndex).toBe(1);
		expect(scenario.sandbox.requests).toHaveLength(0);
	});

	it('sends what was entered, under the names of Kie.ai', async () => {
		await scenario.output(
			generateMusic({
				...custom,
				model: 'V5_5',
				options: {
					negativeTags: 'metal',
					vocalGender: 'f',
					styleWeight: 0.25,
					personaId: 'p1',
					personaModel: 'voice_persona',
					duration: 90,
				},
			}),
		);

		expect(scenario.sandbox.ledger.payments[0].body).toEqual({
			model: 'V5_5',
			customMode: true,
			instrumental: false,
			title: 'Rain',
			style: 'calm piano',
			prompt: '[Verse] Rain on the window',
			negativeTags: 'metal',
			vocalGender: 'f',
			styleWeight: 0.25,
			personaId: 'p1',
			personaModel: 'voice_persona',
			duration: 90,
			callBackUrl: 'https://proxy.kie.ai/mcp-callback',
		});
	});
});
