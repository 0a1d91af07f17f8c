import type { IHttpRequestOptions } from 'n8n-workflow';

import { type Exchange, type HttpAnswer, type NoAnswer, readAnswer, retryAfter } from './answers';
import { isTooFast, pauseAfter, repeat } from './attempts';
import { asKieError, cancellation, refusal } from './errors';
import { afterUncertain, questionFailure } from './failures';
import { type NetworkError, readNetworkError } from './networkErrors';
import { submissionRateLimiter } from './rateLimiter';
import { isAccepted, newTaskIdIn, takeAnswer } from './takeAnswer';
import type { KieRequest } from './types';

export type { HttpAnswer } from './answers';

/** What the transport needs of its surroundings; inside n8n `connection.ts` provides it. */
export interface KieConnection {
	/** Sends one authenticated request and returns status, headers and body, whatever the status is. */
	send(options: IHttpRequestOptions): Promise<HttpAnswer>;
	hosts: Record<'api' | 'upload', string>;
	/** Stands for the API key where its requests are counted; never the key itself. */
	keyId: string;
	signal?: AbortSignal;
}

/** A status question must not hold up the others for n8n's default of five minutes. */
const QUESTION_TIMEOUT_MS = 30_000;
const SUBMISSION_TIMEOUT_MS = 120_000;
/** Without any progress: an upload in progress may take as long as it needs. */
const UPLOAD_TIMEOUT_MS = 300_000;
/** Until an answer begins: models think for minutes before their first word. */
const STREAM_TIMEOUT_MS = 600_000;

/** Sends a request once and says how it ended. @throws {KieError} category `cancelled` when the execution stops. */
export async function exchange(
	connection: KieConnection,
	request: KieRequest,
	timeout = QUESTION_TIMEOUT_MS,
): Promise<Exchange> {
	const sent = await sendOnce(connection, request, timeout);
	return 'outcome' in sent ? sent : readAnswer(sent);
}

/**
 * Asks for something that is free, with a few tries over hiccups of the network.
 * @returns the `data` of the answer. @throws {KieError} with Kie.ai's own words.
 */
export async function ask(connection: KieConnection, request: KieRequest): Promise<unknown> {
	const timeout = request.form ? UPLOAD_TIMEOUT_MS : QUESTION_TIMEOUT_MS;
	const ended = await repeat(
		connection.signal,
		async () => await exchange(connection, request, timeout),
		(last, attempt) => pauseAfter(last, attempt, last.outcome !== 'blocked'),
	);
	if (ended.outcome !== 'answered') throw questionFailure(ended);
	if (!isAccepted(request, ended.reply)) throw refusal(ended.reply);
	return ended.reply.data;
}

export interface SubmitOptions {
	/** Whether to send again what may have been charged. */
	resendWhenUncertain?: boolean;
	/** Called when its turn has come, right before every sending. What it throws is the end of it. */
	onSend?(): void;
}

/**
 * Sends a request that costs credits. It is repeated only where Kie.ai surely did not queue it: it said 429, or
 * the request never reached it.
 * @returns the `data` of the answer. @throws {KieError} a refusal; category `uncertain` when it may have been queued.
 */
export async function submit(
	connection: KieConnection,
	request: KieRequest,
	{ resendWhenUncertain, onSend }: SubmitOptions = {},
): Promise<unknown> {
	const limiter = submissionRateLimiter(connection.keyId);
	let hasLostOneBefore = false;
	const turn = async () => {
		const start = await limiter.acquire(connection.signal, onSend);
		const ended = await exchange(connection, request, SUBMISSION_TIMEOUT_MS);
		const isAnswered = ended.outcome === 'answered';
		if (isAnswered && isTooFast(ended.reply)) start.refuse(ended.reply.retryAfter);
		else start.accept();
		return ended;
	};
	const pauseBefore = (last: Exchange, attempt: number) => {
		if (newTaskIdIn(last, request) !== undefined) return undefined;
		const isLost = last.outcome === 'lost';
		const mayRepeat = isLost ? resendWhenUncertain === true : last.outcome === 'notSent';
		const pause = pauseAfter(last, attempt, mayRepeat);
		if (pause !== undefined) {
			if (last.outcome !== 'answered') limiter.pauseFor(pause);
			hasLostOneBefore ||= isLost;
		}
		return pause;
	};
	try {
		return takeAnswer(request, await repeat(connection.signal, turn, pauseBefore));
	} catch (thrown) {
		throw hasLostOneBefore ? afterUncertain(asKieError(thrown)) : thrown;
	}
}

/**
 * Sends a request once; only {@link exchange} and `converse` read what comes back.
 * @throws {KieError} category `cancelled` when the execution stops, and whatever the making of a form throws
 */
export async function sendOnce(
	connection: KieConnection,
	request: KieRequest,
	timeout: number,
): Promise<HttpAnswer | NoAnswer> {
	return await deliver(connection, await httpOptions(connection, request, timeout));
}

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

async function deliver(
	connection: KieConnection,
	options: IHttpRequestOptions,
): Promise<HttpAnswer | NoAnswer> {
	const sent = await connection.send(options).catch((error: NetworkError): NoAnswer => {
		const { neverSent, ...failure } = readNetworkError(error);
		return { outcome: neverSent ? 'notSent' : 'lost', ...failure };
	});
	if (connection.signal?.aborted) throw cancellation();
	return sent;
}

async function httpOptions(
	connection: KieConnection,
	request: KieRequest,
	timeout: number,
): Promise<IHttpRequestOptions> {
	const form = await request.form?.();
	return {
		method: request.method,
		baseURL: connection.hosts[request.host ?? 'api'],
		url: request.path,
		qs: request.query,
		body: (form?.body ?? request.body) as IHttpRequestOptions['body'],
		...(form && { headers: form.headers }),
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout,
		abortSignal: connection.signal,
	};
}
