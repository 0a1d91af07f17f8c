import type { IHttpRequestOptions } from 'n8n-workflow';

import { clock } from '../clock';
import type { HttpAnswer, KieConnection } from '../transport';
import { within } from './answer';

/**
 * A connection on which nothing takes longer than until `deadline`, in milliseconds since 1970. A question that has no
 * answer by then counts as unanswered.
 */
export const withDeadline = (connection: KieConnection, deadline: number): KieConnection => ({
	...connection,
	send: async (options) => await sendBefore(deadline, connection, options),
});

async function sendBefore(
	deadline: number,
	{ send }: KieConnection,
	options: IHttpRequestOptions,
): Promise<HttpAnswer> {
	const timeout = Math.max(1, deadline - clock.now());
	const request = new AbortController();
	const sent = send({ ...options, timeout, abortSignal: request.signal });
	const answer = await within(timeout, sent, undefined).finally(() => request.abort());
	if (!answer) throw new Error(`no answer within ${Math.round(timeout / 1000)} s`);
	return answer;
}
