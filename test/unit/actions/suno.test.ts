import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

import { operationOf } from '../../../nodes/KieAi/actions';
import { applies } from '../../../nodes/KieAi/actions/applies';
import type { Values } from '../../../nodes/KieAi/actions/field';
import { bodyOf } from '../../../nodes/KieAi/execute/parameters/values';
import { endpointOf, schemaFor } from '../../facts/schemas';

const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));

const find = (name: string) => {
	const [resource, value] = name.split('.');
	const operation = operationOf(resource, value);
	if (!('request' in operation)) throw new Error(`${name} sends nothing`);
	return operation;
};

/** Everything that the operation objects to, as the user would read it. */
function objections(name: string, values: Values): string[] {
	const { fields, options = [], rules = [] } = find(name);
	const ofFields = [...fields, ...options].flatMap(({ property, limits = [], when }) => {
		const value = values[property.name];
		const shown = applies({ when }, values);
		if (value === undefined || !shown) return [];
		return limits.flatMap((limit) => {
			const problem = limit(value, values);
			return problem ? `${property.displayName} ${problem}` : [];
		});
	});
	return [...ofFields, ...rules.flatMap((rule) => rule(values) ?? [])];
}

/** What the documented contract objects to in the request. */
function violations(name: string, values: Values): string[] {
	const operation = find(name);
	const { method, path } = operation.request;
	const { callback } = operation.kind === 'submit' ? operation.request : { callback: undefined };
	const body = {
		...bodyOf(operation, values),
		...(callback && { [callback.key]: 'https://example.com/callback' }),
	};
	const validate = ajv.compile(schemaFor(method, path));
	return validate(body) ? [] : (validate.errors ?? []).map((error) => JSON.stringify(error));
}

const audioUrl = 'https://example.com/song.mp3';
const ids = { taskId: 't1', audioId: 'a1' };
const simple = { model: 'V5', customMode: false, instrumental: false, prompt: 'rain' };
const custom = {
	model: 'V5',
	customMode: true,
	instrumental: false,
	title: 'Rain',
	style: 'folk',
	lyrics: '[Verse] Rain',
};
const inherited = { model: 'V5', customParameters: false, instrumental: false };
const ownParameters = {
	...inherited,
	customParameters: true,
	title: 'Rain',
	style: 'folk',
	continueAt: 60,
};
const weights = { styleWeight: 0.6, weirdnessConstraint: 0, audioWeight: 1 };
const persona = { personaId: 'p1', personaModel: 'voice_persona' };
const accompaniment = {
	audioUrl,
	title: 'Rain',
	style: 'folk',
	negativeTags: 'metal',
	model: 'V5',
};
const section = {
	sectionStart: 10,
	sectionEnd: 20,
	prompt: 'Rain',
	fullLyrics: '[Verse] Rain',
	style: 'folk',
	title: 'Rain',
};
const personaOf = { ...ids, name: 'Rainman', description: 'A calm voice' };
const validation = { voiceUrl: audioUrl, vocalStart: 0, vocalEnd: 30 };
const recording = { taskId: 't1', verifyUrl: audioUrl };

