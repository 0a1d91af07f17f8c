import axios from 'axios';

import type { Envelope } from '../../facts/endpoints';
import { FAMILIES, FAMILY_OF_PATH, ManualClock, startSandbox } from '../../sandbox';
import type { SandboxOptions, Sandbox } from '../../sandbox';

export const CALLBACK = 'https://example.com/callback';
const HOUR = 3_600_000;

interface Accepted extends Envelope {
	data: { taskId: string };
}

type Body = Record<string, unknown>;

/** A sandbox on manual time and somebody who talks to it. */
export class Story {
	private constructor(
		readonly sandbox: Sandbox,
		readonly clock: ManualClock,
	) {}

	static async begin(options: SandboxOptions = {}): Promise<Story> {
		const clock = new ManualClock();
		return new Story(await startSandbox({ clock, ...options }), clock);
	}

	private headers(): Record<string, string> {
		return { authorization: `Bearer ${this.sandbox.apiKey}` };
	}

	async post<T = Envelope>(path: string, body: unknown): Promise<T> {
		const { data } = await axios.post<T>(this.sandbox.url + path, body, {
			headers: this.headers(),
		});
		return data;
	}

	async get<T = Envelope>(path: string, params: Body = {}): Promise<T> {
		const url = this.sandbox.url + path;
		const { data } = await axios.get<T>(url, { params, headers: this.headers() });
		return data;
	}

	/** Submits and answers the task id. */
	async start(path: string, body: Body): Promise<string> {
		const answer = await this.post<Accepted>(path, body);
		if (answer.code !== 200) throw new Error(`${path}: ${JSON.stringify(answer)}`);
		return answer.data.taskId;
	}

	async record<T = Envelope>(path: string, taskId: string): Promise<T> {
		return await this.get<T>(FAMILIES[FAMILY_OF_PATH[path]].status, { taskId });
	}

	/** Submits, waits until the task has ended, and answers its record. */
	async finish<T = Envelope>(path: string, body: Body): Promise<T & { taskId: string }> {
		const taskId = await this.start(path, body);
		await this.clock.advance(HOUR);
		return { ...(await this.record<T>(path, taskId)), taskId };
	}

	/** A finished song: its task id and the ids of its tracks. */
	async song(): Promise<{ taskId: string; audioIds: string[] }> {
		const path = '/api/v1/generate';
		const record = await this.finish<{ data: { response: { sunoData: Array<{ id: string }> } } }>(
			path,
			await this.bodyFor(path),
		);
		return { taskId: record.taskId, audioIds: record.data.response.sunoData.map(({ id }) => id) };
	}

	/** A request that Kie.ai's pages allow, with everything done that it builds on. */
	async bodyFor(path: string): Promise<Body> {
		const body = BODIES[path];
		return typeof body === 'function' ? await body(this) : { ...body };
	}
}

const callBackUrl = CALLBACK;
const uploadUrl = 'https://example.org/song.mp3';
const songFields = { customMode: true, instrumental: false, model: 'V5', callBackUrl };
const lyrics = { prompt: '[Verse] a red kite', style: 'folk', title: 'Kite' };

const ofSong =
	(more: Body = {}) =>
	async (story: Story) => {
		const { taskId, audioIds } = await story.song();
		return { taskId, audioId: audioIds[0], ...more };
	};

const ofTask = (path: string, more: Body) => async (story: Story) => {
	const { taskId } = await story.finish(path, await story.bodyFor(path));
	return { taskId, ...more };
};

