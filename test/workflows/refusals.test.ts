import type { Fault } from '../sandbox/faults';
import { itemsOf } from '../support/engine';
import { captureLog } from '../support/log';
import { Scenario, chainOf, generateMusic, kie } from '../support/scenario';

const SUBMIT = '/api/v1/generate';

describe("Kie.ai's refusals, which come with HTTP status 200", () => {
	const scenario = new Scenario();
	beforeEach(async () => await scenario.open());
	afterEach(async () => await scenario.close());

	it.each([
		[401, 'credential'],
		[402, 'credits'],
		[422, 'input'],
		[433, 'limit'],
		[451, 'input'],
		[455, 'maintenance'],
		[505, 'maintenance'],
		[531, 'provider'],
	])('code %i is an error of category %s and is not sent again', async (code, category) => {
		scenario.sandbox.next(SUBMIT, { refuse: { code, msg: `Kie says ${code}` } });
		// Some refusals make Automatic go another way (routes.test.ts); here each must be told.
		const node = generateMusic({ options: { route: 'classic' } });

		const error = await scenario.failure(node);

		expect(error.message).toBe(`Kie says ${code}`);
		expect(error.httpCode).toBe(String(code));
		expect(error.description).toMatch(new RegExp(`^\\S.{10,}[^.]\\. Kie.ai code: ${code}$`));
		expect(error.description).toMatch(/Nothing was paid|credits back/);
		expect(error.context.kie).toMatchObject({ code, category, creditsTaken: 'no' });
		expect(scenario.requests(SUBMIT)).toBe(1);
		expect(scenario.sandbox.ledger.payments).toHaveLength(0);
	});

	it.each([429, 430])('code %i is sent again after a pause', async (code) => {
		scenario.sandbox.next(SUBMIT, { refuse: { code } });
		scenario.sandbox.next(SUBMIT, { refuse: { code } });

		const [item] = await scenario.output(generateMusic());

		expect(item.json.status).toBe('success');
		const [first, second, third] = scenario.sandbox.requests.filter(({ path }) => path === SUBMIT);
		expect(second.at - first.at).toBeGreaterThan(1_000);
		expect(third.at - second.at).toBeGreaterThan(second.at - first.at);
		expect(scenario.sandbox.ledger.payments).toHaveLength(1);
	});

	it('code 429 for missing credits is not sent again', async () => {
		scenario.sandbox.next(SUBMIT, { refuse: { code: 429, msg: 'Insufficient credits' } });

		const error = await scenario.failure(generateMusic());

		expect(error.context.kie).toMatchObject({ category: 'credits', retryable: false });
		expect(scenario.requests(SUBMIT)).toBe(1);
	});

	it('a Retry-After header sets the pause', async () => {
		scenario.sandbox.faults.add({
			kind: 'status',
			status: 429,
			headers: { 'retry-after': '17' },
			path: SUBMIT,
		});

		await scenario.output(generateMusic());

		const [first, second] = scenario.sandbox.requests.filter(({ path }) => path === SUBMIT);
		expect(second.at - first.at).toBeGreaterThanOrEqual(17_000);
		expect(second.at - first.at).toBeLessThan(20_000);
	});

	it('a wrong key is named as such, in Kie.ai’s words', async () => {
		scenario.credential = { apiKey: 'wrong' };

		const error = await scenario.failure(
			kie('Credits', { resource: 'account', operation: 'getCredits' }),
		);

		expect(error.message).toBe('Kie.ai does not accept this API key');
		expect(error.description).toContain('Kie.ai says: Unauthorized');
		expect(error.description).toContain('Check the API key');
		expect(error.description).not.toContain('..');
		scenario.credential = {};
	});

	it.each<[string, Fault]>([
		[
			'a refusal',
			{ kind: 'code', code: 401, msg: 'Key Bearer sandbox-key is wrong', path: SUBMIT },
		],
		[
			'a page',
			{ kind: 'status', status: 403, body: '<title>Bearer sandbox-key</title>', path: SUBMIT },
		],
		['a lost answer', { kind: 'status', status: 502, body: 'Bearer sandbox-key', path: SUBMIT }],
		['a status', { kind: 'code', code: 401, msg: 'sandbox-key', path: `${SUBMIT}/record-info` }],
	])('does not repeat the key that is in %s', async (_, fault) => {
		const log = captureLog();
		scenario.sandbox.faults.add({ ...fault, times: 9 });

		const run = await scenario.run(chainOf(generateMusic()));

		expect(scenario.sandbox.apiKey).toBe('sandbox-key');
		expect(run.data.resultData.error).toBeDefined();
		expect(JSON.stringify([run.data.resultData, log])).not.toContain('sandbox-key');
	});

	it('leaves through the error output with everything known about it', async () => {
		scenario.sandbox.next(SUBMIT, {
			end: 'SENSITIVE_WORD_ERROR',
			errorCode: 400,
			errorMessage: 'Lyrics contained copyrighted material.',
		});

		const run = await scenario.run(chainOf(generateMusic({}, { onError: 'continueErrorOutput' })));

		expect(itemsOf(run, 'Generate Music', 0)).toEqual([]);
		const [item] = itemsOf(run, 'Generate Music', 1);
		expect(item.json.error).toMatchObject({
			message: 'Lyrics contained copyrighted material.',
			category: 'moderation',
			code: 400,
			taskId: scenario.sandbox.ledger.payments[0].taskId,
			retryable: false,
		});
		expect(item.pairedItem).toEqual({ item: 0 });
	});
});
