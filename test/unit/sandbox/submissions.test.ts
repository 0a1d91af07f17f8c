import axios from 'axios';

import { endpointOf, type Envelope } from '../../facts/endpoints';
import { FAMILY_OF_PATH } from '../../sandbox';
import { CALLBACK, Story } from './story';

const UNAUTHORIZED =
	'Unauthorized – Authentication failed. Please check that your Authorization and Content-Type headers are correctly set.';

const refused = (method: string, path: string, which: string) =>
	endpointOf(method, path).errorExamples.find((one) => one.case === which)?.body;

let story: Story;
beforeEach(async () => {
	story = await Story.begin();
});
afterEach(async () => await story.sandbox.close());

it.each([undefined, 'Bearer wrong', 'sandbox-key'])(
	'refuses the key %s with HTTP 200 and no data',
	async (authorization) => {
		const url = `${story.sandbox.url}/api/v1/chat/credit`;
		const { status, data } = await axios.get(url, { headers: { authorization } });
		expect(status).toBe(200);
		expect(data).toEqual({ code: 401, msg: UNAUTHORIZED });
	},
);

it.each([
	['/api/v1/generate', 'callBackUrl', 'callBackUrl missing'],
	['/api/v1/generate/add-instrumental', 'negativeTags', 'negativeTags missing'],
	['/api/v1/generate/replace-section', 'fullLyrics', 'fullLyrics missing'],
])('%s refuses a request without %s in the recorded words', async (path, field, which) => {
	const body = await story.bodyFor(path);
	expect(await story.post(path, { ...body, [field]: undefined })).toEqual(
		refused('POST', path, which),
	);
});

it.each([
	['/api/v1/wav/generate', 'unknown ids'],
	['/api/v1/mp4/generate', 'unknown ids'],
	['/api/v1/vocal-removal/generate', 'unknown ids'],
	['/api/v1/midi/generate', 'unknown separation task'],
	['/api/v1/suno/cover/generate', 'unknown music task'],
	['/api/v1/voice/generate', 'unknown validate task'],
	['/api/v1/voice/regenerate', 'nothing to regenerate'],
	['/api/v1/veo/get-4k-video', 'missing'],
	['/api/v1/generate/generate-persona', 'unknown taskId/audioId'],
	['/api/v1/generate/get-timestamped-lyrics', 'unknown ids'],
	['/api/v1/voice/check-voice', 'unknown task'],
	['/api/v1/gpt4o-image/download-url', 'not_found'],
])('%s refuses ids that nobody knows (%s)', async (path, which) => {
	const body = { ...(await story.bodyFor(path)), taskId: 'nobody', task_id: 'nobody' };
	expect(await story.post(path, body)).toEqual(refused('POST', path, which));
});

it('does not separate, convert or film a song that is not finished', async () => {
	const path = '/api/v1/wav/generate';
	const body = await story.bodyFor(path);
	const taskId = await story.start('/api/v1/generate', await story.bodyFor('/api/v1/generate'));
	expect(await story.post(path, { ...body, taskId })).toEqual(refused('POST', path, 'unknown ids'));
});

it('makes MIDI of a separation only, not of a song', async () => {
	const path = '/api/v1/midi/generate';
	const { taskId } = await story.song();
	const answer = await story.post(path, { taskId, callBackUrl: CALLBACK });
	expect(answer).toEqual(refused('POST', path, 'unknown separation task'));
});

it('converts a track to WAV once, and the other track too', async () => {
	const path = '/api/v1/wav/generate';
	const { taskId, audioIds } = await story.song();
	const [first, second] = audioIds.map((audioId) => ({ taskId, audioId, callBackUrl: CALLBACK }));
	await story.start(path, first);
	expect(await story.post(path, first)).toEqual(refused('POST', path, 'already converted'));
	expect((await story.post(path, second)).code).toBe(200);
});

it('allows a second try after a conversion that failed', async () => {
	const path = '/api/v1/wav/generate';
	const body = await story.bodyFor(path);
	story.sandbox.next(path, { end: 'GENERATE_WAV_FAILED' });
	await story.finish(path, body);
	expect((await story.post(path, body)).code).toBe(200);
});

