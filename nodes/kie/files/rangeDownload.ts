import { clock } from '../clock';
import { FileError, openFile, tooLarge } from './fetch';
import type { FileNetwork, Readable, StreamAnswer } from './network';

const MOST_RESUMES = 5;
const PAUSE_MS = 1_000;

/** n8n itself would wait without end. */
const SILENCE_MS = 60_000;

/**
 * The content of a file that has begun to arrive. A connection that breaks or falls silent is taken up where it broke,
 * if the host can do that.
 * @throws {FileError} `broken` when it cannot, `refused` above `maxBytes`
 */
export async function* resumable(
	network: FileNetwork,
	url: string,
	first: StreamAnswer,
	maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
	const total = Number(first.headers['content-length'] ?? Number.NaN);
	let { body } = first;
	let received = 0;
	for (let resumes = 0; ; resumes++) {
		let broke: Error | undefined;
		try {
			for await (const piece of untilSilent(body)) {
				received += piece.length;
				if (received > maxBytes) break;
				yield piece;
			}
		} catch (error) {
			broke = error as Error;
		}
		if (received > maxBytes) throw tooLarge(maxBytes);
		if (!broke || received === total) return;
		if (resumes >= MOST_RESUMES || received === 0) {
			throw new FileError(`The connection broke: ${broke.message}`, 'broken');
		}
		await clock.sleep(PAUSE_MS, network.signal);
		body = await bodyFrom(network, url, received, first);
	}
}

async function* untilSilent(body: Readable): AsyncGenerator<Uint8Array, void, undefined> {
	const pieces = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
	try {
		for (;;) {
			const { value, done } = await soon(pieces.next());
			if (done) return;
			yield value;
		}
	} finally {
		body.destroy();
	}
}

/** Who waits for a piece. Empty once it came: an alarm outlives its piece and must not keep it in memory. */
interface Waiting {
	fail?: (error: Error) => void;
}

/** Only the waiting counts: who receives may take as long as it needs. */
async function soon<T>(next: Promise<T>): Promise<T> {
	const waiting: Waiting = {};
	const over = new AbortController();
	void alarm(waiting, over.signal);
	return await new Promise<T>((resolve, reject) => {
		waiting.fail = reject;
		next.then(resolve, reject);
	}).finally(() => {
		waiting.fail = undefined;
		// Without a reason one would be made whose stack trace keeps the piece in memory as long as the signal.
		over.abort(false);
	});
}

async function alarm(waiting: Waiting, over: AbortSignal): Promise<void> {
	await clock.sleep(SILENCE_MS, over);
	waiting.fail?.(new Error('nothing was received for a minute'));
}

/** The rest of a file. The host has to say that it continues the same file, or the pieces would not fit. */
async function bodyFrom(
	network: FileNetwork,
	url: string,
	position: number,
	{ headers: before }: StreamAnswer,
): Promise<Readable> {
	const version = before.etag ?? before['last-modified'];
	const headers = { range: `bytes=${position}-`, ...(version ? { 'if-range': version } : {}) };
	const opened = await openFile(network, url, headers).then(
		(answer) => ({ answer }),
		(error: FileError) => ({ error }),
	);
	if ('error' in opened) {
		const { message, kind } = opened.error;
		throw new FileError(`The connection broke: ${message}`, kind === 'gone' ? 'gone' : 'broken');
	}
	const { answer } = opened;
	if (answer.statusCode === 206 && continues(answer, position, before['content-length'])) {
		return answer.body;
	}
	answer.body.destroy();
	throw new FileError('The connection broke, and its host cannot continue a file', 'broken');
}

function continues({ headers }: StreamAnswer, position: number, total: unknown): boolean {
	const range = String(headers['content-range'] ?? '');
	return range.startsWith(`bytes ${position}-`) && (!total || range.endsWith(`/${String(total)}`));
}
