/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import { executionOf, modelNode, piecesOf } from '../../support/chatModel';
import { Scenario } from '../../support/scenario';

describe('Stop', () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const until = async (isTrue: () => boolean) => {
		while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
	};
	const [SLOW, LONG] = [{ seconds: 600 }, { text: 'one two three', pause: 600 }];

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

	it('is also heard from the chain that asks', async () => {
		scenario.sandbox.chat.reply(SLOW);
		const stop = new AbortController();
		const running = executionOf(scenario, modelNode('gpt-5-5'), async (model) => {
			await model.invoke('ping', { signal: stop.signal });
		}).run();
		await until(() => scenario.sandbox.chat.requests.length > 0);

		stop.abort();

		const [request] = scenario.sandbox.requestsTo('POST', /./);
		await until(() => request.disconnectedAt !== undefined);
		expect((await running).status).toBe('error');
	});
});
