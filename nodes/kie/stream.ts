import { type HttpAnswer, type NoAnswer, retryAfter } from './answers';
import { type KieConnection, deliver } from './transport';
import type { KieRequest } from './types';

/** Until an answer begins: models think for minutes before their first word. */
const STREAM_TIMEOUT_MS = 600_000;

/** A body while it comes in. */
export type StreamBody = AsyncIterable<Uint8Array> & { destroy(): void };

/** An answer whose body is still to come, whatever its status is. */
export interface OpenAnswer {
	outcome: 'open';
	statusCode: number;
	headers: HttpAnswer['headers'];
	body: StreamBody;
	/** Milliseconds to wait, where the answer says so. */
	retryAfter?: number;
}

/**
 * Sends a question to a chat model once and gives its answer as soon as it begins.
 * @throws {KieError} category `cancelled` when the signal aborts first
 */
export async function openStream(
	connection: KieConnection,
	{ method, path, body }: KieRequest,
	signal = connection.signal,
): Promise<OpenAnswer | NoAnswer> {
	const sent = await deliver(
		{ ...connection, signal },
		{
			method,
			baseURL: connection.hosts.api,
			url: path,
			body,
			headers: { 'content-type': 'application/json' },
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			timeout: STREAM_TIMEOUT_MS,
			abortSignal: signal,
		},
	);
	if ('outcome' in sent) return sent;
	const pieces = sent.body as StreamBody;
	return { ...sent, outcome: 'open', body: pieces, retryAfter: retryAfter(sent.headers) };
}
