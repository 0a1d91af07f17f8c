import type { IDataObject } from 'n8n-workflow';

import { familyNamed } from '../../../../nodes/kie/tasks/families';
import { kindOf } from '../../../../nodes/kie/tasks/families/kindOf';
import type { FamilyName, TaskOutcome, TaskStatus } from '../../../../nodes/kie/types';

/** Sizes at which anything but linear work would take hours. */
const MANY = 300_000;
const MOST_FILES = 200;

function statusOf(family: FamilyName, data: IDataObject): TaskStatus {
	const reply = { code: 200, message: 'success', httpStatus: 200, data };
	return familyNamed(family).read(reply, { taskId: 'task', family });
}

function outcomeOf(family: FamilyName, data: IDataObject): TaskOutcome {
	const status = statusOf(family, data);
	if (status.state !== 'success') throw new Error(`The task is ${status.state}`);
	return status.outcome;
}

const marketOutcome = (resultJson: unknown) =>
	outcomeOf('market', { taskId: 'task', state: 'success', resultJson } as IDataObject);

const songs = (...sunoData: IDataObject[]) =>
	outcomeOf('music', { taskId: 'task', status: 'SUCCESS', response: { sunoData } });

describe('what Kie.ai writes into a record', () => {
	const odd = JSON.parse('{"toString":1,"valueOf":1}') as IDataObject;
	const long = 'x'.repeat(1e6);

	it('is no record of a task where it names another one', () => {
		const data = { taskId: 'another', status: 'GENERATE_AUDIO_FAILED', errorMessage: 'Broken' };
		expect(statusOf('music', data)).toMatchObject({ state: 'unavailable' });
	});

	it.each([odd, long])('is not finished for a status word that is none', (status) => {
		const read = statusOf('music', { taskId: 'task', status });
		expect(read.state).toBe('pending');
		expect(read.statusWord.length).toBeLessThan(1_100);
	});

	it.each([odd, long])('is a failure that people can read', (errorMessage) => {
		const failed = { taskId: 'task', status: 'GENERATE_AUDIO_FAILED', errorCode: errorMessage };
		const read = statusOf('music', { ...failed, errorMessage });
		if (read.state !== 'failed') throw new Error(read.state);
		expect(read.failure.message.length).toBeLessThan(1_100);
		expect(String(read.failure.code).length).toBeLessThan(1_100);
	});

	it.each([-5, '-0.1'])('is no price where it is %j', (creditsConsumed) => {
		const read = statusOf('music', { taskId: 'task', status: 'PENDING', creditsConsumed });
		expect(read.creditsConsumed).toBeUndefined();
	});

	it.each(['javascript:alert(1)', 'file:///etc/passwd', `https://a.example/${long}`])(
		'is no song at an address that is none',
		(audioUrl) => {
			const data = { taskId: 'task', status: 'SUCCESS', response: { sunoData: [{ audioUrl }] } };
			expect(statusOf('music', data)).toMatchObject({
				state: 'failed',
				failure: { isEmpty: true },
			});
		},
	);

	it('is no JSON where it nests so deep that nobody can walk through it', () => {
		const resultJson = `{"resultObject":${'['.repeat(9_999)}${']'.repeat(9_999)}}`;
		const data = { taskId: 'task', state: 'success', resultJson };
		expect(statusOf('market', data)).toMatchObject({ state: 'failed', failure: { isEmpty: true } });
	});
});

const url = (i: number) => `https://example.com/${i}.png`;
const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;

describe('however much a record holds, it is read in one go', () => {
	it.each<[string, unknown]>([
		['many addresses', { resultUrls: Array.from({ length: MANY }, (_, i) => url(i)) }],
		[
			'many addresses in an object',
			{ resultObject: Array.from({ length: MANY }, (_, i) => url(i)) },
		],
		[
			'many addresses under several keys',
			{
				resultUrls: Array.from({ length: MOST_FILES }, (_, i) => url(i)),
				resultWaterMarkUrls: Array.from({ length: MOST_FILES }, (_, i) => url(MOST_FILES + i)),
			},
		],
		['many equal addresses', { resultUrls: Array<string>(MANY).fill(url(0)) }],
		['many addresses without quotes', { resultUrls: `[${`${url(1)}, `.repeat(MANY)}` }],
		['lists within lists in an object', { resultObject: { layers: nested(MANY) } }],
		['many songs', { data: Array.from({ length: MANY }, () => ({ audio_url: url(1) })) }],
	])('%s', (_what, result) => {
		const { files, tracks = [] } = marketOutcome(result);

		expect(files.length).toBeLessThanOrEqual(MOST_FILES);
		expect(tracks.length).toBeLessThanOrEqual(MOST_FILES);
		for (const file of files) expect(JSON.stringify(file).length).toBeLessThan(20_000);
	});

	it.each<[string, unknown]>([
		['an address of question marks', { resultUrls: [`http://${'?'.repeat(MANY)}\nx`] }],
		['an address of dots', { resultUrls: [`http://${'.'.repeat(MANY)}`] }],
		['commas', { resultUrls: `[${' ,'.repeat(MANY)}` }],
		['lists within lists', { resultUrls: nested(MANY) }],
	])('%s, and holds nothing', (_what, resultUrls) => {
		const data = { taskId: 'task', state: 'success', resultJson: resultUrls } as IDataObject;

		expect(statusOf('market', data)).toMatchObject({ state: 'failed', failure: { isEmpty: true } });
	});

	it('many stems', () => {
		const originData = Array.from({ length: MANY }, (_, i) => ({ audio_url: url(i), id: `${i}` }));
		const data = { taskId: 'task', successFlag: 'SUCCESS', response: { originData } };

		expect(outcomeOf('stems', data).files).toHaveLength(MOST_FILES);
	});

	it('a day that no calendar has', () => {
		const data = {
			taskId: 'task',
			state: 'success',
			completeTime: 8.64e15,
			resultJson: { text: 'late' },
		};

		expect(outcomeOf('market', data)).toMatchObject({ completedAt: '+275760-09-13T00:00:00.000Z' });
		expect(outcomeOf('market', data).expiresAt).toBeUndefined();
	});
});

