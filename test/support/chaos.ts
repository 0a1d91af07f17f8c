import type { INode, INodeParameters } from 'n8n-workflow';

import type { Fault } from '../sandbox/faults';
import { anyModel } from './models';
import type { Random } from './random';
import { type NodeSettings, generateMusic, kie } from './scenario';

/** One run of a workflow, and what goes wrong in it. */
export interface Plan {
	nodes: INode[];
	items: Array<{ prompt: string }>;
	/** How long tasks take. */
	seconds: number;
	faults: Fault[];
}

const REFUSALS = [408, 422, 429, 455, 500, 505];

/** Milliseconds. */
export const LONGEST_DELAY = 20_000;

const MUSIC = ['/api/v1/generate', '/api/v1/generate/record-info'];
const STEMS = ['/api/v1/vocal-removal/generate', '/api/v1/vocal-removal/record-info'];
const JOBS = ['/api/v1/jobs/createTask', '/api/v1/jobs/recordInfo'];

const CHAINS = {
	song: [...MUSIC, ...JOBS],
	stems: [...MUSIC, ...STEMS, ...JOBS],
	picture: JOBS,
};

/** @param stranger address of a host that must never see the key */
export function planOf(random: Random, stranger: string): Plan {
	const chain = random.pick(['song', 'stems', 'picture'] as const);
	return {
		nodes: nodesOf(random, chain),
		items: random.list(1, 3, (n) => ({
			prompt: `song ${n}${random.chance(0.1) ? ' [sandbox: fail]' : ''}`,
		})),
		seconds: random.between(2, 90),
		faults: random.list(1, 4, () => faultAt(random, random.pick(CHAINS[chain]), stranger)),
	};
}

/** What can become of a request. */
function faultAt(random: Random, path: string, stranger: string): Fault {
	const place = { path, skip: random.between(0, 2), times: random.between(1, 3) };
	const queued = random.chance(0.5);
	const headers = { location: `${stranger}/media/song-1.mp3` };
	return random.pick<() => Fault>([
		() => ({ ...place, kind: 'drop', when: 'before-reading' }),
		() => ({ ...place, kind: 'drop', when: 'before-queueing' }),
		() => ({ ...place, kind: 'drop', when: 'after-queueing' }),
		() => ({ ...place, kind: 'html', status: 502, queued }),
		() => ({ ...place, kind: 'code', code: random.pick(REFUSALS) }),
		() => ({ ...place, kind: 'status', status: random.pick([429, 500, 503]) }),
		() => ({ ...place, kind: 'status', status: random.pick([301, 302, 307]), headers, queued }),
		() => ({ ...place, kind: 'malformed', queued }),
		() => ({ ...place, kind: 'nullRecord', queued }),
		() => ({ ...place, kind: 'delay', ms: random.between(1, LONGEST_DELAY) }),
		() => ({ ...place, kind: 'cut', path: /\.(mp3|png|jpg)$/ }),
	])();
}

function nodesOf(random: Random, chain: keyof typeof CHAINS): INode[] {
	const prompt = '={{ $json.prompt }}';
	const picture = () =>
		anyModel('image', 'google/nano-banana', { prompt }, waiting(random), settingsOf(random));
	const song = () => generateMusic({ prompt, ...waiting(random) }, settingsOf(random));
	if (chain === 'picture') return [picture()];
	if (chain === 'song') return [song()];
	const separate = { resource: 'audio', operation: 'separateVocals', ...waiting(random) };
	return [
		generateMusic({ prompt }, settingsOf(random)),
		kie('Separate Vocals', separate, settingsOf(random)),
	];
}

function settingsOf(random: Random): NodeSettings {
	return {
		onError: random.pick(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput']),
		retryOnFail: random.chance(0.5),
		maxTries: random.between(2, 3),
		waitBetweenTries: 1,
	};
}

function waiting(random: Random): INodeParameters {
	const waitForCompletion = random.pick(['polling', 'polling', 'polling', 'no']);
	const options = random.chance(0.3) ? { timeLimit: 1 } : {};
	const isLinked = random.chance(0.5) && waitForCompletion === 'polling';
	return { waitForCompletion, options, ...(isLinked && { downloadFiles: false }) };
}

/** When somebody presses Stop. */
export type Stop =
	/** Milliseconds of virtual time after the start. */
	| { after: number }
	/** While this request, counted from 0, has no answer. `queued`: it was served all the same. */
	| { request: number; queued: boolean };

export const stopOf = (random: Random, { seconds }: Plan): Stop =>
	random.chance(0.5)
		? { after: random.between(0, seconds * 2500) }
		: { request: random.between(0, 9), queued: random.chance(0.7) };
