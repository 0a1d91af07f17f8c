/** How one kind of task of Kie.ai behaves in time. Names of states are keys of `recordExamples` in test/facts. */
export interface Family {
	name: FamilyName;
	/** Path that tells the state of the task. */
	status: string;
	/** States on the way: each lasts until this share of the whole duration. */
	stages: Array<{ state: string; until: number }>;
	/** State of a task that goes well, and of one that just fails. */
	success: string;
	failure: string;
	/** Other states that are a good end. */
	alsoGood?: string[];
	/** Seconds a task takes. */
	seconds: number;
	/** Credits a task costs: the sandbox's own prices, since Kie.ai's drift. */
	credits: number;
	/** Beginning of a task id; "uuid" asks for the dashed form. */
	idStyle?: string;
}

export type FamilyName =
	| 'music'
	| 'lyrics'
	| 'wav'
	| 'stems'
	| 'midi'
	| 'musicVideo'
	| 'coverImage'
	| 'voiceValidation'
	| 'voice'
	| 'veo'
	| 'veo4k'
	| 'runway'
	| 'aleph'
	| 'luma'
	| 'midjourney'
	| 'fluxKontext'
	| 'gpt4oImage'
	| 'market';

const waiting = (state: string) => [{ state, until: 1 }];

export const FAMILIES: Record<FamilyName, Family> = {
	music: {
		name: 'music',
		status: '/api/v1/generate/record-info',
		stages: [
			{ state: 'PENDING', until: 0.2 },
			{ state: 'TEXT_SUCCESS', until: 0.6 },
			{ state: 'FIRST_SUCCESS', until: 1 },
		],
		success: 'SUCCESS',
		failure: 'GENERATE_AUDIO_FAILED',
		seconds: 120,
		credits: 12,
	},
	lyrics: {
		name: 'lyrics',
		status: '/api/v1/lyrics/record-info',
		stages: waiting('PENDING'),
		success: 'SUCCESS',
		alsoGood: ['SUCCESS_PARTIAL'],
		failure: 'GENERATE_LYRICS_FAILED',
		seconds: 20,
		credits: 0.4,
	},
	wav: {
		name: 'wav',
		status: '/api/v1/wav/record-info',
		stages: waiting('PENDING'),
		success: 'SUCCESS',
		failure: 'GENERATE_WAV_FAILED',
		seconds: 30,
		credits: 0.4,
	},
	stems: {
		name: 'stems',
		status: '/api/v1/vocal-removal/record-info',
		stages: waiting('PENDING'),
		success: 'SUCCESS_separate_vocal',
		alsoGood: ['SUCCESS_split_stem', 'SUCCESS_split_stem_advanced'],
		failure: 'GENERATE_AUDIO_FAILED',
		seconds: 60,
		credits: 10,
	},
	midi: {
		name: 'midi',
		status: '/api/v1/midi/record-info',
		stages: waiting('0'),
		success: '1',
		alsoGood: ['1_EMPTY'],
		failure: '3',
		seconds: 20,
		credits: 1,
	},
	musicVideo: {
		name: 'musicVideo',
		status: '/api/v1/mp4/record-info',
		stages: waiting('PENDING'),
		success: 'SUCCESS',
		failure: 'GENERATE_MP4_FAILED',
		seconds: 90,
		credits: 2,
	},
	coverImage: {
		name: 'coverImage',
		status: '/api/v1/suno/cover/record-info',
		stages: [
			{ state: '0', until: 0.3 },
			{ state: '2', until: 1 },
		],
		success: '1',
		failure: '3',
		seconds: 40,
		credits: 2,
	},
	voiceValidation: {
		name: 'voiceValidation',
		status: '/api/v1/voice/validate-info',
		stages: [
			{ state: 'wait_processing', until: 0.3 },
			{ state: 'processing_validate', until: 1 },
		],
		success: 'wait_validating',
		alsoGood: ['success'],
		failure: 'processing_validate_fail',
		seconds: 20,
		credits: 0,
	},
	voice: {
		name: 'voice',
		status: '/api/v1/voice/record-info',
		stages: [
			{ state: 'wait_processing', until: 0.2 },
			{ state: 'processing_validate', until: 0.6 },
			{ state: 'wait_validating', until: 1 },
		],
		success: 'success',
		alsoGood: ['success_without_voiceId'],
		failure: 'fail',
		seconds: 60,
		credits: 0,
	},
	veo: {
		name: 'veo',
		status: '/api/v1/veo/record-info',
		stages: waiting('pending'),
		success: 'success_wire',
		alsoGood: ['success_docs'],
		failure: 'generate_failed',
		seconds: 70,
		credits: 60,
		idStyle: 'veo_task_',
	},
	veo4k: {
		name: 'veo4k',
		status: '/api/v1/veo/record-info',
		stages: waiting('pending'),
		success: 'success_4k',
		failure: 'generate_failed',
		seconds: 360,
		credits: 120,
		idStyle: 'veo_task_',
	},
	runway: {
		name: 'runway',
		status: '/api/v1/runway/record-detail',
		stages: [
			{ state: 'wait', until: 0.1 },
			{ state: 'queueing', until: 0.3 },
			{ state: 'generating', until: 1 },
		],
		success: 'success',
		failure: 'fail',
		seconds: 90,
		credits: 12,
		idStyle: 'uuid',
	},
	aleph: {
		name: 'aleph',
		status: '/api/v1/aleph/record-info',
		stages: waiting('pending'),
		success: 'success',
		failure: 'failure_wire',
		seconds: 120,
		credits: 110,
	},
	luma: {
		name: 'luma',
		status: '/api/v1/modify/record-info',
		stages: waiting('pending'),
		success: 'success',
		alsoGood: ['callback_failed'],
		failure: 'failure',
		seconds: 480,
		credits: 80,
	},
	midjourney: {
		name: 'midjourney',
		status: '/api/v1/mj/record-info',
		stages: waiting('pending'),
		success: 'success',
		failure: 'failure',
		seconds: 60,
		credits: 8,
		idStyle: 'mj_task_',
	},
	fluxKontext: {
		name: 'fluxKontext',
		status: '/api/v1/flux/kontext/record-info',
		stages: waiting('pending'),
		success: 'success',
		failure: 'generate_failed',
		seconds: 20,
		credits: 5,
	},
	gpt4oImage: {
		name: 'gpt4oImage',
		status: '/api/v1/gpt4o-image/record-info',
		stages: waiting('pending'),
		success: 'success_openapi',
		alsoGood: ['success_quickstart'],
		failure: 'failure',
		seconds: 50,
		credits: 6,
	},
	market: {
		name: 'market',
		status: '/api/v1/jobs/recordInfo',
		stages: [
			{ state: 'waiting', until: 0.1 },
			{ state: 'queuing', until: 0.2 },
			{ state: 'generating', until: 1 },
		],
		success: 'success_resultUrls',
		failure: 'fail_wire',
		seconds: 60,
		credits: 4,
	},
};

