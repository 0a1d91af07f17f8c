import type { IBinaryData } from 'n8n-workflow';

import { clock } from '../clock';
import { cancellation } from '../errors';
import type { KieFile } from '../types';
import { FileError, openFile, tooLarge } from './fetch';
import { fileName } from './names';
import { type FileNetwork, type Readable, type StreamAnswer, streamFrom } from './network';
import { contentProblem } from './noFile';
import { tookTooLong } from './progress';
import { type Bounds, resumable } from './rangeDownload';
import { HEAD_BYTES, typeOf } from './signatures';

const TRIES = 4;
const FIRST_PAUSE_MS = 2_000;

/** A thousand megabytes: no result of Kie.ai is known to be larger, and a host without end has to be left some time. */
const DEFAULT_MAX_BYTES = 1e9;
const DEFAULT_TIME_LIMIT_MS = 60 * 60 * 1000;

interface DownloadOptions {
	/** A larger file is refused; {@link DEFAULT_MAX_BYTES} unless given. */
	maxBytes?: number;
	/** Milliseconds for all tries together; an hour unless given. */
	timeLimit?: number;
	/** Asks Kie.ai for a new link to a file of which the old one has expired. */
	renew(url: string): Promise<string>;
}

/**
 * Fetches a file and puts it into n8n's binary store, piece by piece. Fetching and storing are tried again as one step;
 * a link that has expired is renewed once.
 * @throws {FileError} @throws {KieError} category `cancelled`
 */
export async function download(
	network: FileNetwork,
	file: KieFile,
	options: DownloadOptions,
): Promise<IBinaryData> {
	const { maxBytes = DEFAULT_MAX_BYTES, timeLimit = DEFAULT_TIME_LIMIT_MS } = options;
	const bounds = { maxBytes, deadline: clock.now() + timeLimit };
	let { url } = file;
	let isRenewed = false;
	for (let attempt = 1; ; attempt++) {
		const ended = await fetchAndStore(network, { ...file, url }, bounds).then(
			(binary) => ({ binary }),
			(error: Error) => ({ error }),
		);
		if ('binary' in ended) return ended.binary;
		if (network.signal?.aborted) throw cancellation();
		const { error } = ended;
		const kind = error instanceof FileError ? error.kind : 'broken';
		if (kind === 'gone' && !isRenewed) {
			url = await renewLink(file.url, error, options);
			isRenewed = true;
			continue;
		}
		if (kind !== 'broken' || attempt >= TRIES) throw error;
		if (clock.now() >= bounds.deadline) throw tookTooLong();
		await clock.sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1), network.signal);
	}
}

async function renewLink(url: string, gone: Error, { renew }: DownloadOptions): Promise<string> {
	const answer = await renew(url).then(
		(fresh) => ({ fresh }),
		(error: Error) => ({ error }),
	);
	if ('fresh' in answer) return answer.fresh;
	throw new FileError(
		`${gone.message}, and Kie.ai gave no new link: ${answer.error.message}`,
		'refused',
	);
}

async function fetchAndStore(
	network: FileNetwork,
	file: KieFile,
	bounds: Bounds,
): Promise<IBinaryData> {
	const answer = await openFile(network, file.url);
	checkSize(answer, bounds.maxBytes);
	const pieces = resumable(network, file.url, answer, bounds);
	const head = await headOf(pieces);
	const start = Buffer.concat(head);
	const type = typeOf(start, file.kind === 'audio');
	const problem = contentProblem(file.kind, type, start);
	if (problem) {
		await pieces.return();
		throw new FileError(`Its host answered with ${problem} instead of the file`, 'gone');
	}
	const content: Readable = streamFrom(answer.body, joinChunks(head, pieces));
	return await network.store(content, fileName(file, type.extension), type.mimeType);
}

function checkSize({ headers, body }: StreamAnswer, maxBytes: number): void {
	if (!(Number(headers['content-length']) > maxBytes)) return;
	body.destroy();
	throw tooLarge(maxBytes);
}

/** The first pieces of a file, enough to tell what it is. */
async function headOf(pieces: AsyncIterator<Uint8Array>): Promise<Uint8Array[]> {
	const head: Uint8Array[] = [];
	for (let length = 0; length < HEAD_BYTES; length += head[head.length - 1].length) {
		const { value, done } = await pieces.next();
		if (done) break;
		head.push(value);
	}
	return head;
}

async function* joinChunks(head: Uint8Array[], rest: AsyncIterable<Uint8Array>) {
	yield* head;
	yield* rest;
}
