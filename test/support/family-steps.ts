import type { INodeParameters } from 'n8n-workflow';

import type { FamilyName } from '../../nodes/kie/types';

/** An operation whose task calls back, with its fewest fields, and the operations that go on from its result. */
export interface Step {
	/** What the result says of itself. */
	family: FamilyName;
	resource: string;
	operation: string;
	parameters: INodeParameters;
	next: Step[];
}

const PROMPT = '={{ $json.prompt }}';
const VOICE = 'https://example.com/voice.mp3';
const VIDEO = 'https://example.com/video.mp4';

const step = (
	family: FamilyName,
	resource: string,
	operation: string,
	parameters: INodeParameters = {},
	...next: Step[]
): Step => ({ family, resource, operation, parameters, next });

/** Begins with a prompt, into which the sandbox's markers can be written. */
const prompted: typeof step = (family, resource, operation, parameters, ...next) =>
	step(family, resource, operation, { prompt: PROMPT, ...parameters }, ...next);

/** The families that begin with a prompt, each with those that go on from its result. */
export const PROMPTED: readonly Step[] = [
	prompted(
		'music',
		'music',
		'generate',
		{},
		step('stems', 'audio', 'separateVocals', {}, step('midi', 'audio', 'generateMidi')),
		step('wav', 'audio', 'convertToWav'),
		step('coverImage', 'music', 'generateCoverImage'),
		step('musicVideo', 'music', 'createMusicVideo'),
	),
	prompted('lyrics', 'lyrics', 'generate'),
	prompted(
		'veo',
		'veoVideo',
		'generate',
		{},
		step('veo4k', 'veoVideo', 'get4k'),
		step('veo', 'veoVideo', 'extend', { prompt: 'It goes on' }),
	),
	prompted('runway', 'runwayVideo', 'generate'),
	prompted('aleph', 'runwayVideo', 'transform', { videoUrl: VIDEO }),
	prompted('luma', 'lumaVideo', 'modify', { videoUrl: VIDEO }),
	prompted('fluxKontext', 'fluxKontextImage', 'generate'),
	prompted('gpt4oImage', 'gpt4oImage', 'generate'),
	step('market', 'image', 'generateAny', {
		model: { __rl: true, mode: 'id', value: 'nano-banana-pro' },
		inputMode: 'json',
		inputJson: '={{ JSON.stringify({ prompt: $json.prompt }) }}',
	}),
];

/** Begins with a recording instead. */
const VOICES = step(
	'voiceValidation',
	'voice',
	'startValidation',
	{ voiceUrl: VOICE },
	step('voice', 'voice', 'generate', { verifyUrl: VOICE }),
);

/** The first operation of every branch. */
export const BRANCHES: readonly Step[] = [...PROMPTED, VOICES];

/** What the node of a step is called. */
export const nodeName = ({ resource, operation }: Step): string => `${resource}: ${operation}`;

/** A step and all that follow it. */
export const withNext = (first: Step): Step[] => [first, ...first.next.flatMap(withNext)];
