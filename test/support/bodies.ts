import type { World } from './world';

export const CALLBACK = 'https://example.com/callback';

export type Body = Record<string, unknown>;

const callBackUrl = CALLBACK;
const uploadUrl = 'https://example.org/song.mp3';
const songFields = { customMode: true, instrumental: false, model: 'V5', callBackUrl };
const lyrics = { prompt: '[Verse] a red kite', style: 'folk', title: 'Kite' };

const ofSong =
	(more: Body = {}) =>
	async (world: World) => {
		const { taskId, audioIds } = await world.song();
		return { taskId, audioId: audioIds[0], ...more };
	};

const ofTask = (path: string, more: Body) => async (world: World) => {
	const { taskId } = await world.finish(path, await world.bodyFor(path));
	return { taskId, ...more };
};

/** A request that Kie.ai's pages allow, by path, with everything done that it builds on. */
export const BODIES: Record<string, Body | ((world: World) => Promise<Body>)> = {
	'/api/v1/generate': { ...songFields, ...lyrics },
	'/api/v1/generate/extend': async (world) => ({
		...{ audioId: (await world.song()).audioIds[1], defaultParamFlag: true, continueAt: 12.5 },
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
	'/api/v1/suno/cover/generate': async (world) => ({ taskId: (await world.song()).taskId }),
	'/api/v1/lyrics': { prompt: 'a quiet city', callBackUrl },
	'/api/v1/wav/generate': ofSong({ callBackUrl }),
	'/api/v1/vocal-removal/generate': ofSong({ callBackUrl }),
	'/api/v1/midi/generate': ofTask('/api/v1/vocal-removal/generate', { callBackUrl }),
	'/api/v1/mp4/generate': ofSong({ callBackUrl, author: 'me' }),
	'/api/v1/voice/validate': { voiceUrl: uploadUrl, vocalStartS: 0, vocalEndS: 10, callBackUrl },
	'/api/v1/voice/generate': ofTask('/api/v1/voice/validate', { verifyUrl: uploadUrl, callBackUrl }),
	'/api/v1/voice/regenerate': async (world) => {
		world.sandbox.next('/api/v1/voice/validate', { end: 'processing_validate_fail' });
		return await ofTask('/api/v1/voice/validate', { calBackUrl: CALLBACK })(world);
	},
	'/api/v1/voice/check-voice': async (world) => ({
		task_id: (await ofTask('/api/v1/voice/generate', {})(world)).taskId,
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
	'/api/v1/gpt4o-image/download-url': async (world) => {
		const path = '/api/v1/gpt4o-image/generate';
		const { data, taskId } = await world.finish<{ data: { response: { resultUrls: string[] } } }>(
			path,
			await world.bodyFor(path),
		);
		return { taskId, url: data.response.resultUrls[0] };
	},
	'/api/v1/jobs/createTask': {
		...{ model: 'example/model', input: { prompt: 'a cat', aspect_ratio: '1:1' }, callBackUrl },
	},
	'/api/v1/omni/audio/create': { audio_id: 'achernar', name: 'Narrator' },
	'/api/v1/omni/character/create': { descriptions: 'a sailor', image_urls: [uploadUrl] },
	'/api/v1/common/download-url': async (world) =>
		await Promise.resolve({ url: world.sandbox.fileUrl('song-1.mp3') }),
};
