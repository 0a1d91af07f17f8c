import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { clock } from './clock';
import { KieError, OUT_OF_CREDITS, adviceFor, cancellation, refusal } from './errors';
import { submissionRateLimiter } from './rateLimiter';
import type { KieReply, KieRequest } from './types';

/** What the transport needs of its surroundings; inside n8n `connection.ts` provides it. */
export interface KieConnection {
	/** Sends one authenticated request and returns status, headers and body, whatever the status is. */
	send(options: IHttpRequestOptions): Promise<HttpAnswer>;
	hosts: Record<'api' | 'upload', string>;
	/** Stands for the API key where its requests are counted; never the key itself. */
	keyId: string;
	signal?: AbortSignal;
}

export interface HttpAnswer {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
}

/** How one HTTP exchange ended. Only `answered` is Kie.ai's own word. */
export type Exchange =
	| { outcome: 'answered'; reply: KieReply }
	/** The request never reached Kie.ai. */
	| { outcome: 'notSent'; reason: string }
	/** The request left and no readable answer came back. */
	| { outcome: 'lost'; reason: string };

/** A status question must not hold up the others for n8n's default of five minutes. */
const QUESTION_TIMEOUT_MS = 30_000;
const SUBMISSION_TIMEOUT_MS = 120_000;
/** Without any progress: an upload that goes on may take as long as it needs. */
const UPLOAD_TIMEOUT_MS = 300_000;

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
const TRIES_AFTER_429 = 10;
const TRIES_OF_THE_NETWORK = 3;

/** Errors of a connection that never came about: the request cannot have been read. */
const NEVER_CONNECTED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
]);

interface NetworkError {
	code?: string;
	/** Where older versions of n8n keep the code. */
	httpCode?: string | null;
	syscall?: string;
	message?: string;
	cause?: NetworkError;
}

/** Sends a request once and says how it ended. @throws {KieError} category `cancelled` when the execution stops. */
export async function exchange(
	connection: KieConnection,
	request: KieRequest,
	timeout = QUESTION_TIMEOUT_MS,
): Promise<Exchange> {
	const sent = await sendOnce(connection, request, timeout);
	return 'outcome' in sent ? sent : readAnswer(sent);
}

/** Sends a request once; only {@link exchange} and `converse` read what comes back. @throws {KieError} category `cancelled` */
export async function sendOnce(
	connection: KieConnection,
	request: KieRequest,
	timeout: number,
): Promise<HttpAnswer | Exclude<Exchange, { outcome: 'answered' }>> {
	const options = await httpOptions(connection, request, timeout);
	const sent = await connection.send(options).catch(readNetworkError);
	if (connection.signal?.aborted) throw cancellation();
	return sent;
}

/**
 * Asks for something that is free, with a few tries over hiccups of the network.
 * @returns the `data` of the answer. @throws {KieError} with Kie.ai's own words.
 */
export async function ask(connection: KieConnection, request: KieRequest): Promise<unknown> {
	const timeout = request.form ? UPLOAD_TIMEOUT_MS : QUESTION_TIMEOUT_MS;
	const reply = await repeatWhile(connection, request, timeout, () => true);
	return acceptedData(request, reply);
}

export interface SubmitOptions {
	resendWhenUncertain?: boolean;
	/** Called when its turn has come, right before every sending. What it throws is the end of it. */
	onSend?(): void;
}

/**
 * Sends a request that costs credits. It is repeated only where Kie.ai surely did not queue it: it said 429, or
 * the request never reached it.
 * @returns the `data` of the answer. @throws {KieError} a refusal; category `uncertain` when no answer came back.
 */
export async function submit(
	connection: KieConnection,
	request: KieRequest,
	options: SubmitOptions = {},
): Promise<unknown> {
	const mayRepeat = (ended: Exchange) =>
		ended.outcome === 'notSent' || Boolean(options.resendWhenUncertain);
	const limiter = submissionRateLimiter(connection.keyId);
	const pace: Pacing = {
		acquire: async (signal) => {
			await limiter.acquire(signal);
			options.onSend?.();
		},
		pauseFor: (ms) => limiter.pauseFor(ms),
	};
	const reply = await repeatWhile(connection, request, SUBMISSION_TIMEOUT_MS, mayRepeat, pace);
	return acceptedData(request, reply);
}

function acceptedData({ isAccepted }: KieRequest, reply: KieReply): unknown {
	if (!(isAccepted?.(reply) ?? reply.code === 200)) throw refusal(reply);
	return reply.data;
}

interface Pacing {
	acquire(signal?: AbortSignal): Promise<void>;
	pauseFor(ms: number): void;
}

