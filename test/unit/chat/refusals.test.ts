import { readReply } from '../../../nodes/kie/chat/reply';
import type { ChatFormat } from '../../../nodes/kie/chat/types';
import { chatEndpointFacts, chatRefusals } from '../../facts/chatPages';
import { FORMATS } from '../../support/chat';

const formats = [...new Set(Object.values(FORMATS))];

const read = (body: unknown, statusCode = 200, format: ChatFormat = 'openaiChat') =>
	readReply({ statusCode, body: typeof body === 'string' ? body : JSON.stringify(body) }, format);

const event = (body: unknown) => `event: error\ndata: ${JSON.stringify(body)}\n\n`;

describe.each(formats)('a refusal in place of an answer in the format %s', (format) => {
	it.each(chatRefusals)('$code $msg', (refusal) => {
		const { code, msg: message } = refusal;
		const expected = { outcome: 'refused', code, message };
		for (const status of [200, code, 500]) {
			expect(read(refusal, status, format)).toEqual(expected);
			expect(read(event(refusal), status, format)).toEqual(expected);
		}
		expect(read({ code: String(code), message }, 200, format)).toEqual(expected);
	});

	const documented = chatEndpointFacts.flatMap(({ errors }) => Object.entries(errors));
	it.each(documented)('HTTP %s %j', (status, body) => {
		const { error, msg } = body as { error?: { message: string }; msg?: string };
		const expected = { outcome: 'refused', code: Number(status), message: error?.message ?? msg };
		expect(read(body, Number(status), format)).toEqual(expected);
		expect(read(body, 200, format)).toEqual(expected);
		expect(read(event(body), 200, format)).toEqual(expected);
	});
});

describe('the errors of other APIs', () => {
	it.each([
		[{ error: { message: 'No', type: 'authentication_error' } }, 200, 401],
		[{ type: 'error', error: { type: 'overloaded_error', message: 'No' } }, 200, 503],
		[{ type: 'error', error: { type: 'rate_limit_error', message: 'No' } }, 429, 429],
		[{ type: 'api_error', message: 'No' }, 500, 500],
		[{ type: 'api_error', message: 'No' }, 200, 500],
		[{ error: { code: 400, message: 'No', status: 'INVALID_ARGUMENT' } }, 400, 400],
		[{ error: { message: 'No', status: 'RESOURCE_EXHAUSTED' } }, 200, 429],
		[{ error: { message: 'No', code: 'insufficient_quota', type: 'x' } }, 429, 402],
		[{ error: { message: 'No', type: 'new_kind' } }, 418, 418],
		[{ error: 'No' }, 404, 404],
		[{ type: 'error', code: 'rate_limit_exceeded', message: 'No' }, 200, 429],
		[
			{ type: 'response.failed', response: { error: { code: 'server_error', message: 'No' } } },
			200,
			500,
		],
		[{ status: 'failed', error: { code: 'server_error', message: 'No' }, output: [] }, 200, 500],
		[{ code: 500, msg: 'No', choices: [] }, 200, 500],
	])('%j with HTTP %i is %i', (body, status, code) => {
		expect(read(body, status)).toEqual({ outcome: 'refused', code, message: 'No' });
	});

	it('a failure without words names its code', () => {
		expect(read({ type: 'response.failed', response: { status: 'failed' } })).toEqual({
			outcome: 'refused',
			code: 500,
			message: 'Kie.ai answered with code 500',
		});
		expect(read({ code: 455, msg: '' })).toMatchObject({
			message: 'Kie.ai answered with code 455',
		});
	});

	it('an answer with `error: null` or a code beside it is none', () => {
		const choices = [{ finish_reason: 'stop', message: { content: 'pong' } }];
		expect(read({ error: null, choices }).outcome).toBe('answered');
		expect(read({ code: 0, msg: 'ok', choices }).outcome).toBe('answered');
	});
});

const PAGE =
	'<html><head><style>h1 { color: red }</style></head><body><h1>Blocked</h1> by the  gateway</body></html>';

describe('no answer that can be read', () => {
	it.each([400, 401, 403, 404, 413, 429])('a page with HTTP %i is a refusal', (code) => {
		expect(read(PAGE, code)).toEqual({
			outcome: 'refused',
			code,
			message: 'Blocked by the gateway',
		});
		expect(read('', code)).toEqual({ outcome: 'refused', code, message: `HTTP ${code}` });
		expect(read({ detail: 'Not here' }, code)).toMatchObject({ code, message: 'Not here' });
	});

	it.each([408, 499, 500, 502, 503, 504, 524, 302])(
		'a page with HTTP %i may have been paid for',
		(status) => {
			expect(read(PAGE, status)).toEqual({
				outcome: 'lost',
				reason: `HTTP ${status} (Blocked by the gateway)`,
			});
			expect(read('', status)).toEqual({ outcome: 'lost', reason: `HTTP ${status}` });
		},
	);

	it.each([
		'',
		'null',
		'"pong"',
		'[]',
		'{}',
		PAGE,
		'{"choices":[{"message":{"content":"po',
		'{"code":200,"msg":"success","data":null}',
		'{"code":200,"msg":"success","data":{"taskId":"1"}}',
		'data: [DONE]\n\n',
		': ping\n\n',
	])('%s is lost', (body) => {
		expect(read(body)).toMatchObject({
			outcome: 'lost',
			reason: expect.stringContaining('no readable answer'),
		});
	});

	it('a call of a tool without a name is lost', () => {
		const body = { choices: [{ message: { tool_calls: [{ id: 'a', function: {} }] } }] };
		expect(read(body)).toMatchObject({
			outcome: 'lost',
			reason: 'the answer calls a tool without a name',
		});
	});
});
