import market from '../facts/market.json';
import { endpointOf } from '../facts/endpoints';
import { instruments } from './midi';
import type { Body, Task } from './tasks';

interface Model {
	id: string;
	taskType: string;
	/** What `resultJson` holds: urls, object, urlsAndObject, tracks, unknown. */
	result: string;
	required: string[];
}

const MODELS = market as Model[];

/** States of the record whose `resultJson` has another shape than plain links, by part of the model's name. */
const STATES: Array<[RegExp, string]> = [
	[/speech-to-text/, 'success_speech_to_text'],
	[/segment-map/, 'success_segment_map'],
	[/detection|identification/, 'success_detection'],
	[/sora-2-characters/, 'success_sora_character'],
	[/layer-decomposition/, 'success_layer_decomposition'],
	[/audio-isolation/, 'success_music_null_object'],
];

const KINDS: Array<[RegExp, string]> = [
	[/wav/, 'wav'],
	[/music-video|mp4/, 'mp4'],
	[/cover-generate/, 'png'],
	[/ to (image)$|image editing/i, 'png'],
	[/ to (speech|music|audio)$/i, 'mp3'],
	[/ to video$|lip sync|video editing/i, 'mp4'],
	[/image|banana|flux|seedream|recraft|upscale/i, 'png'],
	[/speech|audio|sound|music|tts/i, 'mp3'],
];

/** Facts about a Market model; undefined for one that is not in the snapshot, which the sandbox serves all the same. */
export function modelOf(id: unknown): Model | undefined {
	return MODELS.find((model) => model.id === id);
}

/** Since June 2026 Kie.ai refuses every task of these. */
export const isPaused = (id: unknown): boolean => /^sora-/.test(String(id));

/** State a task of a model ends in when all goes well. */
export function marketSuccess(id: unknown, input: object): string {
	if ('return_last_frame' in input && input.return_last_frame === true) return 'success_frames';
	return STATES.find(([pattern]) => pattern.test(String(id)))?.[1] ?? 'success_resultUrls';
}

/** Ending of the file a model makes. */
export function endingOf(id: unknown): string {
	const described = `${String(id)} ${modelOf(id)?.taskType ?? ''}`;
	const named = KINDS.slice(0, 3).find(([pattern]) => pattern.test(String(id)));
	return (named ?? KINDS.find(([pattern]) => pattern.test(described)))?.[1] ?? 'mp4';
}

/** The example `resultJson`, made to fit what the model makes: links with its ending, or songs, or lyrics. */
export function resultExample(task: Task, example: string): string {
	if (task.end !== 'success_resultUrls') return example;
	const { model } = task.body;
	if (modelOf(model)?.result === 'tracks')
		return JSON.stringify({ data: examplesOf('/api/v1/generate') });
	const object = OBJECTS[String(model)]?.();
	if (object) return JSON.stringify({ resultObject: object });
	return example.replace('out.mp4', `out.${endingOf(model)}`);
}

/** Results that are objects. Nobody has recorded those below the lyrics: the classic answers stand in for them. */
const OBJECTS: Record<string, () => unknown> = {
	'ai-music-api/generate-lyrics': () => ({ lyricsData: examplesOf('/api/v1/lyrics') }),
	'ai-music-api/generate-midi-from-audio': () => ({ instruments: instruments(undefined, true) }),
	'ai-music-api/boost-music-style': () => ({ result: answerOf('/api/v1/style/generate').result }),
	'ai-music-api/generate-persona': () => answerOf('/api/v1/generate/generate-persona'),
	'ai-music-api/timeStamped-lyrics': () => answerOf('/api/v1/generate/get-timestamped-lyrics'),
	'ai-music-api/check-voice': () => answerOf('/api/v1/voice/check-voice'),
	'ai-music-api/validation-phrase': phrase,
	'ai-music-api/regenerate-phrase': phrase,
	'ai-music-api/create-voice': () => recordData('/api/v1/voice/record-info', 'success'),
};

const answerOf = (path: string) => endpointOf('POST', path).successExample?.data as Body;

const recordData = (path: string, state: string): unknown =>
	endpointOf('GET', path).recordExamples?.[state].data;

function phrase(): unknown {
	return recordData('/api/v1/voice/validate-info', 'wait_validating');
}

/** Results in the spelling of the callbacks, which the unified route shares. */
function examplesOf(path: string): unknown {
	const complete = endpointOf('POST', path).callbackExamples?.complete;
	return (complete?.data as { data: unknown } | undefined)?.data;
}
