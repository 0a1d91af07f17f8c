import type { IHttpRequestOptions } from 'n8n-workflow';

import { resetMemories } from '../../nodes/kie/boundedMap';
import { useClock } from '../../nodes/kie/clock';
import { KieError } from '../../nodes/kie/errors';
import {
	type HttpAnswer,
	type KieConnection,
	ask,
	exchange,
	submit,
} from '../../nodes/kie/transport';
import type { KieRequest } from '../../nodes/kie/types';
import { VirtualClock } from '../support/virtual-clock';

const SUBMISSION: KieRequest = {
	method: 'POST',
	path: '/api/v1/generate',
	body: { taskId: 'task-of-the-source' },
	startsTask: true,
};

type Step = Partial<HttpAnswer> | Error;

/** A network that goes through the steps, one per request, and stays at the last one. */
function network(...steps: Step[]) {
	const sent: IHttpRequestOptions[] = [];
	const connection: KieConnection = {
		async send(options) {
			const step = steps[Math.min(sent.push(options), steps.length) - 1];
			if (step instanceof Error) throw step;
			return await Promise.resolve({ statusCode: 200, headers: {}, body: undefined, ...step });
		},
		hosts: { api: 'https://api.example.com', upload: 'https://upload.example.com' },
		keyId: 'key',
	};
	return { connection, sent };
}

/** An error as n8n hands it on. */
const broken = (facts: object): Error => Object.assign(new Error('It failed'), facts);

const says = (code: number, more: object = {}, statusCode = 200): Step => ({
	statusCode,
	body: { code, msg: `Kie says ${code}`, data: null, ...more },
});

const page = (statusCode: number, headers = {}): Step => ({
	statusCode,
	headers,
	body: '<html><head><title>Just a moment...</title></head></html>',
});

const failureOf = async (work: Promise<unknown>) => {
	const error = await work.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof KieError)) throw new Error('It was expected to fail');
	return error.failure;
};

beforeEach(() => {
	useClock(new VirtualClock());
	resetMemories();
});
afterEach(() => useClock());

