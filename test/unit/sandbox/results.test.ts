import axios from 'axios';

import { endpointOf } from '../../facts/endpoints';
import { Story } from './story';

interface Note {
	pitch: number;
	start: number | string;
	end: number | string;
	velocity: number;
}

interface MidiRecord {
	data: { midiData: { instruments: Array<{ name: string; notes: Note[] }> } };
}

interface Separation {
	data: {
		response: Record<string, string | null> & {
			originData: Array<{ id: string; stem_type_group_name: string; audio_url: string }>;
		};
	};
}

interface MarketRecord {
	data: { param: string; resultJson: string; costTime: number };
}

const SEPARATE = '/api/v1/vocal-removal/generate';
const MARKET = '/api/v1/jobs/createTask';
const UPGRADE = '/api/v1/veo/get-4k-video';

let story: Story;
beforeEach(async () => {
	story = await Story.begin();
});
afterEach(async () => await story.sandbox.close());

it('sings the words and carries the title that were asked for', async () => {
	const path = '/api/v1/generate';
	const body = await story.bodyFor(path);
	const { data } = await story.finish<{
		data: { response: { sunoData: unknown[] }; param: string };
	}>(path, body);
	const { prompt, title, style: tags } = body;
	expect(data.response.sunoData).toMatchObject([
		{ prompt, title, tags },
		{ prompt, title, tags },
	]);
	expect(JSON.parse(data.param)).toEqual(body);
});

it('separates into links that play, with ids for MIDI', async () => {
	const body = { ...(await story.bodyFor(SEPARATE)), type: 'split_stem' };
	const { response } = (await story.finish<Separation>(SEPARATE, body)).data;
	const links = Object.entries(response).filter(([key, link]) => key.endsWith('Url') && link);
	expect(links).toHaveLength(12);
	expect(response.originData.map(({ audio_url: link }) => link).sort()).toEqual(
		links.map(([, link]) => link).sort(),
	);
	for (const { audio_url: link } of response.originData) {
		expect((await axios.get(link)).headers['content-type']).toBe('audio/mpeg');
	}
});

it('separates an upload too', async () => {
	const { callBackUrl } = await story.bodyFor(SEPARATE);
	const body = { audioUrl: 'https://example.org/a.mp3', callBackUrl };
	expect((await story.finish(SEPARATE, body)).data).toMatchObject({
		successFlag: 'SUCCESS',
		musicId: '',
	});
});

it('names the stem of the advanced separation', async () => {
	const body = {
		...(await story.bodyFor(SEPARATE)),
		type: 'split_stem_advanced',
		stemName: 'Drum Kit',
	};
	const { response } = (await story.finish<Separation>(SEPARATE, body)).data;
	expect(response.originData).toMatchObject([{ extract: { stem_type_group_name: 'Drum Kit' } }]);
});

it('writes music down: notes in time, in range, with times as numbers and as text', async () => {
	const path = '/api/v1/midi/generate';
	const { data } = await story.finish<MidiRecord>(path, await story.bodyFor(path));
	const { instruments } = data.midiData;
	expect(instruments.map(({ name }) => name)).toEqual([
		'Drums',
		'Electric Bass (finger)',
		'Acoustic Grand Piano',
		'Voice Oohs',
	]);
	const notes = instruments.flatMap((one) => one.notes);
	expect(new Set(notes.map(({ start }) => typeof start))).toEqual(new Set(['number', 'string']));
	for (const { pitch, start, end, velocity } of notes) {
		expect(Number(end)).toBeGreaterThan(Number(start));
		expect(Number(end)).toBeLessThanOrEqual(16);
		expect([pitch >= 0, pitch <= 127, velocity > 0, velocity <= 1]).not.toContain(false);
	}
});

it('writes down one stem when given its id', async () => {
	const path = '/api/v1/midi/generate';
	const body = await story.bodyFor(path);
	const record = await story.record<Separation>(SEPARATE, String(body.taskId));
	const vocals = record.data.response.originData.find(
		(one) => one.stem_type_group_name === 'Vocals',
	);
	const { data } = await story.finish<MidiRecord>(path, { ...body, audioId: vocals?.id });
	expect(data.midiData.instruments.map(({ name }) => name)).toEqual(['Voice Oohs']);
});

it('converts the track that was asked for', async () => {
	const { taskId, audioIds } = await story.song();
	const { callBackUrl } = await story.bodyFor('/api/v1/generate');
	const body = { taskId, audioId: audioIds[1], callBackUrl };
	const { data } = await story.finish('/api/v1/wav/generate', body);
	expect(data).toMatchObject({
		musicIndex: 1,
		response: { audioWavUrl: expect.stringMatching(/\/2\.wav$/) as string },
	});
});

it('aligns the words of a song, and none of an instrumental', async () => {
	const path = '/api/v1/generate/get-timestamped-lyrics';
	const words = async () => (await story.post(path, await story.bodyFor(path))).data;
	expect(await words()).toMatchObject({
		alignedWords: [{ word: '[Verse]', startS: 0 }, {}, {}, {}],
	});
	const body = { ...(await story.bodyFor('/api/v1/generate')), instrumental: true };
	const { taskId } = await story.finish('/api/v1/generate', body);
	const record = story.sandbox.record(taskId) as {
		data: { response: { sunoData: Array<{ id: string }> } };
	};
	const audioId = record.data.response.sunoData[0].id;
	expect((await story.post(path, { taskId, audioId })).data).toMatchObject({ alignedWords: [] });
});

