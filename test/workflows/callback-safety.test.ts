import { ExecuteContext } from 'n8n-core';

import { useClock } from '../../nodes/kie/clock';
import { ManualClock } from '../sandbox';
import type { Task } from '../sandbox/tasks';
import { approval } from '../support/approval';
import { itemsOf } from '../support/engine';
import { plainNode } from '../support/nodes';
import { Scenario, chainOf, generateMusic } from '../support/scenario';
import { WaitingN8n } from '../support/waiting';

const SUBMIT = '/api/v1/generate';
const STATUS = '/api/v1/generate/record-info';
const SECOND = 1_000;

const songs = (downloadFiles = false, settings = {}) =>
	generateMusic(
		{ prompt: '={{ $json.prompt }}', waitForCompletion: 'callback', downloadFiles },
		settings,
		'Songs',
	);

describe('a wait by callback', () => {
	const scenario = new Scenario();
	let items = [{ prompt: 'Song' }];
	const nodes = { 'test.approval': approval };
	const n8n = new WaitingN8n(() => scenario.installation(items, nodes));
	let executions = 0;

	beforeEach(async () => {
		await scenario.open();
		await n8n.open();
		n8n.calls.length = 0;
		n8n.resumptions = 0;
		items = [{ prompt: 'Song' }];
	});
	afterEach(async () => {
		await scenario.close();
		await n8n.close();
		expect(n8n.thrown).toEqual([]);
	});

	const start = async (...chain: Parameters<typeof chainOf>) =>
		await n8n.start(chainOf(...chain), `safe-${++executions}`);

	const call = async (task: Task) =>
		(await scenario.sandbox.callbacks.send(task, 'complete')).result;

	/** The only task, finished, but nobody has called yet. */
	async function finishedSilently(): Promise<Task> {
		await scenario.clock.sleep(600 * SECOND);
		return scenario.sandbox.tasks.all[0];
	}

	/** From now on time passes only by hand, so that a request may hang. */
	function timeByHand(): ManualClock {
		const clock = new ManualClock(scenario.clock.now());
		useClock(clock);
		return clock;
	}

	/** Lets time pass until something happens. */
	async function pass(clock: ManualClock, seconds: number, until: () => boolean): Promise<void> {
		for (let passed = 0; passed < seconds && !until(); passed++) await clock.advance(SECOND);
	}

	describe('when its callback comes again', () => {
		const approve = plainNode('Approval', 'test.approval');

		it('does not wake the node that waits after it', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { callback: { drop: true } });
			let hasEnded = false;
			const { end } = await start(songs(), approve);
			void end.then(() => (hasEnded = true));
			const task = await finishedSilently();
			expect(await call(task)).toBe(200);
			expect(n8n.resumptions).toBe(1);

			expect(await call(task)).toBe(404);
			expect(n8n.resumptions).toBe(1);
			expect(hasEnded).toBe(false);

			const approved = await fetch(`${n8n.address}/webhook-waiting/safe-${executions}`, {
				method: 'POST',
				body: JSON.stringify({ approved: true }),
			});
			expect(approved.status).toBe(200);
			expect(itemsOf(await end, 'Approval')).toMatchObject([{ json: { approved: true } }]);
		});

		it('finds an execution whose task was given the address of an earlier version', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { callback: { drop: true } });
			const { end } = await start(songs());
			const task = await finishedSilently();
			const { status } = await fetch(`${n8n.address}/webhook-waiting/safe-${executions}`, {
				method: 'POST',
				body: JSON.stringify({ code: 200, data: { task_id: task.id } }),
			});
			expect(status).toBe(200);
			expect((await end).status).toBe('success');
		});
	});

	it('has its suffix before the token that n8n puts into its address', async () => {
		await start(songs());
		const [{ body }] = scenario.sandbox.requestsTo('POST', SUBMIT);
		const { pathname } = new URL(String((body as { callBackUrl: string }).callBackUrl));
		expect(pathname).toBe(`/webhook-waiting/safe-${executions}/kie-ai`);
	});

	describe('acknowledges nothing before the results are at hand:', () => {
		it('a repetition while Kie.ai hangs gets the fate of the first one', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { callback: { drop: true } });
			const { end } = await start(songs());
			const task = await finishedSilently();
			const clock = timeByHand();
			scenario.sandbox.faults.add({ kind: 'hang', path: STATUS, times: 1_000 });
			const answers: unknown[] = [];
			const ring = async () => answers.push(await call(task));

			const first = ring();
			await pass(clock, 5, () => false);
			const second = ring();
			await pass(clock, 60, () => answers.length === 2);
			await Promise.all([first, second]);

			expect(answers).toEqual([503, 503]);
			expect(n8n.resumptions).toBe(0);
			scenario.sandbox.faults.clear();
			useClock(scenario.clock);
			expect(await call(task)).toBe(200);
			expect((await end).status).toBe('success');
		});

		it('files that cannot be fetched before Kie.ai gives up', async () => {
			scenario.sandbox.setOutcome(SUBMIT, { callback: { drop: true } });
			await start(songs(true));
			const task = await finishedSilently();
			const clock = timeByHand();
			scenario.sandbox.faults.add({ kind: 'hang', path: /mp3/, times: 10 });
			const answers: unknown[] = [];

			const first = call(task).then((answer) => answers.push(answer));
			const second = call(task).then((answer) => answers.push(answer));
			await pass(clock, 8, () => false);
			expect(answers).toEqual([]);
			await pass(clock, 10, () => answers.length === 2);
			await Promise.all([first, second]);

			expect(answers).toEqual([503, 503]);
			expect(n8n.resumptions).toBe(0);
			// Should n8n end now, it still has the execution as one that waits.
			expect(n8n.timeLimitOf(`safe-${executions}`)).toBeDefined();
		});
	});

	it.each([
		['one after the other', (i: number) => i],
		['in reverse order', (i: number) => -i],
		['in any order', (i: number) => (i * 7) % 30],
	])('asks twice per task at most, whether they finish %s', async (_, order) => {
		items = Array.from({ length: 30 }, (__, i) => ({
			prompt: `Song ${i} [sandbox: seconds ${300 + 3 * order(i)}]`,
		}));
		const { end } = await start(songs());
		const done = await end;
		await scenario.sandbox.callbacks.idle();

		expect(itemsOf(done, 'Songs')).toHaveLength(30);
		expect(scenario.requests(STATUS)).toBeLessThanOrEqual(2 * 30 + 1);
	});

	describe('that n8n cannot store', () => {
		const { putExecutionToWait } = ExecuteContext.prototype;

		afterEach(() => jest.restoreAllMocks());

		/** n8n fails so many times to note that the execution waits. */
		function lockDatabase(times: number): void {
			let left = times;
			jest.spyOn(ExecuteContext.prototype, 'putExecutionToWait').mockImplementation(async function (
				this: ExecuteContext,
				until: Date,
			) {
				if (left-- > 0) throw new Error('database is locked');
				await putExecutionToWait.call(this, until);
			});
		}

		it('fails with the ID of what is paid', async () => {
			lockDatabase(1);
			const { run } = await start(songs());
			expect(run.data.resultData.error).toMatchObject({
				message: expect.stringContaining('database is locked') as string,
				description: expect.stringContaining(scenario.sandbox.tasks.all[0].id) as string,
			});
		});

		it('is found again by a retry', async () => {
			lockDatabase(2);
			const retries = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
			const { end } = await start(songs(false, retries));
			expect((await end).status).toBe('success');
			expect(scenario.sandbox.ledger.payments).toHaveLength(1);
		});
	});
});