describe('a request without an answer', () => {
	it.each([
		['a refused connection', { code: 'ECONNREFUSED' }, 'notSent'],
		['a refused connection, wrapped', { cause: { code: 'ECONNREFUSED' } }, 'notSent'],
		['a refused connection in older n8n', { httpCode: 'ECONNREFUSED' }, 'notSent'],
		['a connection that took too long', { code: 'ETIMEDOUT', syscall: 'connect' }, 'notSent'],
		[
			'a connection that took too long, wrapped',
			{ httpCode: 'ETIMEDOUT', cause: { code: 'ETIMEDOUT', syscall: 'connect' } },
			'notSent',
		],
		['no way to the host', { code: 'EHOSTUNREACH', syscall: 'connect' }, 'notSent'],
		['no way to the host any more', { code: 'EHOSTUNREACH', syscall: 'read' }, 'lost'],
		['no way to the network any more', { code: 'ENETUNREACH' }, 'lost'],
		['a reset', { httpCode: 'ECONNRESET', cause: { code: 'ECONNRESET', syscall: 'read' } }, 'lost'],
		['an answer that took too long', { code: 'ETIMEDOUT' }, 'lost'],
		['an HTTP status', { httpCode: '502' }, 'lost'],
		['a self-signed certificate', { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'notSent'],
		['a company certificate', { cause: { code: 'SELF_SIGNED_CERT_IN_CHAIN' } }, 'notSent'],
		['an expired certificate', { code: 'CERT_HAS_EXPIRED' }, 'notSent'],
		['a certificate of another host', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'notSent'],
		['no TLS at all', { code: 'EPROTO', syscall: 'write' }, 'notSent'],
		['another version of TLS', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, 'notSent'],
		['a broken record of TLS', { code: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC' }, 'lost'],
		[
			'a reset within the handshake',
			{
				code: 'ECONNRESET',
				message: 'Client network socket disconnected before secure TLS connection was established',
			},
			'notSent',
		],
	])('%s: %j was %s', async (_, error, outcome) => {
		const { connection } = network(broken(error));

		expect(await exchange(connection, { method: 'GET', path: '/' })).toMatchObject({ outcome });
	});

	it('names what to do about a certificate, and keeps the cause', async () => {
		const { connection } = network(broken({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }));

		const error = (await submit(connection, SUBMISSION).catch(
			(thrown: unknown) => thrown,
		)) as KieError;

		expect(error.failure).toMatchObject({ category: 'network', creditsTaken: 'no' });
		expect(error.failure.message).toContain('certificate');
		expect(error.failure.hint).toContain('NODE_EXTRA_CA_CERTS');
		expect(error.with({ taskId: 'x' }).cause).toMatchObject({
			code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		});
	});

	it('says in words what an error code means', async () => {
		const { connection } = network(broken({ code: 'ECONNREFUSED' }));

		const { message } = await failureOf(ask(connection, { method: 'GET', path: '/' }));

		expect(message).toMatch(/: nothing takes connections at its address \(ECONNREFUSED\)$/);
	});
});

describe('a redirect', () => {
	it.each([301, 302, 303, 307, 308])('HTTP %i is no answer', async (statusCode) => {
		const { connection } = network({
			statusCode,
			headers: { location: 'https://evil.example' },
		});

		const failure = await failureOf(submit(connection, SUBMISSION));
		const question = await exchange(connection, { method: 'GET', path: '/' });

		expect(failure).toMatchObject({ category: 'uncertain', creditsTaken: 'unknown' });
		expect(question.outcome).toBe('lost');
	});
});

describe('an answer to a submission', () => {
	const REFUSALS = [400, 401, 402, 403, 404, 405, 409, 413, 422, 433, 451, 455, 505, 550];

	it.each([...REFUSALS, 531])('code %i without data was not paid', async (code) => {
		const { connection, sent } = network(says(code));

		expect(await failureOf(submit(connection, SUBMISSION))).toMatchObject({
			code,
			creditsTaken: 'no',
		});
		expect(sent).toHaveLength(1);
	});

	it.each([
		'This field is required',
		'Model not found',
		'prompt cannot be empty',
		'Credits insufficient',
	])('code 500 that says "%s" was not paid', async (msg) => {
		const { connection } = network(says(500, { msg }));

		expect(await failureOf(submit(connection, SUBMISSION))).toMatchObject({ creditsTaken: 'no' });
	});

	it.each(REFUSALS)('code %i was not paid, whatever the HTTP status', async (code) => {
		const { connection } = network(says(code, {}, 503));

		expect(await failureOf(submit(connection, SUBMISSION))).toMatchObject({ creditsTaken: 'no' });
	});

	it.each<[string, Step]>([
		...[0, 201, 408, 418, 500, 501, 502, 503, 504, 999].map((code): [string, Step] => [
			`code ${code}`,
			says(code),
		]),
		['a gateway with code 500', says(500, {}, 500)],
		['a gateway with code 504', says(504, {}, 504)],
		['code 500 with data', says(500, { data: { queued: true } })],
		['a page with status 200', page(200)],
		['a page with status 502', page(502)],
		['a page with status 429', page(429)],
		['nothing', { body: '' }],
		['a list', { body: [1] }],
		['a yes that names no task', says(200, { data: {} })],
		['a yes that names no one', says(200, { data: { taskId: 'null' } })],
	])('%s leaves open whether it was paid, and is not sent again', async (_, step) => {
		const { connection, sent } = network(step);

		expect(await failureOf(submit(connection, SUBMISSION))).toMatchObject({
			category: 'uncertain',
			creditsTaken: 'unknown',
			retryable: false,
		});
		expect(sent).toHaveLength(1);
	});

	it.each<[string, Step]>([
		['a message', says(999, { msg: 'Task abc-1 waits' })],
		['a yes', says(200, { msg: 'Task abc-1 waits' })],
		['a page', { statusCode: 502, body: '<html><b>Task</b> abc-1</html>' }],
		['odd JSON', { body: "{'taskId':'abc-1'}" }],
	])('what came back is told, since an id may be in it: %s', async (_, step) => {
		const { connection } = network(step);

		expect((await failureOf(submit(connection, SUBMISSION))).hint).toContain('abc-1');
	});

	it.each<[string, unknown, string]>([
		['a text', 'x'.repeat(1e6), 'x'],
		['an object', { toString: 1, reason: 'x'.repeat(1e6) }, 'reason'],
	])('is told in a message that people can read where Kie.ai gives %s', async (_, msg, start) => {
		const { connection } = network(says(422, { msg }));

		const { message } = await failureOf(submit(connection, SUBMISSION));

		expect(message).toContain(start);
		expect(message.length).toBeLessThan(1_100);
	});

	it.each([403, 404, 407, 413])('a page with status %i never reached Kie.ai', async (status) => {
		const { connection } = network(page(status, { 'cf-ray': '1' }));

		const failure = await failureOf(submit(connection, SUBMISSION));

		expect(failure).toMatchObject({ category: 'blocked', creditsTaken: 'no' });
		expect(failure.message).toContain(
			`HTTP ${status} from ${status === 407 ? 'a proxy' : 'Cloudflare'}: Just a moment...`,
		);
		expect(failure.code).toBeUndefined();
	});

	const ID = '5c79be8e0f1a4c3d9e2b7a6f5d4c3b2a';

	it.each<[string, Step, string?]>([
		['code 0', says(0, { data: { taskId: ID } })],
		['code 201', says(201, { data: { taskId: ID } })],
		['a refusal', says(500, { data: { taskId: ID } })],
		['a refusal that names the one before', says(409, { data: { taskId: ID } })],
		['a gateway', says(504, { data: { taskId: ID } }, 504)],
		['no code', { body: { msg: 'success', data: { taskId: ID } } }],
		['a number', says(201, { data: { taskId: 123456789 } }), '123456789'],
		['recordId', says(201, { data: { recordId: ID } })],
		['the id alone', says(201, { data: ID })],
		['a list', says(201, { data: [{ task_id: ID }] })],
		['data within data', says(201, { data: { data: { taskId: ID } } })],
		['JSON in text', says(201, { data: JSON.stringify({ taskId: ID }) })],
		['something behind the JSON', { body: `{"code":200,"data":{"taskId":"${ID}"}}\n}` }],
		['JSON that was cut off', { body: `{"code":200,"data":{"taskId":"${ID}"` }],
		['text that is JSON', { body: `\uFEFF{"code":201,"data":{"taskId":"${ID}"}}` }],
		['a refusal because of the pace', says(429, { data: { taskId: ID } })],
		['an answer with the id further inside', says(201, { data: { result: { taskId: ID } } })],
		['an answer with a list of ids', says(201, { data: { taskIds: [ID] } })],
		['a yes with the id beside its data', says(200, { taskId: ID })],
	])('the task it shows is followed: %s', async (_, step, taskId = ID) => {
		const { connection, sent } = network(step);

		expect(await submit(connection, SUBMISSION)).toEqual({ taskId });
		expect(sent).toHaveLength(1);
	});

	it.each<[string, Step]>([
		['of the request', says(422, { data: { taskId: 'task-of-the-source' } })],
		['that was cut off', { body: '{"code":200,"data":{"taskId":"5c79be8e' }],
		['of no task', says(402, { data: 123456789 })],
	])('an id %s is none to follow', async (_, step) => {
		const { connection } = network(step);

		expect(await failureOf(submit(connection, SUBMISSION))).toBeDefined();
	});
});

describe('attempts with Resend When Uncertain', () => {
	const reset = broken({ code: 'ECONNRESET' });
	const resend = { resendWhenUncertain: true };

	it.each<[string, Step, string]>([
		['connections that are refused', broken({ code: 'ECONNREFUSED' }), 'uncertain'],
		['a blocked request', page(403), 'uncertain'],
		['a refusal', says(402, { msg: 'Credits insufficient' }), 'credits'],
	])('remember a lost one when %s follow', async (_, last, category) => {
		const { connection } = network(reset, last);

		const failure = await failureOf(submit(connection, SUBMISSION, resend));

		expect(failure).toMatchObject({ category, creditsTaken: 'unknown', retryable: false });
		expect(failure.hint).not.toMatch(/nothing was (sent|paid)/i);
	});

	it('remember a lost one when the execution stops in a pause', async () => {
		const controller = new AbortController();
		const { connection } = network(reset);
		const clock = new VirtualClock();
		useClock({
			now: () => clock.now(),
			async sleep(ms) {
				if (ms > 1_000) controller.abort();
				await clock.sleep(ms);
			},
		});

		const failure = await failureOf(
			submit({ ...connection, signal: controller.signal }, SUBMISSION, resend),
		);

		expect(failure).toMatchObject({ category: 'cancelled', creditsTaken: 'unknown' });
	});

	it('end where a broken answer shows the task', async () => {
		const { connection, sent } = network({ body: '{"code":200,"data":{"taskId":"a1b2c3","x' });

		expect(await submit(connection, SUBMISSION, resend)).toEqual({ taskId: 'a1b2c3' });
		expect(sent).toHaveLength(1);
	});
});
