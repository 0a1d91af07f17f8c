import type { IDataObject } from 'n8n-workflow';

import { ask } from '../../../../nodes/kie/transport';
import { asRecord } from '../../../../nodes/kie/json';
import examples from '../../../facts/model-examples.json';
import { type Fact, type Facts, guarded, judge, missingNames, unknown } from '../fact';
import { endpointOf } from '../../../facts/endpoints';
import type { LiveKie } from '../kie';
import { CHAT_MODELS, pong } from './chat';
import { runTask, type FinishedTask } from './task';

/** Kie.ai's own host, so that nobody else learns of the results. */
const callBackUrl = 'https://proxy.kie.ai/mcp-callback';
const STYLE = '/api/v1/style/generate';

/** What the steps of the chain hand on. */
interface Bought {
	song?: FinishedTask;
	stems?: FinishedTask;
}

interface Purchase {
	name: string;
	/** The most that it costs, as far as is known. */
	credits: number;
	buy(kie: LiveKie, bought: Bought): Facts;
}

const model = (name: string, id: keyof typeof examples, credits: number): Purchase => ({
	...{ name: `${name} (${id})`, credits },
	async *buy(kie) {
		const body = { model: id, input: examples[id] as IDataObject };
		yield* runTask(kie, name, { family: 'market', path: '/api/v1/jobs/createTask', body });
	},
});

/** The cheap things first; every step of the chain needs the one before it. */
const PURCHASES: Purchase[] = [
	{ name: 'style', credits: 0.4, buy: boostStyle },
	{ name: 'lyrics', credits: 0.4, buy: writeLyrics },
	...CHAT_MODELS.map((id) => ({
		...{ name: `chat (${id})`, credits: 0.5 },
		buy: (kie: LiveKie) => pong(kie, id),
	})),
	model('image', 'z-image', 0.8),
	model('speech', 'elevenlabs/text-to-speech-turbo-2-5', 1),
	{ name: 'song', credits: 12, buy: makeSong },
	{ name: 'stems', credits: 10, buy: separateStems },
	{ name: 'notes', credits: 1, buy: writeNotes },
];

/** Buys as much as fits into the budget. Before every purchase the balance tells what was spent already. */
export async function* paidFacts(kie: LiveKie, budget: number): Facts {
	const bought: Bought = {};
	const start = await kie.balance();
	for (const { name, credits, buy } of PURCHASES) {
		const left = budget - (start - (await kie.balance()));
		if (credits > left) {
			yield unknown(name, `not bought: about ${credits} credits, ${left.toFixed(1)} are left`);
		} else {
			yield* guarded(name, buy(kie, bought));
		}
	}
}

async function* boostStyle(kie: LiveKie): Facts {
	const data = await ask(kie.connection, {
		...{ method: 'POST', path: STYLE, body: { content: 'quiet piano' } },
	});
	const missing = missingNames(Object(endpointOf('POST', STYLE).successExample?.data), data);
	yield judge('style: names in the answer', missing.length === 0, [], missing);
	const text = asRecord(data)?.result;
	yield judge('style: a text', typeof text === 'string' && text !== '', 'a text', data);
}

async function* writeLyrics(kie: LiveKie): Facts {
	const body = { prompt: 'a quiet city at night', callBackUrl };
	yield* runTask(kie, 'lyrics', { family: 'lyrics', path: '/api/v1/lyrics', body });
}

async function* makeSong(kie: LiveKie, bought: Bought): Facts {
	const body = {
		...{ prompt: 'A short quiet piano piece', customMode: false, instrumental: false },
		...{ model: 'V5', callBackUrl },
	};
	bought.song = yield* runTask(kie, 'song', { family: 'music', path: '/api/v1/generate', body });
}

async function* separateStems(kie: LiveKie, bought: Bought): Facts {
	const { taskId, outcome } = bought.song ?? {};
	if (!taskId) return yield needs('stems', 'song');
	const body = { taskId, audioId: outcome?.audioId, type: 'separate_vocal', callBackUrl };
	const path = '/api/v1/vocal-removal/generate';
	bought.stems = yield* runTask(kie, 'stems', { family: 'stems', path, body });
}

async function* writeNotes(kie: LiveKie, bought: Bought): Facts {
	const { taskId } = bought.stems ?? {};
	if (!taskId) return yield needs('notes', 'stems');
	const body = { taskId, callBackUrl };
	yield* runTask(kie, 'notes', { family: 'midi', path: '/api/v1/midi/generate', body });
}

const needs = (name: string, other: string): Fact => unknown(name, `not bought: no ${other} came`);
