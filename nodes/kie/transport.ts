import type { IHttpRequestOptions } from 'n8n-workflow';

import { type Exchange, type HttpAnswer, type NoAnswer, readAnswer } from './answers';
import { pauseAfter, repeat, repeatInTurn } from './attempts';
import { asKieError, cancellation, refusal } from './errors';
import { afterUncertain, questionFailure } from './failures';
import { type NetworkError, readNetworkError } from './networkErrors';
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

/** Nobody can have read the request. */
const NEVER_SENT = ['notSent'] as const;
const WITHOUT_ANSWER = ['notSent', 'lost'] as const;

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
		(last, attempt) => pauseAfter(last, attempt, WITHOUT_ANSWER),
	);
	if (ended.outcome !== 'answered') throw questionFailure(ended);
	if (!isAccepted(request, ended.reply)) throw refusal(ended.reply);
	return ended.reply.data;
}

/** How a paid request is sent. */
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
	const repeated = resendWhenUncertain ? WITHOUT_ANSWER : NEVER_SENT;
	let hasLostOneBefore = false;
	const { keyId, signal } = connection;
	const submission = repeatInTurn({
		keyId,
		signal,
		onSend,
		send: async () => await exchange(connection, request, SUBMISSION_TIMEOUT_MS),
		answerIn: (ended) => (ended.outcome === 'answered' ? ended.reply : undefined),
		pauseBefore(last, attempt) {
			if (newTaskIdIn(last, request) !== undefined) return undefined;
			const pause = pauseAfter(last, attempt, repeated);
			hasLostOneBefore ||= pause !== undefined && last.outcome === 'lost';
			return pause;
		},
	});
	try {
		return takeAnswer(request, await submission);
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

/**
 * Hands a request over and says how far it came; only {@link sendOnce} and `openStream` have one ready.
 * @throws {KieError} category `cancelled` when the execution stops
 */
export async function deliver(
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
