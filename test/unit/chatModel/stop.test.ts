/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import { supplyModel } from '@n8n/ai-node-sdk';

import { type Ask, KieChatModel } from '../../../nodes/LmChatKieAi/KieChatModel';
import { stoppedBy } from '../../../nodes/LmChatKieAi/stopping';
import { mendAdapter } from '../../../nodes/LmChatKieAi/workarounds/adapter';
import {
	type LangChainModel,
	executionOf,
	modelNode,
	piecesOf,
	quietContext,
} from '../../support/chatModel';
import { Scenario } from '../../support/scenario';

const until = async (isTrue: () => boolean) => {
	while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
};

describe('Stop', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const [SLOW, LONG] = [{ seconds: 600 }, { text: 'one two three', pause: 300 }];

	it.each([
		['before the first word', SLOW, 'invoke'],
		['before the first word of a stream', SLOW, 'stream'],
		['in the middle of a stream', LONG, 'stream'],
	] as const)('%s closes the connection', async (_, reply, way) => {
		scenario.sandbox.chat.reply(reply);
		const execution = executionOf(scenario, modelNode('claude-sonnet-5'), async (model) =>
			way === 'invoke' ? await model.invoke('ping') : await piecesOf(model.stream('ping')),
		);
		const running = execution.run();
		await until(() => scenario.sandbox.chat.requests.length > 0);

		running.cancel();

		const [request] = scenario.sandbox.requestsTo('POST', /./);
		await until(() => request.disconnectedAt !== undefined);
		await running;
		expect(scenario.sandbox.requestsTo('POST', /./)).toHaveLength(1);
	});
});

describe('the signal of a chain', () => {
	const { signal: execution } = new AbortController();

	it('reaches the question, beside that of the execution', async () => {
		const stop = new AbortController();
		const asked: AbortSignal[] = [];
		const ask: Ask = (_, signal) =>
			stoppedBy([signal, execution], async function* (both) {
				asked.push(both);
				stop.abort();
				yield { text: 'late' };
				throw new Error('The question was stopped');
			});
		const model = new KieChatModel('any', { ask, readTools: () => [] });
		const { response } = mendAdapter(supplyModel(quietContext, model));

		const asking = (response as LangChainModel).invoke('ping', { signal: stop.signal });

		await expect(asking).rejects.toThrow('The question was stopped');
		expect(asked.map(({ aborted }) => aborted)).toEqual([true]);
		expect(execution.aborted).toBe(false);
	});
});

describe('a reader that wants no more', () => {
	/** A model that says one word and nothing else until it is told to stop. */
	function silentModel() {
		const told = { isSilent: false, isStopped: false };
		const ask: Ask = async function* (_, signal) {
			yield { text: 'one' };
			told.isSilent = true;
			await until(() => signal?.aborted === true);
			told.isStopped = true;
			throw new Error('The question was stopped');
		};
		return { told, model: new KieChatModel('any', { ask, readTools: () => [] }) };
	}
	const question = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'ping' }] }];

	it('stops a silent model at once', async () => {
		const { told, model } = silentModel();
		const pieces = model.stream(question);
		await pieces.next();
		const waiting = pieces.next().catch((error: Error) => error.message);

		await pieces.return();

		expect(await waiting).toBe('The question was stopped');
		expect(told.isStopped).toBe(true);
	});

	it('does so behind a chain, too', async () => {
		const { told, model } = silentModel();
		const { response } = mendAdapter(supplyModel(quietContext, model));

		for await (const { text } of await (response as LangChainModel).stream('ping')) {
			expect(text).toBe('one');
			await until(() => told.isSilent);
			break;
		}

		expect(told.isStopped).toBe(true);
	});
});
