import { createHmac } from 'node:crypto';

import { verify } from '../../../nodes/kie/callbacks/signature';

const KEY = 'test-webhook-hmac-key';
const TASK = 'ee9c2715375b7837f8bb51d641ff5863';
const TIMESTAMP = '1769670760';
const SIGNATURE = 'xG6/yOyrMyJtUdc1yjmHpKLHSHF3MpzOPa6uxSj3qb4=';
const WINDOW = 300_000;

const SENT = Number(TIMESTAMP) * 1000;
const headers = { 'x-webhook-signature': SIGNATURE, 'x-webhook-timestamp': TIMESTAMP };
const at = (now: number) => ({ now, windowMs: WINDOW });

describe('signature of a callback', () => {
	it('is good for the task it was made for', () => {
		expect(verify(KEY, headers, [TASK], at(SENT))).toEqual({ proof: 'valid', taskId: TASK });
	});

	it('tells which of several ids it was made for', () => {
		const verdict = verify(KEY, headers, ['another', TASK], at(SENT));
		expect(verdict).toEqual({ proof: 'valid', taskId: TASK });
	});

	it.each([`${KEY}\n`, ` ${KEY} `, `\t${KEY}\r\n`])('is good for a key pasted as %j', (key) => {
		expect(verify(key, headers, [TASK], at(SENT))).toEqual({ proof: 'valid', taskId: TASK });
	});

	it('is wrong for a key of blanks, also where it was made with no key', () => {
		const made = createHmac('sha256', '').update(`${TASK}.${TIMESTAMP}`).digest('base64');
		const sent = { ...headers, 'x-webhook-signature': made };

		expect(verify('  ', sent, [TASK], at(SENT))).toEqual({ proof: 'wrong' });
	});

	it.each([
		['another task', KEY, ['another'], headers],
		['no task', KEY, [], headers],
		['another key', 'another key', [TASK], headers],
		['another time', KEY, [TASK], { ...headers, 'x-webhook-timestamp': '1769670761' }],
		['a shorter text', KEY, [TASK], { ...headers, 'x-webhook-signature': SIGNATURE.slice(1) }],
		['nothing', KEY, [TASK], { ...headers, 'x-webhook-signature': '' }],
	])('is wrong for %s', (_, key, taskIds, sent) => {
		expect(verify(key, sent, taskIds, at(SENT))).toEqual({ proof: 'wrong' });
	});

	it.each([
		['at the end of the window', WINDOW, 'valid'],
		['a moment later', WINDOW + 1, 'stale'],
		['from a clock that is fast', -WINDOW, 'valid'],
		['from the future', -WINDOW - 1, 'stale'],
	])('%s', (_, passed, proof) => {
		expect(verify(KEY, headers, [TASK], at(SENT + passed)).proof).toBe(proof);
	});

	it.each([
		['without headers', {}, 'unsigned'],
		['without the time', { 'x-webhook-signature': SIGNATURE }, 'malformed'],
		['without the signature', { 'x-webhook-timestamp': TIMESTAMP }, 'malformed'],
		['with a time that is none', { ...headers, 'x-webhook-timestamp': 'now' }, 'malformed'],
		['with two signatures', { ...headers, 'x-webhook-signature': [SIGNATURE] }, 'malformed'],
	])('%s', (_, sent, proof) => {
		expect(verify(KEY, sent, [TASK], at(SENT))).toEqual({ proof });
	});
});