describe('names of files', () => {
	const namesOf = ({ files }: TaskOutcome) => files.map(({ name }) => name);

	it('that repeat get a number, be it in capitals', () => {
		const layers = ['sky', 'Sky', 'sky', 'sky-2', 'tree'].map((name, i) => ({ name, url: url(i) }));

		expect(namesOf(marketOutcome({ resultObject: { layers } }))).toEqual([
			'sky',
			'Sky-2',
			'sky-3',
			'sky-2-2',
			'tree',
		]);
	});

	it('stay apart where titles are longer than names can be', () => {
		const title = '漢'.repeat(5_000);
		const names = namesOf(
			songs({ title, audioUrl: url(1) }, { title, audioUrl: url(2) }, { title, audioUrl: url(3) }),
		);

		expect(new Set(names).size).toBe(3);
		for (const name of names) expect(Buffer.byteLength(String(name))).toBeLessThan(200);
	});

	it('repeat as often as they like', () => {
		const layers = Array.from({ length: MANY }, (_, i) => ({ name: 'sky', url: url(i) }));
		const names = namesOf(marketOutcome({ resultObject: { layers } }));

		expect(new Set(names).size).toBe(MOST_FILES);
	});
});

describe('a song whose address is empty', () => {
	const streamAudioUrl = 'https://example.com/stream';

	it.each<[string, IDataObject, string]>([
		['the source', { sourceAudioUrl: url(1), streamAudioUrl }, url(1)],
		['the source in a callback', { source_audio_url: url(1) }, url(1)],
		['the stream', { sourceAudioUrl: '', streamAudioUrl }, streamAudioUrl],
		['the stream of the source', { sourceStreamAudioUrl: streamAudioUrl }, streamAudioUrl],
	])('is taken from %s', (_what, track, expected) => {
		const { files, tracks } = songs({ id: 'song', title: 'Rain', audioUrl: '', ...track });

		expect(files).toMatchObject([{ url: expected, kind: 'audio', name: 'Rain', audioId: 'song' }]);
		expect(tracks).toMatchObject([{ audioUrl: expected }]);
	});

	it('is not there yet while Kie.ai still makes it', () => {
		const { callback } = familyNamed('music');
		const sunoData = [{ id: 'song', audioUrl: '', streamAudioUrl }];

		expect(callback?.outcome({ status: 'FIRST_SUCCESS', response: { sunoData } }).files).toEqual(
			[],
		);
		expect(callback?.outcome({ callbackType: 'first', data: sunoData }).files).toEqual([]);
		expect(callback?.outcome({ callbackType: 'complete', data: sunoData }).files).toHaveLength(1);
	});
});

describe('lyrics', () => {
	it.each(['lyricsData', 'data'])('are read from %s', (key) => {
		const response = { data: [], [key]: [{ title: 'Night', text: 'Walk on' }] };

		expect(outcomeOf('lyrics', { taskId: 'task', status: 'SUCCESS', response })).toMatchObject({
			text: 'Walk on',
			lyrics: [{ title: 'Night', text: 'Walk on' }],
		});
	});
});

describe('kindOf', () => {
	it.each([
		['https://example.com/a.mp4?sign=x.png', 'video'],
		['https://example.com/a.png#t=1.5', 'image'],
		['https://example.com/a.MIDI', 'midi'],
		['https://example.com/png', 'file'],
		['https://png', 'file'],
		['png', 'image'],
	])('%s is %s', (address, kind) => {
		expect(kindOf(address)).toBe(kind);
	});
});
