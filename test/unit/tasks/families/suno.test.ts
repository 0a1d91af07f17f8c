import type { IDataObject } from 'n8n-workflow';

import { coverImageOutcome } from '../../../../nodes/kie/tasks/families/coverImage';
import { lyricsOutcome } from '../../../../nodes/kie/tasks/families/lyrics';
import { notesOutcome } from '../../../../nodes/kie/tasks/families/midi';
import { tracksOutcome } from '../../../../nodes/kie/tasks/families/music';
import { musicVideoOutcome } from '../../../../nodes/kie/tasks/families/musicVideo';
import { asRecord } from '../../../../nodes/kie/json';
import { stemsOutcome } from '../../../../nodes/kie/tasks/families/stems';
import { phraseOutcome, voiceOutcome } from '../../../../nodes/kie/tasks/families/voice';
import { wavOutcome } from '../../../../nodes/kie/tasks/families/wav';
import type { TaskStatus, TaskOutcome } from '../../../../nodes/kie/types';
import { type Endpoint, type Envelope, endpoints } from '../../../facts/endpoints';
import {
	TASK_ID,
	dataOf,
	goodCallbacksOf,
	itAsksByTaskId,
	itReadsOtherSpellings,
	leaves,
	read,
	recordsOf,
	stateByWord,
	unique,
	wordOf,
} from '../../../support/family-examples';

const suno = endpoints().filter(({ id }) => id.startsWith('suno.'));

/** Addresses that are no result: where the callback goes, what came in, previews. */
const NO_RESULT = /^callback|origin|source|stream|^image_?url$/i;

const resultUrls = (example: unknown) =>
	leaves(example).flatMap(([key, value]) =>
		typeof value === 'string' && value.startsWith('https://') && !NO_RESULT.test(key)
			? [value]
			: [],
	);

const valuesOf = (example: unknown, name: string) =>
	leaves(example).flatMap(([key, value]) => (key === name && value ? [value] : []));

/** What an example says a finished task has yielded, apart from files. */
const textsIn = (example: unknown) => [
	...valuesOf(example, 'text'),
	...valuesOf(example, 'validateInfo'),
];

/** Where Kie.ai names no voice, its task stands for it. */
function voiceIn(example: unknown): unknown {
	const isVoice = leaves(example).some(([key]) => key === 'voiceId');
	return isVoice ? [...valuesOf(example, 'voiceId'), ...valuesOf(example, 'taskId')][0] : undefined;
}

function expectResult(outcome: Partial<TaskOutcome>, example: unknown): void {
	const { files = [], text, lyrics, notes = [], data } = outcome;
	expect(unique(files.map(({ url }) => url))).toStrictEqual(unique(resultUrls(example)));
	expect(text).toBe(textsIn(example)[0]);
	expect(lyrics?.map((variant) => variant.text) ?? [text].filter(Boolean)).toStrictEqual(
		textsIn(example),
	);
	expect(notes.flatMap((instrument) => valuesOf(instrument, 'pitch'))).toStrictEqual(
		valuesOf(example, 'pitch'),
	);
	expect(data?.voiceId).toBe(voiceIn(example));
}

/** A callback that did not get through is no failure of the work: the result decides. */
function stateOf(endpoint: Endpoint, body: Envelope): TaskStatus['state'] {
	const state = stateByWord(endpoint, body);
	if (state !== 'failed' || wordOf(endpoint, body) !== 'CALLBACK_EXCEPTION') return state;
	const done = resultUrls(body).length + textsIn(body).length > 0;
	return done ? 'success' : 'failed';
}

const statusEndpoints = suno.filter(({ kind }) => kind === 'status');

const records = recordsOf(statusEndpoints);

const finished = records.filter(([, endpoint, body]) => stateOf(endpoint, body) === 'success');