it('makes one cover per song and answers the id of the first', async () => {
	const path = '/api/v1/suno/cover/generate';
	const body = await story.bodyFor(path);
	const taskId = await story.start(path, body);
	expect(await story.post(path, body)).toMatchObject({ code: 400, data: { taskId } });
});

it('makes one persona per track', async () => {
	const path = '/api/v1/generate/generate-persona';
	const body = await story.bodyFor(path);
	expect(await story.post(path, body)).toMatchObject({ code: 200, data: { name: 'Singer' } });
	expect((await story.post(path, body)).code).toBe(409);
});

it.each([
	['/api/v1/generate/extend', { audioId: 'nobody' }, { status: 'GENERATE_AUDIO_FAILED' }],
	[
		'/api/v1/generate/upload-cover',
		{ uploadUrl: 'https://gone.invalid/a.mp3' },
		{ response: null },
	],
	['/api/v1/aleph/generate', { videoUrl: 'https://gone.invalid/a.mp4' }, { successFlag: 3 }],
	['/api/v1/runway/extend', { taskId: 'nobody' }, { state: 'fail' }],
	['/api/v1/midi/generate', { audioId: 'nobody' }, { successFlag: 3 }],
])('%s accepts %j and fails later', async (path, wrong, expected) => {
	const body = { ...(await story.bodyFor(path)), ...wrong };
	expect((await story.finish<Envelope>(path, body)).data).toMatchObject(expected);
});

it('accepts a mashup without anything to sing, as recorded', async () => {
	const path = '/api/v1/generate/mashup';
	const { prompt, style, title, ...body } = await story.bodyFor(path);
	expect([prompt, style, title]).not.toContain(undefined);
	expect((await story.post(path, { ...body, customMode: false })).code).toBe(200);
	expect(story.sandbox.violations.map((one) => one.path)).toEqual([path]);
});

it('answers junk in the Market with the recorded 500', async () => {
	const path = '/api/v1/jobs/createTask';
	expect(await story.post(path, { prompt: 'flat' })).toEqual(refused('POST', path, 'server'));
	const model = 'elevenlabs/audio-isolation';
	expect(await story.post(path, { model, input: {} })).toEqual(refused('POST', path, 'bad_input'));
	expect(await story.get('/api/v1/jobs/recordInfo')).toEqual(
		refused('GET', '/api/v1/jobs/recordInfo', 'missing_param'),
	);
});

it('lets 20 tasks in within 10 seconds, and does not queue the next', async () => {
	const path = '/api/v1/lyrics';
	const body = await story.bodyFor(path);
	for (let count = 0; count < 20; count++) await story.start(path, body);
	expect(await story.post(path, body)).toEqual({
		code: 429,
		msg: 'Rate limit exceeded',
		data: null,
	});
	expect(story.sandbox.ledger.payments).toHaveLength(20);
	await story.clock.advance(10_000);
	expect((await story.post(path, body)).code).toBe(200);
});

it('has no limit when told so', async () => {
	const free = await Story.begin({ rateLimit: false });
	const body = await free.bodyFor('/api/v1/lyrics');
	for (let count = 0; count < 25; count++) await free.start('/api/v1/lyrics', body);
	expect(free.sandbox.tasks.all).toHaveLength(25);
	await free.sandbox.close();
});

it('never gives two tasks the same id', async () => {
	const other = await Story.begin();
	const ids = [];
	for (const one of [story, other]) {
		for (const path of Object.keys(FAMILY_OF_PATH).slice(0, 9)) {
			ids.push(await one.start(path, await one.bodyFor(path)));
		}
	}
	expect(new Set(ids).size).toBe(ids.length);
	await other.sandbox.close();
});

it('makes the same ids from the same seed', async () => {
	const ids = [];
	for (let run = 0; run < 2; run++) {
		const seeded = await Story.begin({ seed: 'same' });
		ids.push(await seeded.start('/api/v1/lyrics', await seeded.bodyFor('/api/v1/lyrics')));
		await seeded.sandbox.close();
	}
	expect(ids[0]).toBe(ids[1]);
});
