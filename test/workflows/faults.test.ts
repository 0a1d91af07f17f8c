import type { IDataObject, INode } from 'n8n-workflow';

import type { Fault } from '../sandbox/faults';
import { itemsOf } from '../support/engine';
import { Scenario, chainOf, generateMusic, kie } from '../support/scenario';

/** A fault without its place, which the test adds. */
type FaultKind = Fault extends infer F
	? F extends Fault
		? Omit<F, 'path' | 'method'>
		: never
	: never;

const FAULTS: Record<string, FaultKind> = {
	'body code 429': { kind: 'code', code: 429 },
	'body code 455': { kind: 'code', code: 455 },
	'body code 500': { kind: 'code', code: 500 },
	'HTTP 429': { kind: 'status', status: 429 },
	'HTTP 500 without JSON': { kind: 'status', status: 500, body: 'oops' },
	'HTML 502': { kind: 'html', status: 502 },
	'HTML 502 after queueing': { kind: 'html', status: 502, queued: true },
	'answer cut short': { kind: 'malformed', queued: true },
	'dropped before reading': { kind: 'drop', when: 'before-reading' },
	'dropped before queueing': { kind: 'drop', when: 'before-queueing' },
	'dropped after queueing': { kind: 'drop', when: 'after-queueing' },
};

const onError = 'continueErrorOutput' as const;
const settings = { onError, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

const OPERATIONS: Record<string, { node: INode; paid?: string; asked?: string }> = {
	'starts a task and waits': {
		node: generateMusic({ prompt: '={{ $json.prompt }}' }, settings),
		paid: '/api/v1/generate',
		asked: '/api/v1/generate/record-info',
	},
	'starts a task without waiting': {
		node: generateMusic({ prompt: '={{ $json.prompt }}', waitForCompletion: 'no' }, settings),
		paid: '/api/v1/generate',
	},
	'is answered at once, for credits': {
		node: kie(
			'Boost Style',
			{ resource: 'music', operation: 'boostStyle', style: '={{ $json.prompt }}' },
			settings,
		),
		paid: '/api/v1/style/generate',
	},
	'is answered at once, for free': {
		node: kie('Credits', { resource: 'account', operation: 'getCredits' }, settings),
		asked: '/api/v1/chat/credit',
	},
};

const matrix = Object.entries(OPERATIONS).flatMap(([operation, { node, ...places }]) =>
	Object.entries(FAULTS).flatMap(([fault, kind]) =>
		Object.values(places).map((path) => [operation, fault, path, node, kind] as const),
	),
);

const ITEMS = [{ prompt: 'song 0' }, { prompt: 'song 1' }, { prompt: 'song 2' }];

describe('every fault, in every kind of operation, with Retry On Fail', () => {
	const scenario = new Scenario();
	beforeEach(async () => {
		await scenario.open();
		scenario.sandbox.setOutcome('*', { seconds: 10 });
	});
	afterEach(async () => await scenario.close());

	it.each(matrix)(
		'an operation that %s: %s at %s pays once per item and loses no task',
		async (_operation, _fault, path, node, kind) => {
			scenario.sandbox.faults.add({ ...kind, path } as Fault);

			const run = await scenario.run(chainOf(node), ITEMS);

			const good = itemsOf(run, node.name, 0);
			const bad = itemsOf(run, node.name, 1);
			expect(good.length + bad.length).toBe(ITEMS.length);
			const { payments } = scenario.sandbox.ledger;
			expect(payments.length).toBeLessThanOrEqual(ITEMS.length);
			const failures = bad.map(({ json }) => json.error as IDataObject);
			const known = [...good.map(({ json }) => json), ...failures].map(({ taskId }) => taskId);
			const unheard = payments.filter(({ taskId }) => !known.includes(taskId));
			const announced = failures.filter(({ category }) => category === 'uncertain');
			const isTask = path !== '/api/v1/style/generate' && payments.length > 0;
			if (isTask) expect(unheard.length).toBeLessThanOrEqual(announced.length);
			expect(good.length).toBeGreaterThanOrEqual(ITEMS.length - 1);
			for (const failure of announced) expect(failure.fingerprint).toMatch(/^[0-9a-f]{12}$/);
		},
	);
});