const allowed: Array<[operation: string, what: string, values: Values]> = [
	['music.generate', 'a description', simple],
	['music.generate', 'own lyrics', custom],
	['music.generate', 'an instrumental', { ...custom, instrumental: true }],
	[
		'music.generate',
		'every field',
		{
			...custom,
			...weights,
			...persona,
			model: 'V5_5',
			negativeTags: 'metal',
			vocalGender: 'm',
			duration: 10.5,
		},
	],
	['music.generate', 'a long description', { ...simple, prompt: 'x'.repeat(3000) }],
	['music.generate', 'a model that came later', { ...custom, model: 'V6', vocalGender: 'f' }],
	['music.coverFromUpload', 'a description', { ...simple, audioUrl }],
	[
		'music.coverFromUpload',
		'every field',
		{
			...custom,
			...weights,
			...persona,
			audioUrl,
			model: 'V5_5',
			title: 'x'.repeat(100),
			negativeTags: 'metal',
			vocalGender: 'm',
			duration: 360,
		},
	],
	['music.mashup', 'a description', { ...simple, audioUrls: [audioUrl, audioUrl] }],
	[
		'music.mashup',
		'every field',
		{
			...custom,
			...weights,
			audioUrls: [audioUrl, audioUrl],
			model: 'V5_5',
			vocalGender: 'f',
			duration: 10,
		},
	],
	['music.extend', 'the song as it is', { ...inherited, audioId: 'a1' }],
	['music.extend', 'words of its own', { ...ownParameters, audioId: 'a1', prompt: 'More rain' }],
	[
		'music.extend',
		'every field',
		{
			...ownParameters,
			...weights,
			...persona,
			audioId: 'a1',
			prompt: 'More rain',
			negativeTags: 'metal',
			vocalGender: 'f',
		},
	],
	['music.extend', 'no vocals', { ...ownParameters, audioId: 'a1', instrumental: true }],
	['music.extendFromUpload', 'the song as it is', { ...inherited, audioUrl, continueAt: 60 }],
	[
		'music.extendFromUpload',
		'a description',
		{ ...inherited, audioUrl, continueAt: 0.5, prompt: 'More rain' },
	],
	[
		'music.extendFromUpload',
		'every field',
		{
			...ownParameters,
			...weights,
			...persona,
			audioUrl,
			lyrics: 'More rain',
			negativeTags: 'metal',
			vocalGender: 'f',
		},
	],
	['music.addVocals', 'what it needs', { ...accompaniment, prompt: 'A soft voice' }],
	[
		'music.addVocals',
		'every field',
		{ ...accompaniment, ...weights, prompt: 'A soft voice', vocalGender: 'f' },
	],
	['music.addInstrumental', 'what it needs', accompaniment],
	['music.addInstrumental', 'every field', { ...accompaniment, ...weights, vocalGender: 'm' }],
	['music.replaceSection', 'a track', { ...section, ...ids, source: 'task' }],
	[
		'music.replaceSection',
		'a file',
		{ ...section, source: 'url', audioUrl, model: 'V5', negativeTags: 'metal' },
	],
	['music.replaceSection', 'six seconds', { ...section, ...ids, source: 'task', sectionEnd: 16 }],
	[
		'music.replaceSection',
		'a minute between fractions',
		{ ...section, ...ids, source: 'task', sectionStart: 40.1, sectionEnd: 100.1 },
	],
	['music.generateSounds', 'what it needs', { prompt: 'Rain', model: 'V5' }],
	[
		'music.generateSounds',
		'every field',
		{
			prompt: 'Rain',
			model: 'V5_5',
			soundLoop: true,
			soundTempo: 300,
			soundKey: 'A#m',
			grabLyrics: true,
		},
	],
	['music.generateCoverImage', 'a task', { taskId: 't1' }],
	['music.createPersona', 'what it needs', personaOf],
	[
		'music.createPersona',
		'every field',
		{ ...personaOf, vocalStart: 12.5, vocalEnd: 25.8, style: 'folk' },
	],
	['music.createPersona', 'an earlier end', { ...personaOf, vocalEnd: 10 }],
	['music.boostStyle', 'a style', { style: 'folk' }],
	['music.getTimestampedLyrics', 'a track', ids],
	['music.createMusicVideo', 'a track', ids],
	[
		'music.createMusicVideo',
		'every field',
		{ ...ids, author: 'x'.repeat(50), domainName: 'x'.repeat(50) },
	],
	['lyrics.generate', 'a prompt', { prompt: 'x'.repeat(200) }],
	['voice.startValidation', 'what it needs', validation],
	['voice.startValidation', 'every field', { ...validation, language: 'ko' }],
	['voice.regeneratePhrase', 'a task', { taskId: 't1' }],
	['voice.generate', 'what it needs', recording],
	[
		'voice.generate',
		'every field',
		{
			...recording,
			voiceName: 'Rainman',
			description: 'calm',
			style: 'folk',
			singerSkillLevel: 'advanced',
		},
	],
	['voice.check', 'a task', { taskId: 't1' }],
];

describe('what Kie.ai takes', () => {
	it.each(allowed)('%s with %s', (name, _what, values) => {
		expect(objections(name, values)).toStrictEqual([]);
		expect(violations(name, values)).toStrictEqual([]);
	});
});

describe('every field that Kie.ai documents can be set', () => {
	it.each([...new Set(allowed.map(([name]) => name))])('%s', (name) => {
		const operation = find(name);
		const { method, path } = operation.request;
		const sent = allowed
			.filter(([other]) => other === name)
			.flatMap(([, , values]) => Object.keys(bodyOf(operation, values)));
		const documented = endpointOf(method, path).request.fields.map((field) => field.name);

		expect(new Set(sent)).toEqual(
			new Set(documented.filter((field) => !/^call?BackUrl$/.test(field))),
		);
	});
});

