import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { families } from '../../nodes/kie/tasks/families';
import { resources } from '../../nodes/KieAi/actions';
import type { Values } from '../../nodes/KieAi/actions/field';
import type { Operation } from '../../nodes/KieAi/actions/operation';
import { type Endpoint, endpointOf, endpoints } from '../facts/endpoints';
import { problemsOf } from '../sandbox/contract';
import {
	choices,
	classicOnly,
	type Extent,
	fillIn,
	parametersOf,
	variants,
} from '../support/samples';
import { Scenario, chainOf, kie } from '../support/scenario';

type Sending = Extract<Operation, { request: unknown }>;

const operations = resources.flatMap(({ value: resource, operations: own }) =>
	own
		.filter((operation): operation is Sending => 'request' in operation)
		// Its contract is another one for every model: see the tests of the catalogue.
		.filter(({ request }) => request.path !== '/api/v1/jobs/createTask')
		.map((operation) => ({ resource, operation, title: `${resource}: ${operation.name}` })),
);

/** Kie.ai's other generation of routes, its chat models and uploads have their own tests; Midjourney is gone from Kie.ai's index. */
const ELSEWHERE = [
	'/api/v1/jobs/createTask',
	'/api/v1/jobs/recordInfo',
	'/api/v1/responses',
	'/api/v1/mj/',
	'/api/file-',
];

const covered = endpoints().filter(
	({ path }) => !ELSEWHERE.some((start) => path.startsWith(start)),
);

/** Other spellings of a field that is sent under its current name. */
const OTHER_SPELLINGS = new Set([
	'POST /api/v1/veo/generate: aspectRatio',
	'POST /api/v1/gpt4o-image/generate: fileUrl',
	'POST /api/v1/omni/character/create: description',
]);

/** Kie.ai still takes these, and no longer documents them. */
const LEGACY = new Set(
	['enableFallback', 'seeds']
		.map((name) => `POST /api/v1/veo/generate: ${name}`)
		.concat(
			['enableFallback', 'fallbackModel', 'isEnhance', 'nVariants', 'uploadCn'].map(
				(name) => `POST /api/v1/gpt4o-image/generate: ${name}`,
			),
		),
);

/** The classic routes do not know Suno's newest versions. */
const isUnifiedOnly = (operation: Sending, values: Values): boolean =>
	'unified' in operation && operation.unified?.required?.(values) !== undefined;

/** What every path was sent by all the runs of this file: method, host and bodies. */
const sent = new Map<string, Array<{ host: string; body: Record<string, unknown> }>>();

const CALLBACK = 'https://example.com/callback';

const keyOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

describe('the contract with Kie.ai', () => {
	const scenario = new Scenario();
	beforeAll(async () => {
		await scenario.open({ rateLimit: false, credits: 1e9 });
		scenario.sandbox.setOutcome('*', { refuse: { code: 455 } });
	});
	afterAll(async () => await scenario.close());

	/** Runs the operation with these values and gives the request that reached Kie.ai. */
	async function send(resource: string, operation: Sending, values: Values, extent: Extent) {
		const before = scenario.sandbox.requests.length;
		const parameters: IDataObject = parametersOf(resource, operation, values);
		if (extent === 'everything' && operation.kind === 'submit') {
			parameters.options = { ...(parameters.options as object), callbackUrl: CALLBACK };
		}
		const run = await scenario.run(chainOf(kie('Kie', parameters as INodeParameters)));
		const error = run.data.resultData.error as { context?: { kie?: IDataObject } } | undefined;
		const { path } = operation.request;
		const request = scenario.sandbox.requests.slice(before).find((one) => one.path === path);
		if (!request) throw new Error(`Nothing was sent: ${JSON.stringify({ error, values })}`);
		const body = { ...request.query, ...(request.body as object) };
		const { host = 'api' } = operation.request;
		sent.set(keyOf(request), [...(sent.get(keyOf(request)) ?? []), { host, body }]);
		return { ...request, body };
	}

	describe.each(operations)('$title', ({ resource, operation }) => {
		const expected = endpointOf(operation.request.method, operation.request.path);
		const check = async (form: Values, extent: Extent) => {
			const values = fillIn(classicOnly(operation), form, extent);
			const request = await send(resource, operation, values, extent);
			expect(request.method).toBe(expected.method);
			if (expected.method === 'POST') expect(problemsOf(request.path, request.body)).toEqual([]);
		};

		it('is valid with defaults and what is required', async () => {
			for (const form of variants(operation)) await check(form, 'required');
		});

		it('is valid with every field and every choice', async () => {
			const classic = classicOnly(operation);
			const forms = [...variants(classic), ...choices(classic)];
			for (const form of forms.filter((one) => !isUnifiedOnly(operation, one))) {
				await check(form, 'everything');
			}
		});
	});

	describe('nothing that Kie.ai documents is missing', () => {
		const asked = new Set(
			families.map((family) =>
				keyOf(family.statusRequest({ taskId: 'task', family: family.name })),
			),
		);

		it.each(covered.map((endpoint) => [keyOf(endpoint), endpoint] as const))(
			'%s is used',
			(key) => {
				expect(sent.has(key) || asked.has(key)).toBe(true);
			},
		);

		const withBody = covered.filter(({ method, kind }) => method === 'POST' && kind !== 'status');
		const isOtherCallback = ({ callBackField }: Endpoint, name: string) =>
			/^call?backurl$/i.test(name) && name !== callBackField;
		const fields = withBody.flatMap((endpoint) =>
			endpoint.request.fields
				.filter(({ name }) => !OTHER_SPELLINGS.has(`${keyOf(endpoint)}: ${name}`))
				.filter(({ name }) => !LEGACY.has(`${keyOf(endpoint)}: ${name}`))
				.filter(({ name }) => !isOtherCallback(endpoint, name))
				.map((field) => [keyOf(endpoint), field.name, field, endpoint] as const),
		);

		it.each(fields)('%s: %s can be set, to every value', (key, name, field) => {
			const values = (sent.get(key) ?? [])
				.map(({ body }) => body[name])
				.filter((v) => v !== undefined);

			expect(values.length).toBeGreaterThan(0);
			expect(values.flat()).toEqual(expect.arrayContaining(field.enum ?? []));
		});
	});

	it.each(operations)('$title goes to its own host', ({ operation }) => {
		const { host }: Endpoint = endpointOf(operation.request.method, operation.request.path);

		expect(operation.request.host ?? 'api').toBe(/redpandaai/.test(host) ? 'upload' : 'api');
	});
});