it('makes a voice of a phrase, and tells when it is available', async () => {
	const path = '/api/v1/voice/generate';
	const body = await story.bodyFor(path);
	const taskId = await story.start(path, body);
	const check = async () =>
		(await story.post('/api/v1/voice/check-voice', { task_id: taskId })).data;
	expect(await check()).toEqual({ isAvailable: false });
	await story.clock.advance(60_000);
	expect(await check()).toEqual({ isAvailable: true });
	expect((await story.record('/api/v1/voice/validate', String(body.taskId))).data).toMatchObject({
		status: 'success',
	});
});

it('gives a new phrase when the old one is too old', async () => {
	const path = '/api/v1/voice/regenerate';
	const validate = '/api/v1/voice/validate';
	const { taskId } = await story.finish(validate, await story.bodyFor(validate));
	const { calBackUrl } = await story.bodyFor(path);
	expect((await story.post(path, { taskId, calBackUrl })).code).toBe(200);
});

it('upgrades to 1080p at the address that is asked again and again', async () => {
	const path = '/api/v1/veo/get-1080p-video';
	const refused = (which: string) =>
		endpointOf('GET', path).errorExamples.find((one) => one.case === which)?.body;
	const veo = '/api/v1/veo/generate';
	expect(await story.get(path, { taskId: 'nobody' })).toEqual(refused('missing'));
	const taskId = await story.start(veo, await story.bodyFor(veo));
	expect(await story.get(path, { taskId })).toEqual(refused('fallback_or_not_done'));
	await story.clock.advance(70_000);
	expect(await story.get(path, { taskId, index: 0 })).toEqual(refused('processing'));
	await story.clock.advance(90_000);
	const { data } = await story.get<{ data: { resultUrl: string } }>(path, { taskId });
	expect((await axios.get(data.resultUrl)).headers['content-type']).toBe('video/mp4');
});

it('upgrades to 4K by a POST that is repeated: 422 means under way, and finished', async () => {
	const examples = endpointOf('POST', UPGRADE).answerExamples ?? {};
	const body = await story.bodyFor(UPGRADE);
	const payments = story.sandbox.ledger.payments.length;
	const accepted = await story.post<{ data: { taskId: string } }>(UPGRADE, body);
	const { taskId } = accepted.data;
	expect(accepted).toEqual({
		...examples.accepted,
		data: { taskId, resultUrls: null, imageUrls: null },
	});
	const { code, msg } = examples.processing;
	expect(await story.post(UPGRADE, body)).toMatchObject({
		code,
		msg,
		data: { taskId, resultUrls: null },
	});
	await story.clock.advance(360_000);
	const ready = await story.post<{ data: { resultUrls: string[] } }>(UPGRADE, body);
	expect(ready).toMatchObject({ code: 422, msg: examples.ready.msg });
	expect((await axios.get(ready.data.resultUrls[0])).status).toBe(200);
	expect(story.sandbox.ledger.payments).toHaveLength(payments + 1);
});

it.each([
	['google/nano-banana', { prompt: 'a' }, /"resultUrls":\["[^"]+\.png"\]/],
	['kling-3.0/video', { prompt: 'a' }, /\.mp4"/],
	[
		'elevenlabs/speech-to-text',
		{ audio_url: 'https://example.org/a.mp3' },
		/"resultObject":\{"language_code"/,
	],
	[
		'ai-music-api/sounds',
		{ prompt: 'a', model: 'V5' },
		/^\{"data":\[\{"id":"[-0-9a-f]{36}","audio_url"/,
	],
	['ai-music-api/generate-lyrics', { prompt: 'a' }, /^\{"resultObject":\{"lyricsData":\[\{/],
	['bytedance/seedance-2', { prompt: 'a', return_last_frame: true }, /"lastFrameUrl":\["/],
	['nobody/knows-this-model', {}, /"resultUrls"/],
])('makes of the Market model %s what it makes', async (model, input, expected) => {
	const { data } = await story.finish<MarketRecord>(MARKET, { model, input });
	expect(data.resultJson).toMatch(expected);
	const param = JSON.parse(data.param) as { input: string };
	expect(JSON.parse(param.input)).toEqual(input);
});

it('takes the recorded time of a Market model', async () => {
	const { data } = await story.finish<MarketRecord>(MARKET, {
		model: 'wan/2-7-image',
		input: { prompt: 'a' },
	});
	expect(data.costTime).toBe(13);
});

it.each(['/api/v1/omni/audio/create', '/api/v1/omni/character/create'])(
	'%s answers both documented forms',
	async (path) => {
		const { answerExamples = {}, successExample } = endpointOf('POST', path);
		const [variant] = Object.keys(answerExamples);
		const body = await story.bodyFor(path);
		const plain = await story.post(path, body);
		expect(Object.keys(plain.data as object)).toEqual(Object.keys(successExample?.data as object));
		story.sandbox.next(path, { answer: variant });
		expect(await story.post(path, body)).toEqual(answerExamples[variant]);
	},
);

it('shows people what happened', async () => {
	const body = { ...(await story.bodyFor('/api/v1/lyrics')), prompt: '<script>' };
	const taskId = await story.start('/api/v1/lyrics', body);
	const { data } = await axios.get<string>(story.sandbox.url);
	expect(data).toContain(taskId);
	expect(data).toContain('1 payments, 9999.6 credits left');
});

it('knows nothing of other addresses', async () => {
	expect((await story.get('/api/v1/nothing')).code).toBe(404);
});
