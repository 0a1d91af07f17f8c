import { clock } from '../clock';
import { FileError, openFile, tooLarge } from './fetch';
import type { FileNetwork, Readable, StreamAnswer } from './network';
import { ProgressWatch } from './progress';

const MOST_RESUMES = 5;
const PAUSE_MS = 1_000;

/** How much of a file is taken, and until when. */
export interface Bounds {
	maxBytes: number;
	/** Milliseconds since 1970. */
	deadline: number;
}

/**
 * The content of a file that has begun to arrive. A connection that breaks or falls silent is taken up where it broke,
 * if the host can do that.
 * @throws {FileError} `broken` when it cannot, `refused` above `maxBytes`, after the deadline, or when it comes too slowly
 */
export async function* resumable(
	network: FileNetwork,
	url: string,
	first: StreamAnswer,
	{ maxBytes, deadline }: Bounds,
): AsyncGenerator<Uint8Array, void, undefined> {
	const total = Number(first.headers['content-length'] ?? Number.NaN);
	let { body } = first;
	let received = 0;
	for (let resumes = 0; ; resumes++) {
		let broke: Error | undefined;
		try {
			for await (const piece of inTime(body, deadline)) {
				received += piece.length;
				if (received > maxBytes) break;
				yield piece;
			}
		} catch (error) {
			broke = error as Error;
		}
		if (received > maxBytes) throw tooLarge(maxBytes);
		if (!broke || received === total) return;
		if (broke instanceof FileError) throw broke;
		if (resumes >= MOST_RESUMES || received === 0) {
			throw new FileError(`The connection broke: ${broke.message}`, 'broken');
		}
		await clock.sleep(PAUSE_MS, network.signal);
		body = await bodyFrom(network, url, received, first);
	}
}

async function* inTime(
	body: Readable,
	deadline: number,
): AsyncGenerator<Uint8Array, void, undefined> {
	const watch = new ProgressWatch(body[Symbol.asyncIterator](), deadline);
	try {
		for (;;) {
			const { value, done } = await watch.next();
			if (done) return;
			yield value;
		}
	} finally {
		watch.end();
		body.destroy();
	}
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
	if (answer.statusCode === 206 && continues(answer.headers, position, before)) return answer.body;
	answer.body.destroy();
	throw new FileError('The connection broke, and its host cannot continue a file', 'broken');
}

type Headers = StreamAnswer['headers'];

/** Some hosts ignore `If-Range` and send a part of whatever is there by now. */
function continues(headers: Headers, position: number, before: Headers): boolean {
	const range = String(headers['content-range'] ?? '');
	const total = before['content-length'];
	return (
		range.startsWith(`bytes ${position}-`) &&
		(!total || range.endsWith(`/${String(total)}`)) &&
		['etag', 'last-modified'].every((name) => isSame(headers[name], before[name]))
	);
}

const isSame = (now: unknown, before: unknown) => !now || !before || now === before;
