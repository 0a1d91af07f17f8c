import { clock } from '../clock';
import { OUT_OF_CREDITS, cancellation } from '../errors';
import { type KieConnection, type OpenAnswer, openStream } from '../transport';
import type { KieRequest } from '../types';
import { type ChatReply, ChatReader } from './reply';
import type { ChatDelta, ChatFormat } from './types';

/** How a question ended. `notSent`: it never reached Kie.ai. */
export type ChatEnd = ChatReply | { outcome: 'notSent'; reason: string };

const TRIES = 4;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Asks a chat model: gives what its answer consists of while it comes in, then how it ended. The question is sent again
 * only where it surely cost nothing: Kie.ai said 429, or the connection never came about.
 * @throws {KieError} category `cancelled` when the signal aborts
 */
export async function* askModel(
	connection: KieConnection,
	request: KieRequest,
	format: ChatFormat,
	signal = connection.signal,
): AsyncGenerator<ChatDelta, ChatEnd> {
	for (let attempt = 1; ; attempt++) {
		const answer = await openStream(connection, request, signal);
		const end =
			answer.outcome === 'open' ? yield* readStream(answer, format, signal) : noAnswer(answer);
		if (attempt === TRIES || !costNothing(end)) return end;
		const asked = answer.outcome === 'open' ? answer.retryAfter : undefined;
		const pause = asked ?? FIRST_PAUSE_MS * 2 ** (attempt - 1);
		await clock.sleep(Math.min(pause, LONGEST_PAUSE_MS), signal);
		if (signal?.aborted) throw cancellation('no');
	}
}

async function* readStream(
	{ statusCode, body }: OpenAnswer,
	format: ChatFormat,
	signal?: AbortSignal,
): AsyncGenerator<ChatDelta, ChatReply> {
	const reader = new ChatReader(format, statusCode);
	for await (const piece of untilBroken(body)) yield* reader.push(piece);
	if (signal?.aborted) throw cancellation();
	return reader.end();
}

/** Where a connection breaks, what was read tells whether anything is missing. */
async function* untilBroken(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield* body;
	} catch {
		return;
	}
}

const noAnswer = ({
	outcome,
	reason,
}: {
	outcome: 'notSent' | 'lost';
	reason: string;
}): ChatEnd => ({
	outcome,
	reason,
});

/** On one page Kie.ai uses 429 for missing credits, where no pause helps. */
const costNothing = (end: ChatEnd) =>
	end.outcome === 'notSent' ||
	(end.outcome === 'refused' &&
		end.code === 429 &&
		!end.partial &&
		!OUT_OF_CREDITS.test(end.message));