const refused: Array<[operation: string, values: Values, objection: string]> = [
	[
		'music.coverFromUpload',
		{ ...simple, audioUrl, prompt: 'x'.repeat(501) },
		'Prompt takes at most 500 characters, this one has 501',
	],
	[
		'music.coverFromUpload',
		{ ...custom, audioUrl, model: 'V4_5ALL', title: 'x'.repeat(81) },
		'Title takes at most 80 characters with model V4_5ALL, this one has 81',
	],
	[
		'music.coverFromUpload',
		{ ...custom, audioUrl, title: 'x'.repeat(101) },
		'Title takes at most 100 characters with model V5, this one has 101',
	],
	[
		'music.coverFromUpload',
		{ ...custom, audioUrl, model: 'V5_5', duration: 10.5 },
		'Duration (Seconds) must be a whole number, but is 10.5',
	],
	[
		'music.mashup',
		{ ...simple, audioUrls: [audioUrl] },
		'Audio Files takes exactly 2 entries, but has 1',
	],
	[
		'music.mashup',
		{ ...custom, audioUrls: [audioUrl, audioUrl], duration: 20 },
		'Duration (Seconds) can be used only with Suno V5.5 and Suno V6, but Model is Suno V5',
	],
	[
		'music.mashup',
		{ ...custom, audioUrls: [audioUrl, audioUrl], title: 'x'.repeat(81) },
		'Title takes at most 80 characters, this one has 81',
	],
	[
		'music.extend',
		{ ...ownParameters, audioId: 'a1', prompt: 'x', continueAt: 0 },
		'Continue At (Seconds) must be above 0, but is 0',
	],
	[
		'music.extend',
		{ ...ownParameters, audioId: 'a1', model: 'V4', prompt: 'x'.repeat(3001) },
		'Prompt takes at most 3000 characters with model V4, this one has 3001',
	],
	[
		'music.extendFromUpload',
		{ ...ownParameters, audioUrl, model: 'V4_5', ...persona },
		'Persona Type can be used only with Suno V5, Suno V5.5 and Suno V6, but Model is Suno V4.5',
	],
	[
		'music.addVocals',
		{ ...accompaniment, prompt: 'x', model: 'V4' },
		'Model must be one of Suno V6, Suno V6 Mini, Suno V6 Wild, Suno V5.5, Suno V5, Suno V4.5 Plus, but is Suno V4',
	],
	[
		'music.addInstrumental',
		{ ...accompaniment, negativeTags: 'x'.repeat(201) },
		'Negative Tags takes at most 200 characters, this one has 201',
	],
	[
		'music.addInstrumental',
		{ ...accompaniment, style: 'x'.repeat(1001) },
		'Style takes at most 1000 characters, this one has 1001',
	],
	[
		'music.addInstrumental',
		{ ...accompaniment, audioWeight: 1.01 },
		'Audio Weight must be between 0 and 1, but is 1.01',
	],
	[
		'music.replaceSection',
		{ ...section, ...ids, source: 'task', sectionEnd: 15.9 },
		'Section End must be 6 to 60 seconds after Section Start, but they are 15.9 and 10',
	],
	[
		'music.replaceSection',
		{ ...section, ...ids, source: 'task', sectionEnd: 70.01 },
		'Section End must be 6 to 60 seconds after Section Start, but they are 70.01 and 10',
	],
	[
		'music.replaceSection',
		{ ...section, ...ids, source: 'task', sectionStart: 30, sectionEnd: 10 },
		'Section End must be 6 to 60 seconds after Section Start, but they are 10 and 30',
	],
	[
		'music.replaceSection',
		{ ...section, ...ids, source: 'task', sectionStart: -1 },
		'Section Start (Seconds) must be at least 0, but is -1',
	],
	[
		'music.generateSounds',
		{ prompt: 'x'.repeat(501), model: 'V5' },
		'Prompt takes at most 500 characters, this one has 501',
	],
	[
		'music.generateSounds',
		{ prompt: 'x', model: 'V4_5PLUS' },
		'Model must be one of Suno V6, Suno V6 Mini, Suno V6 Wild, Suno V5.5, Suno V5, but is Suno V4.5 Plus',
	],
	[
		'music.generateSounds',
		{ prompt: 'x', model: 'V5', soundTempo: 301 },
		'Tempo (BPM) must be between 1 and 300, but is 301',
	],
	[
		'music.generateSounds',
		{ prompt: 'x', model: 'V5', soundTempo: 99.5 },
		'Tempo (BPM) must be a whole number, but is 99.5',
	],
	[
		'music.createPersona',
		{ ...personaOf, vocalStart: 21 },
		'Vocal End must be 10 to 30 seconds after Vocal Start, but they are 30 and 21',
	],
	[
		'music.createPersona',
		{ ...personaOf, vocalEnd: 31 },
		'Vocal End must be 10 to 30 seconds after Vocal Start, but they are 31 and 0',
	],
	[
		'music.createMusicVideo',
		{ ...ids, author: 'x'.repeat(51) },
		'Author takes at most 50 characters, this one has 51',
	],
	[
		'music.createMusicVideo',
		{ ...ids, domainName: 'x'.repeat(51) },
		'Domain Name takes at most 50 characters, this one has 51',
	],
	[
		'lyrics.generate',
		{ prompt: 'x'.repeat(201) },
		'Prompt takes at most 200 characters, this one has 201',
	],
	[
		'voice.startValidation',
		{ ...validation, vocalStart: 30 },
		'Vocal End must be at least 1 second after Vocal Start, but they are 30 and 30',
	],
	[
		'voice.startValidation',
		{ ...validation, vocalEnd: 9.5 },
		'Vocal End (Seconds) must be a whole number, but is 9.5',
	],
];

