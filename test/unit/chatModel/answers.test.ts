import { asRecord } from '../../../nodes/kie/json';
import { MODELS, join, modelNode, piecesOf, tool, withModel } from '../../support/chatModel';
import { Scenario } from '../../support/scenario';

const MODELS_BY_FORMAT = Object.values(MODELS);

describe.each(MODELS_BY_FORMAT)('%s behind an agent', (id) => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	const sandboxChat = () => scenario.sandbox.chat;
	const weather = tool('get_weather');
	const TWO_CALLS = {
		toolCalls: [
			{ name: 'get_weather', arguments: { city: 'Oslo' } },
			{ name: 'get_weather', arguments: { city: 'Rome' } },
		],
	};
	const citiesOf = ({ tool_calls }: { tool_calls: Array<{ args: object }> }) =>
		tool_calls.map(({ args }) => args);

	it('answers, with what it took in n8n’s panel', async () => {
		const usage = { inputTokens: 12, outputTokens: 7, totalTokens: 19 };
		sandboxChat().reply({ text: 'Pong', usage, credits: 0.25 });

		const { result, shown } = await withModel(
			scenario,
			modelNode(id),
			async (model) =>
				await model.invoke([
					['system', 'Be short'],
					['human', 'ping'],
				]),
		);

		expect(result.text).toBe('Pong');
		expect(shown).toEqual([
			expect.objectContaining({
				creditsConsumed: 0.25,
				tokenUsage: { promptTokens: 12, completionTokens: 7, totalTokens: 19 },
			}),
		]);
		const [{ system, turns, stream }] = sandboxChat().requests;
		expect({ system: [system, turns[0].text].join(), stream }).toEqual({
			system: expect.stringContaining('Be short'),
			stream: false,
		});
	});

	it('streams, with true tokens and credits', async () => {
		const usage = { inputTokens: 12, outputTokens: 7, totalTokens: 19 };
		sandboxChat().reply({ text: 'The tools said so', usage, credits: 0.25 });

		const { result, shown } = await withModel(
			scenario,
			modelNode(id),
			async (model) => await piecesOf(model.stream('ping')),
		);

		expect(result.map(({ text }) => text).filter(Boolean).length).toBeGreaterThan(1);
		expect(join(result).text).toBe('The tools said so');
		expect(shown[0]).toMatchObject({
			creditsConsumed: 0.25,
			tokenUsage: { promptTokens: 12, completionTokens: 7, totalTokens: 19 },
		});
		expect(shown[0]).not.toHaveProperty('tokenUsageEstimate');
		expect(sandboxChat().requests[0].stream).toBe(true);
	});

	it.each(['invoke', 'stream'] as const)('calls two tools side by side (%s)', async (way) => {
		sandboxChat().reply(TWO_CALLS, 'Cold and warm');

		const { result } = await withModel(scenario, modelNode(id), async (model) => {
			const agent = model.bindTools([weather]);
			const said =
				way === 'invoke'
					? await agent.invoke('Weather?')
					: join(await piecesOf(agent.stream('Weather?')));
			// As n8n's agents write it down: a message for each call, its id among the arguments.
			const steps = said.tool_calls.flatMap(({ id: call, name, args }) => [
				{
					role: 'assistant',
					content: [],
					tool_calls: [{ type: 'tool_call', id: call, name, args: { ...args, id: call } }],
				},
				{ role: 'tool', content: `Fine in ${String(args.city)}`, tool_call_id: call, name },
			]);
			return { said, last: await agent.invoke([['human', 'Weather?'], ...steps]) };
		});

		expect(citiesOf(result.said)).toEqual([{ city: 'Oslo' }, { city: 'Rome' }]);
		expect(result.said.invalid_tool_calls ?? []).toEqual([]);
		expect(result.last.text).toBe('Cold and warm');
		const [, { turns }] = sandboxChat().requests;
		expect(turns.flatMap(({ calls }) => calls.map(({ name }) => name))).toEqual([
			'get_weather',
			'get_weather',
		]);
		const sent = turns.flatMap(({ calls }) => calls.map((call) => asRecord(call.arguments)));
		expect(sent).toEqual([{ city: 'Oslo' }, { city: 'Rome' }]);
		expect(turns.flatMap(({ results }) => results.map(({ text }) => text))).toEqual([
			expect.stringContaining('Fine in Oslo'),
			expect.stringContaining('Fine in Rome'),
		]);
	});

	it('keeps two answers at a time apart', async () => {
		sandboxChat().when('first', { text: 'One', credits: 1 });
		sandboxChat().when('second', { text: 'Two', credits: 2 });

		const { shown } = await withModel(
			scenario,
			modelNode(id),
			async (model) => await Promise.all([model.invoke('first'), model.invoke('second')]),
		);

		expect(shown.map(({ creditsConsumed }) => creditsConsumed).sort()).toEqual([1, 2]);
	});
});