/** With a `pace` the request is a paid one, and its silence is a different matter from that of a question. */
async function repeatWhile(
	connection: KieConnection,
	request: KieRequest,
	timeout: number,
	mayRepeat: (ended: Exchange) => boolean,
	pace?: Pacing,
): Promise<KieReply> {
	for (let attempt = 1; ; attempt++) {
		await pace?.acquire(connection.signal);
		const ended = await exchange(connection, request, timeout);
		if (ended.outcome === 'answered') {
			if (!isTooFast(ended.reply) || attempt >= TRIES_AFTER_429) return ended.reply;
		} else if (attempt >= TRIES_OF_THE_NETWORK || !mayRepeat(ended)) {
			throw pace && ended.outcome === 'lost' ? uncertain(ended.reason) : unreachable(ended.reason);
		}
		const pause = pauseAfter(ended, attempt);
		pace?.pauseFor(pause);
		await clock.sleep(pause, connection.signal);
		if (connection.signal?.aborted) throw cancellation('no');
	}
}

/** On one page Kie.ai uses 429 for missing credits, where no pause helps. */
export const isTooFast = ({ code, message }: Pick<KieReply, 'code' | 'message'>) =>
	(code === 429 || code === 430) && !OUT_OF_CREDITS.test(message);

/** Kie.ai names a pause only rarely; without one it doubles, with jitter so that executions do not march in step. */
export function pauseAfter(ended: Exchange, attempt: number): number {
	const asked = ended.outcome === 'answered' ? ended.reply.retryAfter : undefined;
	const pause = asked ?? FIRST_PAUSE_MS * 2 ** (attempt - 1);
	return Math.min(pause, LONGEST_PAUSE_MS) * (1 + Math.random() / 10);
}

export const unreachable = (reason: string) =>
	new KieError({
		message: `Kie.ai could not be reached: ${reason}`,
		hint: 'Nothing was paid; check the network and the hosts in the Kie.ai credential',
		category: 'network',
		retryable: true,
		creditsTaken: 'no',
	});

export const uncertain = (reason: string) =>
	new KieError({
		message: `The connection to Kie.ai broke before its answer came: ${reason}`,
		hint: 'Kie.ai may have started and charged this task, so it was not sent again; look for it at kie.ai/logs before running it once more',
		category: 'uncertain',
		retryable: false,
		creditsTaken: 'unknown',
	});

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
		// A redirect would take the key to another host, and pay a second time.
		disableFollowRedirect: true,
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout,
		abortSignal: connection.signal,
	};
}

function readAnswer({ statusCode, headers, body }: HttpAnswer): Exchange {
	const envelope = typeof body === 'object' && body !== null ? (body as IDataObject) : undefined;
	const code = Number(envelope?.code ?? Number.NaN);
	if (!envelope || Number.isNaN(code)) {
		if (isTooFast({ code: statusCode, message: '' })) {
			return { outcome: 'answered', reply: bareReply(statusCode, headers) };
		}
		return { outcome: 'lost', reason: `HTTP ${statusCode} without a readable answer` };
	}
	return {
		outcome: 'answered',
		reply: {
			code,
			message: String(envelope.msg ?? envelope.message ?? ''),
			data: envelope.data ?? null,
			retryAfter: retryAfter(headers),
		},
	};
}

const bareReply = (code: number, headers: IDataObject): KieReply => ({
	code,
	message: adviceFor(code, '').hint,
	data: null,
	retryAfter: retryAfter(headers),
});

/** The header counts seconds or names a date. */
export function retryAfter(headers: IDataObject): number | undefined {
	const value = headers['retry-after'];
	if (value === undefined) return undefined;
	const seconds = Number(value);
	const ms = Number.isNaN(seconds) ? Date.parse(String(value)) - clock.now() : seconds * 1000;
	return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** n8n wraps the error of the HTTP client, sometimes twice: the innermost one with a code knows what happened. */
function readNetworkError(error: NetworkError): Exclude<Exchange, { outcome: 'answered' }> {
	const chain: NetworkError[] = [];
	for (let e: NetworkError | undefined = error; e && chain.length < 5; e = e.cause) chain.push(e);
	const source = chain.find((e) => isNetworkCode(e.code));
	const code = source?.code ?? chain.map((e) => e.httpCode).find(isNetworkCode);
	const neverConnected = code && (NEVER_CONNECTED.has(code) || source?.syscall === 'connect');
	const reason = code ?? error.message ?? 'unknown network error';
	return { outcome: neverConnected ? 'notSent' : 'lost', reason };
}

const isNetworkCode = (word: unknown): word is string =>
	typeof word === 'string' && /^E[A-Z]/.test(word);
