import type { IBinaryData } from 'n8n-workflow';

import { clock } from '../clock';
import { cancellation } from '../errors';
import type { KieFile } from '../types';
import { FileError, openFile, tooLarge } from './fetch';
import { fileName } from './names';
import { type FileNetwork, type Readable, type StreamAnswer, streamFrom } from './network';
import { resumable } from './rangeDownload';
import { HEAD_BYTES, WEB_PAGE, typeOf } from './signatures';

const TRIES = 4;
const FIRST_PAUSE_MS = 2_000;

export interface DownloadOptions {
	/** A larger file is refused. */
	maxBytes?: number;
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
	let { url } = file;
	for (let attempt = 1; ; attempt++) {
		const ended = await fetchAndStore(network, { ...file, url }, options).then(
			(binary) => ({ binary }),
			(error: Error) => ({ error }),
		);
		if ('binary' in ended) return ended.binary;
		if (network.signal?.aborted) throw cancellation();
		const { error } = ended;
		const kind = error instanceof FileError ? error.kind : 'broken';
		if (kind === 'gone' && url === file.url) {
			url = await renewed(file.url, error, options);
			continue;
		}
		if (kind !== 'broken' || attempt >= TRIES) throw error;
		await clock.sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1), network.signal);
	}
}

async function renewed(url: string, gone: Error, { renew }: DownloadOptions): Promise<string> {
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
	{ maxBytes = Infinity }: DownloadOptions,
): Promise<IBinaryData> {
	const answer = await openFile(network, file.url);
	checkSize(answer, maxBytes);
	const pieces = resumable(network, file.url, answer, maxBytes);
	const head = await headOf(pieces);
	const type = typeOf(Buffer.concat(head), file.kind === 'audio');
	if (type === WEB_PAGE && file.kind !== 'text') {
		answer.body.destroy();
		throw new FileError('Its host answered with a web page instead of the file', 'gone');
	}
	const content: Readable = streamFrom(answer.body, joined(head, pieces));
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

async function* joined(head: Uint8Array[], rest: AsyncIterable<Uint8Array>) {
	yield* head;
	yield* rest;
}