describe('records', () => {
	it.each(records)('%s', (_title, endpoint, body) => {
		const status = read(endpoint.path, body);

		expect(status.state).toBe(stateOf(endpoint, body));
		if (status.state === 'success') expectResult(status.outcome, body);
		if (status.state === 'failed') {
			expect(status.failure.message).toBe(dataOf(body).errorMessage);
			expect(status.failure.code).toBe(dataOf(body).errorCode);
		}
		if (status.state !== 'notFound') expect(status.statusWord).toBe(String(wordOf(endpoint, body)));
	});

	itReadsOtherSpellings(finished);

	it.each(statusEndpoints.map(({ path }) => path))('%s: no answer says nothing', (path) => {
		const status = read(path, { code: 455, msg: 'Maintenance', data: null });

		expect(status).toMatchObject({ state: 'unavailable', statusWord: 'Maintenance' });
	});

	itAsksByTaskId(statusEndpoints);
});

const OUTCOMES: Record<string, (data: IDataObject) => Partial<TaskOutcome>> = {
	'/api/v1/generate/record-info': (data) => tracksOutcome(data.data),
	'/api/v1/lyrics/record-info': lyricsOutcome,
	'/api/v1/wav/record-info': wavOutcome,
	'/api/v1/vocal-removal/record-info': (data) =>
		stemsOutcome(asRecord(data.vocal_separation_info ?? data.vocal_removal_info)),
	'/api/v1/midi/record-info': notesOutcome,
	'/api/v1/mp4/record-info': musicVideoOutcome,
	'/api/v1/suno/cover/record-info': coverImageOutcome,
	'/api/v1/voice/validate-info': phraseOutcome,
	'/api/v1/voice/record-info': voiceOutcome,
};

describe('results in the spelling of the callbacks', () => {
	it.each(goodCallbacksOf(suno))('%s', (_title, endpoint, body) => {
		const outcome = OUTCOMES[String(endpoint.statusEndpoint?.path)](dataOf(body));

		expectResult(outcome, body);
	});
});

describe('what the examples do not show', () => {
	const lyricsPath = '/api/v1/lyrics/record-info';
	const variants = (...data: IDataObject[]): Envelope => ({
		code: 200,
		msg: 'success',
		data: { taskId: TASK_ID, status: 'SUCCESS', response: { data } },
	});

	it('lyrics of which no variant was written have failed, for the reason of the variant', () => {
		const errorMessage = 'Song Description contained artist name';

		const status = read(lyricsPath, variants({ text: '', status: 'failed', errorMessage }));

		expect(status).toMatchObject({ state: 'failed', failure: { message: errorMessage } });
	});

	it('lyrics without any variant have failed', () => {
		expect(read(lyricsPath, variants())).toMatchObject({
			state: 'failed',
			failure: { message: 'Kie.ai wrote no lyrics' },
		});
	});

	it('a written variant keeps its title', () => {
		const status = read(lyricsPath, variants({ title: 'Night Walk', text: 'Walk on' }));

		expect(status).toMatchObject({
			outcome: { text: 'Walk on', lyrics: [{ title: 'Night Walk', text: 'Walk on' }] },
		});
	});

	it.each([
		['PENDING', 'pending'],
		['SUCCESS', 'success'],
		['CREATE_TASK_FAILED', 'failed'],
		['GENERATE_COVER_FAILED', 'failed'],
	])('a cover image may say %s in words', (successFlag, state) => {
		const data = {
			taskId: TASK_ID,
			successFlag,
			response: { images: ['https://example.com/cover.png'] },
		};

		expect(read('/api/v1/suno/cover/record-info', { code: 200, msg: '', data }).state).toBe(state);
	});

	it('a voice without an ID of its own goes by its task', () => {
		const data = { taskId: TASK_ID, voiceId: '', status: 'success' };

		expect(read('/api/v1/voice/record-info', { code: 200, msg: '', data })).toMatchObject({
			state: 'success',
			outcome: { data: { voiceId: TASK_ID } },
		});
	});

	it('a music video names its track', () => {
		const [, endpoint, body] = finished.filter(([title]) => title.includes('mp4'))[0];

		expect(read(endpoint.path, body)).toMatchObject({
			outcome: { audioId: dataOf(body).musicId, files: [{ kind: 'video' }] },
		});
	});
});
