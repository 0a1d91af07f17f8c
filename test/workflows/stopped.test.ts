/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import type { IDataObject, INode, IRun } from 'n8n-workflow';

import { itemsOf, prepareExecution } from '../support/engine';
import { captureLog } from '../support/log';
import { Scenario, chainOf, generateMusic, separateOwnFile } from '../support/scenario';

const SUBMIT = '/api/v1/generate';
const HOUR = 3_600_000;

const prompts = (...texts: string[]) => texts.map((prompt) => ({ prompt }));

const songs = (parameters = {}, settings = {}, name?: string) =>
	generateMusic({ prompt: '={{ $json.prompt }}', ...parameters }, settings, name);

describe('a step that was stopped in the editor', () => {
	const scenario = new Scenario();
	beforeEach(async () => {
		await scenario.open();
		scenario.credential = {};
		scenario.sandbox.setOutcome('*', { seconds: 120 });
	});
	afterEach(async () => await scenario.close());

	const paid = () => scenario.sandbox.ledger.payments.map(({ taskId }) => taskId);

	type Surroundings = Parameters<typeof prepareExecution>[2];

	function prepare(node: INode, items: IDataObject[], how?: Surroundings) {
		return prepareExecution(scenario.installation(items), chainOf(node), how);
	}

	/** Presses Stop after some seconds. */
	async function stop(node: INode, items: IDataObject[], seconds = 30, how?: Surroundings) {
		const running = prepare(node, items, how).run();
		const end = running.catch((error: unknown) => error);
		await scenario.clock.sleep(seconds * 1000);
		running.cancel();
		await end;
	}

	async function idsOf(node: INode, items: IDataObject[], how?: Surroundings) {
		const run = await prepare(node, items, how).run();
		if (run.data.resultData.error) throw run.data.resultData.error;
		return itemsOf(run, node.name).map(({ json }) => json.taskId);
	}

	const errorOf = (run: IRun) =>
		run.data.resultData.error as (Error & { description?: string }) | undefined;

	it('continues its tasks when it is run again with the same values, for one payment', async () => {
		await stop(songs(), prompts('rain', 'snow', 'wind'));
		const bought = paid();

		expect(await idsOf(songs(), prompts('rain', 'snow', 'wind'))).toEqual(bought);
		expect(paid()).toEqual(bought);
	});

	it('continues them whichever way its items fail', async () => {
		const node = songs({}, { onError: 'continueRegularOutput' });
		await stop(node, prompts('rain'));

		expect(await idsOf(node, prompts('rain'))).toEqual(paid());
		expect(paid()).toHaveLength(1);
	});

	it('continues them when it is run again before the stopped run has noticed', async () => {
		const first = prepare(songs(), prompts('rain')).run();
		const end = first.catch((error: unknown) => error);
		await scenario.clock.sleep(30_000);
		first.cancel();

		expect(await idsOf(songs(), prompts('rain'))).toEqual(paid());
		await end;
		await scenario.clock.sleep(60_000);
		expect(paid()).toHaveLength(1);
	});

	it('continues them as often as it is stopped', async () => {
		await stop(songs(), prompts('rain'));
		await stop(songs(), prompts('rain'));

		expect(await idsOf(songs(), prompts('rain'))).toEqual(paid());
		expect(paid()).toHaveLength(1);
	});

	it('gives each of two equal items its own task', async () => {
		await stop(songs(), prompts('rain', 'rain'));
		const bought = paid();

		expect((await idsOf(songs(), prompts('rain', 'rain'))).sort()).toEqual([...bought].sort());
		expect(new Set(paid()).size).toBe(2);
	});

	it('leaves to each of two equal items its own task where n8n tries again', async () => {
		const node = songs({}, { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 });
		scenario.sandbox.next(SUBMIT, { seconds: 10, end: 'GENERATE_AUDIO_FAILED' });

		const ids = await idsOf(node, prompts('rain', 'rain'));

		expect(ids).toEqual([paid()[2], paid()[1]]);
	});

	it('buys only what was not started yet', async () => {
		const many = Array.from({ length: 30 }, (_, i) => ({ prompt: `song ${i}` }));
		await stop(songs(), many, 5);
		expect(paid()).toHaveLength(20);

		const ids = await idsOf(songs(), many);

		expect(ids).toEqual(paid());
		expect(new Set(ids).size).toBe(30);
	});

	it('buys another one once the first was delivered', async () => {
		await stop(songs(), prompts('rain'));
		await idsOf(songs(), prompts('rain'));

		await idsOf(songs(), prompts('rain'));

		expect(paid()).toHaveLength(2);
	});

	it('buys another one while the first still runs', async () => {
		const [one, other] = await Promise.all([
			idsOf(songs(), prompts('rain')),
			idsOf(songs(), prompts('rain')),
		]);

		expect(one).not.toEqual(other);
		expect(paid()).toHaveLength(2);
	});

	it.each<[string, INode, IDataObject[], Surroundings]>([
		['another value', songs(), prompts('snow'), {}],
		['another step', songs({}, {}, 'Another'), prompts('rain'), {}],
		['another user', songs(), prompts('rain'), { userId: 'another' }],
		[
			'another callback address',
			songs({ options: { callbackUrl: 'https://example.com/kie' } }),
			prompts('rain'),
			{},
		],
	])('leaves them alone for %s', async (_, node, items, how) => {
		await stop(songs(), prompts('rain'));

		await idsOf(node, items, how);

		expect(paid()).toHaveLength(2);
	});

	it('leaves them alone for another key', async () => {
		await stop(songs(), prompts('rain'));
		scenario.credential = { apiKey: 'another-key' };

		const run = await prepare(songs(), prompts('rain')).run();

		expect(errorOf(run)?.message).toContain('does not accept this API key');
	});

	it('leaves them alone after an hour', async () => {
		await stop(songs(), prompts('rain'));
		await scenario.clock.sleep(HOUR);

		await idsOf(songs(), prompts('rain'));

		expect(paid()).toHaveLength(2);
	});

	it.each([
		['by', {}, { mode: 'webhook' as const }],
		['in', { mode: 'webhook' as const }, {}],
	])('are not continued %s a production execution', async (_, stopped, next) => {
		await stop(generateMusic(), [{}], 30, stopped);

		await idsOf(generateMusic(), [{}], next);

		expect(paid()).toHaveLength(2);
	});

	it('buys another one where the first has failed meanwhile', async () => {
		scenario.sandbox.next(SUBMIT, { seconds: 60, end: 'GENERATE_AUDIO_FAILED' });
		await stop(songs(), prompts('rain'));
		await scenario.clock.sleep(60_000);

		expect(await idsOf(songs(), prompts('rain'))).toEqual([paid()[1]]);
	});

	it('has paid nothing where it was stopped while it uploaded a file', async () => {
		const node = separateOwnFile();
		await stopWhileHanging(node, /upload/);
		expect(paid()).toHaveLength(0);

		await idsOf(node, [{}]);

		expect(paid()).toHaveLength(1);
	});

	it('says once that it may be paid where it was stopped before the answer came', async () => {
		await stopWhileHanging(songs(), SUBMIT);
		expect(paid()).toHaveLength(1);

		const second = await prepare(songs(), prompts('rain')).run();

		expect(errorOf(second)?.message).toBe("The execution was stopped before Kie.ai's answer came");
		expect(errorOf(second)?.description).toContain('kie.ai/logs');
		expect(paid()).toHaveLength(1);

		await idsOf(songs(), prompts('rain'));
		expect(paid()).toHaveLength(2);
	});

	/** Presses Stop while a request hangs that was served all the same. */
	async function stopWhileHanging(node: INode, path: string | RegExp) {
		scenario.sandbox.faults.add({ kind: 'hang', queued: true, path, times: 1 });
		const running = prepare(node, prompts('rain')).run();
		const hangs = () => scenario.sandbox.requests.some((one) => one.path.match(path));
		while (!hangs()) await new Promise((resolve) => setImmediate(resolve));
		running.cancel();
		await running.catch(() => undefined);
		await scenario.clock.sleep(1_000);
	}

	describe('and so does one that failed', () => {
		it('for the items that were finished', async () => {
			const items = prompts('rain', 'snow [sandbox: fail]', 'wind');
			const failed = await prepare(songs(), items).run();
			expect(errorOf(failed)).toBeDefined();

			const [one, , three] = paid();
			await prepare(songs(), items).run();

			expect(paid()).toHaveLength(4);
			expect(paid()[3]).not.toBe(one);
			expect(await idsOf(songs(), prompts('rain', 'wind'))).toEqual([one, three]);
		});

		it('for a task that was given too little time', async () => {
			const hurried = songs({ options: { timeLimit: 1 } });
			const failed = await prepare(hurried, prompts('rain')).run();
			expect(errorOf(failed)?.message).toContain('was not finished after 1 minute');

			const patient = songs({ options: { timeLimit: 10 } });
			expect(await idsOf(patient, prompts('rain'))).toEqual(paid());
		});

		it('for a task that the key was not allowed to see', async () => {
			scenario.sandbox.faults.add({ kind: 'code', code: 403, path: /record-info/ });
			const failed = await prepare(songs(), prompts('rain')).run();
			expect(errorOf(failed)?.description).toContain('IP whitelist');

			expect(await idsOf(songs(), prompts('rain'))).toEqual(paid());
			expect(paid()).toHaveLength(1);
		});

		it('but not for a result that holds nothing', async () => {
			scenario.sandbox.next(SUBMIT, { seconds: 5, patch: { response: null } });
			const failed = await prepare(songs(), prompts('rain')).run();
			expect(errorOf(failed)?.description).toContain('Nothing can be made of it');

			await prepare(songs(), prompts('rain')).run();

			expect(paid()).toHaveLength(2);
		});
	});

	it('tells the browser and the log which tasks run and what becomes of them', async () => {
		const told: unknown[] = [];
		const log = captureLog();
		const sendDataToUI = (type: string, data: IDataObject | IDataObject[]) =>
			told.push([type, (data as IDataObject).messages]);

		await stop(songs(), prompts('rain'), 15, { sendDataToUI });

		const [id] = paid();
		expect(told).toEqual([
			['sendConsoleMessage', [`Kie.ai: Music task ${id} of item 0: started`]],
			[
				'sendConsoleMessage',
				[expect.stringMatching(/^Kie\.ai: Music task \w+ of item 0: PENDING after \d+ s$/)],
			],
		]);
		expect(log.map(({ message }) => message)).toContain(`Kie.ai task started: music ${id}`);
	});
});
