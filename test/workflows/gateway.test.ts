import type { IDataObject } from 'n8n-workflow';

import { type Gateway, type Passage, startGateway } from '../support/gateway';
import { itemsOf } from '../support/engine';
import { Scenario, chainOf, generateMusic, kie } from '../support/scenario';

const SUBMIT = '/api/v1/generate';
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

const isSubmission = ({ req }: Passage) => req.method === 'POST' && req.url === SUBMIT;

describe('something between n8n and Kie.ai', () => {
	const scenario = new Scenario();
	const gateways: Gateway[] = [];

	beforeEach(async () => await scenario.open());
	afterEach(async () => {
		await scenario.close();
		await Promise.all(gateways.splice(0).map(async (gateway) => await gateway.close()));
	});

	async function meddleWith(meddle: (passage: Passage) => Promise<boolean>): Promise<void> {
		const gateway = await startGateway(scenario.sandbox.url, meddle);
		gateways.push(gateway);
		scenario.credential = { apiHost: gateway.url, uploadHost: gateway.url };
	}

	/** Requests that came to a host which is none of the credential's. */
	async function stranger(): Promise<{ url: string; keys: unknown[] }> {
		const keys: unknown[] = [];
		const gateway = await startGateway(scenario.sandbox.url, async ({ req, res }) => {
			keys.push(req.headers.authorization);
			res.writeHead(200, { 'content-type': 'application/json' });
			res.end('{"code":200,"data":{"taskId":"stolen"}}');
			return await Promise.resolve(true);
		});
		gateways.push(gateway);
		return { url: gateway.url, keys };
	}

	const PATHS: Array<[string, RegExp, ReturnType<typeof kie>]> = [
		['a submission', /^\/api\/v1\/generate$/, generateMusic({}, RETRY)],
		['a status question', /record-info/, generateMusic({ options: { timeLimit: 1 } })],
		['a free question', /credit/, kie('Credits', { resource: 'account', operation: 'getCredits' })],
		['the catalogue', /models/, kie('Models', { resource: 'model', operation: 'list' })],
		[
			'an upload',
			/upload/,
			kie('Upload', {
				resource: 'file',
				operation: 'upload',
				source: 'base64',
				base64Data: 'data:audio/mpeg;base64,SUQzBAAAAAAAAA==',
			}),
		],
	];

	it.each(
		PATHS.flatMap(([what, path, node]) =>
			[302, 307].map((status) => [status, what, path, node] as const),
		),
	)('a redirect (%i) of %s to another host leads nowhere', async (status, _, path, node) => {
		const { url, keys } = await stranger();
		let redirects = 0;
		await meddleWith(async ({ req, res, pass }) => {
			if (!path.test(req.url ?? '')) return false;
			redirects++;
			await pass();
			res.writeHead(status, { location: `${url}/steal` }).end();
			return true;
		});

		await scenario.run(chainOf(node));

		expect(redirects).toBeGreaterThan(0);
		expect(keys).toEqual([]);
		expect(scenario.sandbox.ledger.payments.length).toBeLessThanOrEqual(1);
	});

	const ANSWERS: Array<[string, number, (data: IDataObject) => unknown]> = [
		['code 504 of a gateway', 504, () => ({ code: 504, msg: 'Gateway Timeout' })],
		['code 408', 200, () => ({ code: 408, msg: 'Request timeout', data: null })],
		['a page with status 429', 429, () => '<html>slow down</html>'],
		['a message with status 502', 502, () => ({ message: 'upstream' })],
		['a task that was accepted without an ID', 200, () => ({ code: 200, data: {} })],
	];

	it.each(ANSWERS)(
		'what was queued is bought once with Retry On Fail: %s',
		async (_, status, answer) => {
			await meddleWith(async (passage) => {
				if (!isSubmission(passage)) return false;
				await passage.pass();
				passage.res.writeHead(status).end(JSON.stringify(answer({})));
				return true;
			});

			const run = await scenario.run(
				chainOf(generateMusic({}, { ...RETRY, onError: 'continueErrorOutput' })),
			);

			expect(scenario.sandbox.ledger.payments).toHaveLength(1);
			const [{ json }] = itemsOf(run, 'Generate Music', 1);
			expect(json.error).toMatchObject({ category: 'uncertain', creditsTaken: 'unknown' });
		},
	);

	it.each<[string, (data: IDataObject) => unknown]>([
		['code 500', (data) => ({ code: 500, msg: 'callback register failed', data })],
		['code 201', (data) => ({ code: 201, data })],
		['the ID alone', ({ taskId }) => ({ code: 200, data: taskId })],
		['recordId', ({ taskId }) => ({ code: 200, data: { recordId: taskId } })],
	])('a task that an odd answer names is followed to its end: %s', async (_, answer) => {
		await meddleWith(async (passage) => {
			if (!isSubmission(passage)) return false;
			const { data } = JSON.parse(await passage.pass()) as { data: IDataObject };
			passage.res.writeHead(200).end(JSON.stringify(answer(data)));
			return true;
		});

		const [item] = await scenario.output(generateMusic());

		expect(item.json).toMatchObject({
			status: 'success',
			taskId: scenario.sandbox.ledger.payments[0].taskId,
		});
	});
});
