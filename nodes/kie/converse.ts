import { type HttpAnswer, type Unanswered, retryAfter } from './answers';
import { pauseAfterAnswer, pauseAfterSilence, repeatInTurn } from './attempts';
import { type Block, readBlock } from './blocked';
import { type KieError, refusal } from './errors';
import { modelFailure, submissionFailure } from './failures';
import { isRefusal } from './refusals';
import { type KieConnection, sendOnce } from './transport';
import type { KieRequest } from './types';

/** What the reader of a chat answer says of one that is none; any other outcome is the caller's own. */
type NoChatAnswer =
	| { outcome: 'refused'; code: number; message: string }
	/** No readable answer came, or one that broke off. */
	| { outcome: 'lost'; reason: string };

interface ConverseOptions {
	/** Milliseconds. */
	timeout?: number;
	/** Called when its turn has come, right before every sending. What it throws is the end of it. */
	onSend?(): void;
}

type Turn<R> = Unanswered | { outcome: 'read'; reading: R; answer: HttpAnswer };

/** Models think for minutes. */
const CHAT_TIMEOUT_MS = 600_000;

/**
 * Asks a chat model, which answers in the format of its maker and without Kie.ai's envelope. The request is sent again
 * only where it surely was not answered: after 429, and where no connection came about.
 * @param read reads an HTTP answer of any status. Its body is text, or JSON that was parsed whatever its content type is
 * @throws {KieError} a refusal; category `uncertain` when no whole answer came back.
 */
export async function converse<R extends Reading>(
	connection: KieConnection,
	request: KieRequest,
	read: (answer: HttpAnswer) => R,
	{ timeout = CHAT_TIMEOUT_MS, onSend }: ConverseOptions = {},
): Promise<Exclude<R, NoChatAnswer>> {
	const { keyId, signal } = connection;
	const ended = await repeatInTurn<Turn<R>>({
		keyId,
		signal,
		onSend,
		async send() {
			const sent = await sendOnce(connection, request, timeout);
			return 'outcome' in sent ? sent : readTurn(sent, read);
		},
		answerIn: refusalIn,
		pauseBefore,
	});
	if (ended.outcome !== 'read') throw submissionFailure(ended);
	const { reading, answer } = ended;
	if (isRefused(reading)) throw refusalError(reading, answer);
	if (isLost(reading)) throw submissionFailure(reading);
	return reading as Exclude<R, NoChatAnswer>;
}

function readTurn<R>(answer: HttpAnswer, read: (answer: HttpAnswer) => R): Turn<R> {
	const block = blockOf(answer);
	return block
		? { outcome: 'blocked', ...block }
		: { outcome: 'read', reading: read(answer), answer };
}

/** Refusals of models are JSON or events; a page comes from somebody on the way. */
function blockOf({ statusCode, headers, body }: HttpAnswer): Block | undefined {
	const isPage = typeof body === 'string' && /^\s*</.test(body);
	return isPage ? readBlock(statusCode, headers, body) : undefined;
}

function pauseBefore<R extends Reading>(last: Turn<R>, attempt: number): number | undefined {
	if (last.outcome === 'notSent') return pauseAfterSilence(attempt);
	const refused = refusalIn(last);
	return refused && pauseAfterAnswer(refused, attempt);
}

function refusalIn<R extends Reading>(turn: Turn<R>) {
	if (turn.outcome !== 'read' || !isRefused(turn.reading)) return undefined;
	const { code, message } = turn.reading;
	return { code, message, retryAfter: retryAfter(turn.answer.headers) };
}

type Reading = { outcome: string };

const isRefused = (reading: Reading): reading is Extract<NoChatAnswer, { outcome: 'refused' }> =>
	reading.outcome === 'refused';

const isLost = (reading: Reading): reading is Extract<NoChatAnswer, { outcome: 'lost' }> =>
	reading.outcome === 'lost';

function refusalError(
	{ code, message }: Extract<NoChatAnswer, { outcome: 'refused' }>,
	{ statusCode, headers }: HttpAnswer,
): KieError {
	return isRefusal({ code, message, httpStatus: statusCode, data: null })
		? refusal({ code, message, data: null, retryAfter: retryAfter(headers) })
		: modelFailure(code, message);
}
