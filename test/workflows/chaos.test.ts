/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { inspect } from 'node:util';

import type { IRun } from 'n8n-workflow';

import type { Payment } from '../sandbox/ledger';
import { LONGEST_DELAY, type Plan, type Stop, planOf, stopOf } from '../support/chaos';
import { prepareExecution } from '../support/engine';
import { type LogLine, captureLog } from '../support/log';
import { Random } from '../support/random';
import { retryExecution } from '../support/retry';
import { Scenario, chainOf } from '../support/scenario';

/** With the same seed and number a run is the same: to repeat one alone, give its number to `it.only`. */
const SEED = 20_261_125;
const STOPS_FROM = 1000;
const GROUP = 10;

const KEY = 'key-that-stands-nowhere';

const groups = (first: number, count: number) =>
	Array.from({ length: count / GROUP }, (_, n) => first + n * GROUP);

/** Everything a value holds, whatever it is made of. */
const textOf = (value: unknown) =>
	inspect(value, { depth: 20, maxArrayLength: null, maxStringLength: null });

describe('in bad weather', () => {
	const scenario = new Scenario();

	const paid = () => scenario.sandbox.ledger.payments;

	/** Which item was paid for: a song by its prompt, its stems by the song. */
	function itemOf({ path, body }: Payment): string {
		const text = JSON.stringify(body);
		const source = paid().find(({ taskId }) => text.includes(taskId));
		return source ? `${path} of ${itemOf(source)}` : (/song \d/.exec(text)?.[0] ?? text);
	}

	/** Tasks that failed at Kie.ai do not count: to buy them again is what Retry On Fail is for. */
	function paidTwice(): string[] {
		const good = paid().filter(({ taskId }) => scenario.sandbox.tasks.get(taskId)?.good);
		const items = good.map(itemOf);
		return items
			.filter((item, n) => items.indexOf(item) !== n)
			.map((item) => `paid twice: ${item}`);
	}

	/** Ids that nobody was told, and that no warning announces as perhaps paid either. */
	function lost(told: string, log: LogLine[]): string[] {
		const warnings = log.flatMap(({ level, facts }) =>
			level === 'warn' && facts.fingerprint ? [Date.parse(facts.sentAt as string)] : [],
		);
		const announced = ({ at }: Payment) => {
			const place = warnings.findIndex((sentAt) => sentAt <= at && at - sentAt <= LONGEST_DELAY);
			return place >= 0 && warnings.splice(place, 1).length > 0;
		};
		const untold = paid().filter((one) => !told.includes(one.taskId) && !announced(one));
		return untold.map(({ taskId, path }) => `lost: ${taskId} of ${path}`);
	}

	function leaks(told: string): string[] {
		const strangers = scenario.sandbox.requests.filter(
			({ host, headers }) => host !== 'api' && textOf(headers).includes(KEY),
		);
		return [
			...(told.includes(KEY) ? ['the key is told'] : []),
			...strangers.map(({ path }) => `the key went to ${path}`),
		];
	}

	const problems = (runs: unknown[], log: LogLine[]) => {
		const told = textOf([runs, log]);
		return [...paidTwice(), ...lost(told, log), ...leaks(told)];
	};

	async function prepare(run: number) {
		await scenario.open({ apiKey: KEY });
		const random = new Random(SEED + run);
		const plan = planOf(random, scenario.sandbox.filesUrl);
		scenario.sandbox.setOutcome('*', { seconds: plan.seconds });
		return { random, plan, log: captureLog() };
	}

	/** Where something is wrong: which run it was, what was planned, and what is wrong. */
	const report = (run: number, plan: Plan, found: string[], stop?: Stop) =>
		found.length > 0
			? [`seed ${SEED}, run ${run}: ${found.join('; ')}\n${textOf({ plan, stop })}`]
			: [];

	/** A run with faults; where it fails, perhaps once more from n8n's list of executions. */
	async function weather(run: number): Promise<string[]> {
		const { random, plan, log } = await prepare(run);
		const { nodes, items } = plan;
		plan.faults.forEach((fault) => scenario.sandbox.faults.add(fault));
		const runs: IRun[] = [await scenario.run(chainOf(...nodes), items)];
		if (runs[0].data.resultData.error && random.chance(0.7)) {
			runs.push(await retryExecution(scenario.installation(items), chainOf(...nodes), runs[0]));
		}
		const found = problems(runs, log);
		await scenario.close();
		return report(run, plan, found);
	}

	/** Waits for the moment; the execution may have ended before it. */
	async function momentOf(stop: Stop, hasEnded: () => boolean): Promise<void> {
		if ('after' in stop) return await scenario.clock.sleep(stop.after);
		while (!hasEnded() && scenario.sandbox.requests.length <= stop.request) {
			await new Promise((resolve) => setImmediate(resolve));
		}
	}

	/** A run that somebody stops. */
	async function stopped(run: number): Promise<string[]> {
		const { random, plan, log } = await prepare(run);
		const stop = stopOf(random, plan);
		const { request: skip, queued } = { queued: true, request: 0, ...stop };
		if ('request' in stop) scenario.sandbox.faults.add({ kind: 'hang', skip, queued });
		else plan.faults.forEach((fault) => scenario.sandbox.faults.add(fault));

		let hasEnded = false;
		const installation = scenario.installation(plan.items);
		const running = prepareExecution(installation, chainOf(...plan.nodes)).run();
		const end = running.catch((error: unknown) => error).finally(() => (hasEnded = true));
		await momentOf(stop, () => hasEnded);
		running.cancel();
		const result = await end;

		await scenario.clock.sleep(1_000);
		const sent = scenario.sandbox.requests.length;
		await scenario.clock.sleep(60_000);
		const later = scenario.sandbox.requests.slice(sent).map(({ path }) => `sent later: ${path}`);
		const found = [...problems([result], log), ...later];
		await scenario.close();
		return report(run, plan, found, stop);
	}

	async function inTurn(first: number, work: (run: number) => Promise<string[]>) {
		const found: string[] = [];
		for (let run = first; run < first + GROUP; run++) found.push(...(await work(run)));
		return found;
	}

	it.each(groups(0, 150))(
		'nothing is paid twice, lost or told: ten runs from %i',
		async (first) => {
			expect(await inTurn(first, weather)).toEqual([]);
		},
	);

	it.each(groups(STOPS_FROM, 120))(
		'nor where somebody presses Stop: ten runs from %i',
		async (first) => {
			expect(await inTurn(first, stopped)).toEqual([]);
		},
	);
});
