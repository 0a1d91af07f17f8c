import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { kieAiWith } from '../support/broken';
import { type Installation, prepareExecution } from '../support/engine';
import { anyModelJson } from '../support/models';
import { Scenario, chainOf, generateMusic, kie, sendMessage } from '../support/scenario';

const SUBMIT = '/api/v1/generate';

const CREATE = '/api/v1/jobs/createTask';

const split = { options: { splitIntoItems: true } };

const onlyLinks = { downloadFiles: false };

const audio = (operation: string) => kie(operation, { resource: 'audio', operation });

describe('the hints above the output', () => {
	const scenario = new Scenario();
	beforeEach(async () => {
		await scenario.open();
		scenario.sandbox.setOutcome(SUBMIT, { seconds: 95, credits: 12 });
	});
	afterEach(async () => await scenario.close());

	async function hintsOf(
		node: INode,
		items: IDataObject[] = [{}],
		how: Parameters<typeof prepareExecution>[2] = {},
		nodes: Installation['nodes'] = {},
	) {
		const installation = scenario.installation(items, nodes);
		const run = await prepareExecution(installation, chainOf(node), how).run();
		return (run.data.resultData.runData[node.name][0].hints ?? []).map(({ message }) => message);
	}

	const expiry = () => {
		const end = new Date(scenario.clock.now() + 14 * 86_400_000);
		return end.toISOString().slice(0, 10);
	};

	it('say what was made, how long it took, what it cost and how long the links work', async () => {
		const [made, ...more] = await hintsOf(generateMusic(onlyLinks));

		expect(made).toMatch(/^Made 2 audio files in 1 min (3[5-9]|4\d) s; the links work until /);
		expect(made).toContain(expiry());
		expect(more).toEqual(['Pin this output to build on it without paying again']);
	});

	it('add up what several items cost, each once', async () => {
		scenario.sandbox.setOutcome(CREATE, { seconds: 5, credits: 0.7 });
		const node = anyModelJson('google/nano-banana', { prompt: 'A kite' }, split);

		const [made] = await hintsOf(node, [{}, {}, {}]);

		expect(made).toMatch(/^Made 3 images in \d+ s for 2\.1 credits; /);
	});

	it('do not tell to pin what n8n cannot pin', async () => {
		const [made, advice, ...more] = await hintsOf(generateMusic());

		expect(made).toMatch(/^Made 2 audio files/);
		expect(advice).toMatch(/^Running this step again costs credits again; Task > Wait /);
		expect(more).toEqual([]);
	});

	it('have no advice for who builds where nobody does', async () => {
		const hints = await hintsOf(generateMusic(), [{}], { mode: 'webhook' });

		expect(hints).toEqual([expect.stringMatching(/^Made 2 audio files/)]);
	});

	it('say where files are missing, and remain two', async () => {
		const options = { maximumFileSize: 0.01 };

		const [, notice, ...more] = await hintsOf(generateMusic({ options }));

		expect(notice).toMatch(/^Some files could not be downloaded/);
		expect(more).toEqual([]);
	});

	it('say that the task of a stopped run is continued', async () => {
		const running = prepareExecution(scenario.installation(), chainOf(generateMusic())).run();
		const end = running.catch((error: unknown) => error);
		await scenario.clock.sleep(30_000);
		running.cancel();
		await end;

		const [made, notice, ...more] = await hintsOf(generateMusic());

		expect(made).toMatch(/^Made 2 audio files/);
		expect(notice).toMatch(/^Continued the task of the run before, without paying again; change /);
		expect(more).toEqual([]);
	});

	it('say of a task that is not waited for where its result is', async () => {
		const [made] = await hintsOf(generateMusic({ waitForCompletion: 'no' }), [{}, {}]);

		expect(made).toBe('2 tasks at work; Task > Wait brings the result');
	});

	it('count answers where there are no files', async () => {
		const [made, advice] = await hintsOf(sendMessage());

		expect(made).toMatch(/^Made 1 result in \d+ s/);
		expect(advice).toMatch(/^Pin this output/);
	});

	it('say nothing of links where a task gives none', async () => {
		const chain = chainOf(generateMusic(), audio('separateVocals'), audio('generateMidi'));

		const run = await scenario.run(chain);

		const [made] = run.data.resultData.runData.generateMidi[0].hints ?? [];
		expect(made.message).toMatch(/^Made 1 result in \d+ s$/);
	});

	it.each<[string, INodeParameters]>([
		['a question that is free', { resource: 'account', operation: 'getCredits' }],
		['a list', { resource: 'model', operation: 'list' }],
	])('are not there for %s', async (_, parameters) => {
		expect(await hintsOf(kie('Free', parameters))).toEqual([]);
	});

	it('are not there after a failure', async () => {
		const node = generateMusic(
			{ prompt: '={{ $json.nothing }}' },
			{ onError: 'continueRegularOutput' },
		);

		expect(await hintsOf(node)).toEqual([]);
	});

	it('hold nothing of what Kie.ai says: n8n shows them as HTML', async () => {
		scenario.sandbox.setOutcome(SUBMIT, {
			seconds: 5,
			patch: { createTime: '<img src=x onerror=alert(1)>' },
		});

		for (const hint of await hintsOf(generateMusic())) expect(hint).not.toMatch(/[<&]/);
	});

	it('show what comes from outside as text, and once for all items', async () => {
		const input = {
			prompt: 'A kite',
			['<a href="https://evil.example">n</a>']: 1,
			aspect_ratio: '<b>x</b>',
		};
		const node = anyModelJson('nano-banana-pro', input, { sendAnyway: true });

		const hints = await hintsOf(node, [{}, {}, {}]);

		expect(hints.join()).not.toContain('<');
		expect(hints.join()).toContain('&lt;a href=');
		expect(new Set(hints).size).toBe(hints.length);
	});

	it('cost nothing where n8n does not take them', async () => {
		const broken = kieAiWith((context) => {
			context.addExecutionHints = () => {
				throw new TypeError('no hints');
			};
		});
		const node = anyModelJson(
			'nano-banana-pro',
			{ prompt: 'A kite', new_field: 1 },
			{ sendAnyway: true },
		);

		await hintsOf(node, [{}], {}, { 'n8n-nodes-kie-ai.kieAi': broken });

		expect(scenario.sandbox.ledger.payments).toHaveLength(1);
	});

	it('are missed by nobody in an n8n that has none', async () => {
		const older = kieAiWith((context) => {
			Object.assign(context, { addExecutionHints: undefined, sendMessageToUI: undefined });
		});

		const hints = await hintsOf(generateMusic(), [{}], {}, { 'n8n-nodes-kie-ai.kieAi': older });

		expect(hints).toEqual([]);
		expect(scenario.sandbox.ledger.payments).toHaveLength(1);
	});
});