describe('what is refused before anything is paid', () => {
	it.each(refused)('%s %#', (name, values, objection) => {
		expect(objections(name, values)).toStrictEqual([objection]);
	});
});

describe('what becomes of the values', () => {
	it('times and weights have two decimals', () => {
		const values = { ...section, ...ids, source: 'task', sectionStart: 10.004, sectionEnd: 20.499 };

		expect(bodyOf(find('music.replaceSection'), values)).toMatchObject({
			infillStartS: 10,
			infillEndS: 20.5,
		});
		expect(bodyOf(find('music.addInstrumental'), { ...accompaniment, styleWeight: 0.333 })).toEqual(
			expect.objectContaining({ styleWeight: 0.33 }),
		);
	});

	it('a field of the other mode is not sent', () => {
		const both = { ...section, ...ids, source: 'task', audioUrl, model: 'V5' };

		expect(bodyOf(find('music.replaceSection'), both)).not.toHaveProperty('uploadUrl');
		expect(bodyOf(find('music.generate'), { ...custom, prompt: 'left over' }).prompt).toBe(
			custom.lyrics,
		);
	});

	it('the voice endpoints have their odd names', () => {
		expect(bodyOf(find('voice.check'), { taskId: 't1' })).toEqual({ task_id: 't1' });
		expect(bodyOf(find('voice.startValidation'), validation)).toEqual({
			voiceUrl: audioUrl,
			vocalStartS: 0,
			vocalEndS: 30,
		});
		expect(find('voice.regeneratePhrase').request).toMatchObject({
			callback: { key: 'calBackUrl', required: true },
		});
	});
});

describe('answers at once', () => {
	const answerOf = (name: string, data: unknown, values: Values = {}) => {
		const operation = find(name);
		if (operation.kind !== 'request') throw new Error(`${name} does not answer at once`);
		return operation.output(data, values);
	};

	it('a persona comes with its ID, and the ids of its track go on', () => {
		const answer = { personaId: 'p1', name: 'Rainman', description: 'calm' };

		expect(answerOf('music.createPersona', answer, ids)).toEqual({ ...answer, ...ids });
	});

	it('timestamped lyrics come as they are', () => {
		const alignedWords = [{ word: 'Rain', startS: 1.36, endS: 1.79 }];
		const answer = { alignedWords, waveformData: [0, 1], hootCer: 0.38, isStreamed: false };

		expect(answerOf('music.getTimestampedLyrics', answer, ids)).toEqual({ ...answer, ...ids });
		expect(answerOf('music.getTimestampedLyrics', { alignedWords: [] }, ids)).toEqual({
			alignedWords: [],
			...ids,
		});
	});

	it('a boosted style comes without the id that nobody can ask for', () => {
		const answer = {
			taskId: 't2',
			result: 'Mysterious pop',
			creditsConsumed: 0.4,
			creditsRemaining: 10,
			successFlag: '成功',
			errorCode: null,
			createTime: Date.UTC(2026, 3, 28, 12),
		};

		expect(answerOf('music.boostStyle', answer)).toEqual({
			style: 'Mysterious pop',
			creditsConsumed: 0.4,
			creditsRemaining: 10,
			createdAt: '2026-04-28T12:00:00.000Z',
		});
	});

	it('a voice is available or not', () => {
		expect(answerOf('voice.check', { isAvailable: false }, { taskId: 't1' })).toEqual({
			taskId: 't1',
			isAvailable: false,
		});
	});

	it.each([
		['music.boostStyle', { result: '', errorMsg: 'busy' }, 'busy'],
		['music.boostStyle', { result: null }, 'there is no result in its answer'],
		['music.createPersona', null, 'there is no personaId in its answer'],
		['music.getTimestampedLyrics', {}, 'there is no alignedWords in its answer'],
		['voice.check', {}, 'there is no isAvailable in its answer'],
	])('%s without a result is no success', (name, data, reason) => {
		expect(() => answerOf(name, data)).toThrow(`Kie.ai answered without a result: ${reason}`);
	});
});