const BODIES: Record<string, Body | ((story: Story) => Promise<Body>)> = {
	'/api/v1/generate': { ...songFields, ...lyrics },
	'/api/v1/generate/extend': async (story) => ({
		...{ audioId: (await story.song()).audioIds[1], defaultParamFlag: true, continueAt: 12.5 },
		...{ ...lyrics, model: 'V5', callBackUrl },
	}),
	'/api/v1/generate/upload-cover': { ...songFields, ...lyrics, uploadUrl },
	'/api/v1/generate/upload-extend': {
		...{ defaultParamFlag: true, continueAt: 12.5, uploadUrl, model: 'V5', callBackUrl },
		...lyrics,
	},
	'/api/v1/generate/add-instrumental': {
		...{ uploadUrl, title: 'Kite', negativeTags: 'metal', tags: 'folk', callBackUrl },
	},
	'/api/v1/generate/add-vocals': {
		...{
			uploadUrl,
			title: 'Kite',
			negativeTags: 'metal',
			style: 'folk',
			prompt: 'sing',
			callBackUrl,
		},
	},
	'/api/v1/generate/replace-section': ofSong({
		...{ prompt: 'new words', tags: 'folk', title: 'Kite', fullLyrics: 'all words' },
		...{ infillStartS: 10, infillEndS: 25.5 },
	}),
	'/api/v1/generate/mashup': {
		...{ uploadUrlList: [uploadUrl, uploadUrl], customMode: true, model: 'V5', callBackUrl },
		...lyrics,
	},
	'/api/v1/generate/sounds': { prompt: 'rain on a roof', model: 'V5', soundKey: 'Any' },
	'/api/v1/generate/generate-persona': ofSong({ name: 'Singer', description: 'warm' }),
	'/api/v1/generate/get-timestamped-lyrics': ofSong(),
	'/api/v1/style/generate': { content: 'pop' },
	'/api/v1/suno/cover/generate': async (story) => ({ taskId: (await story.song()).taskId }),
	'/api/v1/lyrics': { prompt: 'a quiet city', callBackUrl },
	'/api/v1/wav/generate': ofSong({ callBackUrl }),
	'/api/v1/vocal-removal/generate': ofSong({ callBackUrl }),
	'/api/v1/midi/generate': ofTask('/api/v1/vocal-removal/generate', { callBackUrl }),
	'/api/v1/mp4/generate': ofSong({ callBackUrl, author: 'me' }),
	'/api/v1/voice/validate': { voiceUrl: uploadUrl, vocalStartS: 0, vocalEndS: 10, callBackUrl },
	'/api/v1/voice/generate': ofTask('/api/v1/voice/validate', { verifyUrl: uploadUrl, callBackUrl }),
	'/api/v1/voice/regenerate': async (story) => {
		story.sandbox.next('/api/v1/voice/validate', { end: 'processing_validate_fail' });
		return await ofTask('/api/v1/voice/validate', { calBackUrl: CALLBACK })(story);
	},
	'/api/v1/voice/check-voice': async (story) => ({
		task_id: (await ofTask('/api/v1/voice/generate', {})(story)).taskId,
	}),
	'/api/v1/veo/generate': { prompt: 'a kite', callBackUrl },
	'/api/v1/veo/extend': ofTask('/api/v1/veo/generate', { prompt: 'further', callBackUrl }),
	'/api/v1/veo/get-4k-video': ofTask('/api/v1/veo/generate', { callBackUrl }),
	'/api/v1/runway/generate': {
		...{ prompt: 'a kite', duration: 5, quality: '720p', aspectRatio: '16:9', callBackUrl },
	},
	'/api/v1/runway/extend': ofTask('/api/v1/runway/generate', {
		...{ prompt: 'further', quality: '720p', callBackUrl },
	}),
	'/api/v1/aleph/generate': {
		prompt: 'at night',
		videoUrl: 'https://example.org/a.mp4',
		callBackUrl,
	},
	'/api/v1/modify/generate': {
		prompt: 'at night',
		videoUrl: 'https://example.org/a.mp4',
		callBackUrl,
	},
	'/api/v1/mj/generate': { taskType: 'mj_txt2img', prompt: 'a kite', callBackUrl },
	'/api/v1/flux/kontext/generate': { prompt: 'a kite', callBackUrl },
	'/api/v1/gpt4o-image/generate': { size: '1:1', prompt: 'a kite', callBackUrl },
	'/api/v1/gpt4o-image/download-url': async (story) => {
		const path = '/api/v1/gpt4o-image/generate';
		const { data, taskId } = await story.finish<{ data: { response: { resultUrls: string[] } } }>(
			path,
			await story.bodyFor(path),
		);
		return { taskId, url: data.response.resultUrls[0] };
	},
	'/api/v1/jobs/createTask': {
		...{ model: 'example/model', input: { prompt: 'a cat', aspect_ratio: '1:1' }, callBackUrl },
	},
	'/api/v1/omni/audio/create': { audio_id: 'achernar', name: 'Narrator' },
	'/api/v1/omni/character/create': { descriptions: 'a sailor', image_urls: [uploadUrl] },
	'/api/v1/common/download-url': async (story) =>
		await Promise.resolve({ url: story.sandbox.fileUrl('song-1.mp3') }),
};