/** Family of the tasks that a POST starts, by path. */
export const FAMILY_OF_PATH: Record<string, FamilyName> = {
	'/api/v1/generate': 'music',
	'/api/v1/generate/extend': 'music',
	'/api/v1/generate/upload-cover': 'music',
	'/api/v1/generate/upload-extend': 'music',
	'/api/v1/generate/add-instrumental': 'music',
	'/api/v1/generate/add-vocals': 'music',
	'/api/v1/generate/replace-section': 'music',
	'/api/v1/generate/mashup': 'music',
	'/api/v1/generate/sounds': 'music',
	'/api/v1/lyrics': 'lyrics',
	'/api/v1/wav/generate': 'wav',
	'/api/v1/vocal-removal/generate': 'stems',
	'/api/v1/midi/generate': 'midi',
	'/api/v1/mp4/generate': 'musicVideo',
	'/api/v1/suno/cover/generate': 'coverImage',
	'/api/v1/voice/validate': 'voiceValidation',
	'/api/v1/voice/regenerate': 'voiceValidation',
	'/api/v1/voice/generate': 'voice',
	'/api/v1/veo/generate': 'veo',
	'/api/v1/veo/extend': 'veo',
	'/api/v1/veo/get-4k-video': 'veo4k',
	'/api/v1/runway/generate': 'runway',
	'/api/v1/runway/extend': 'runway',
	'/api/v1/aleph/generate': 'aleph',
	'/api/v1/modify/generate': 'luma',
	'/api/v1/mj/generate': 'midjourney',
	'/api/v1/flux/kontext/generate': 'fluxKontext',
	'/api/v1/gpt4o-image/generate': 'gpt4oImage',
	'/api/v1/jobs/createTask': 'market',
};
