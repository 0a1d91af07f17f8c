/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- a process of the benchmark, never inside n8n */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startSandbox } from '../../sandbox/server';

/** One gigabyte, as disks are sold. */
export const FILE_BYTES = 1_000_000_000;

const PIECE = Buffer.alloc(1_000_000, 'ID3 one gigabyte of song ');

/** Where the other process finds the sandbox, whose songs are a gigabyte long. */
export interface HostReady {
	url: string;
	apiKey: string;
	/** Of the file that comes down. */
	sha256: string;
}

async function sendFile(response: ServerResponse): Promise<void> {
	response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': FILE_BYTES });
	for (let sent = 0; sent < FILE_BYTES && !response.destroyed; sent += PIECE.length) {
		if (!response.write(PIECE)) await once(response, 'drain').catch(() => undefined);
	}
	response.end();
}

function fingerprint(): string {
	const hash = createHash('sha256');
	for (let sent = 0; sent < FILE_BYTES; sent += PIECE.length) hash.update(PIECE);
	return hash.digest('hex');
}

/** Serves in a process of its own, so that its memory is not counted. Asked for anything, it tells what was uploaded. */
async function main(): Promise<void> {
	const sandbox = await startSandbox({ durations: 1000 });
	const server = createServer((_, response) => void sendFile(response));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	sandbox.files.redirect(/1\.mp3$/, `http://127.0.0.1:${port}/song.mp3`);
	const { url, apiKey } = sandbox;
	process.send?.({ url, apiKey, sha256: fingerprint() } satisfies HostReady);
	process.on('message', () => process.send?.(sandbox.uploads));
	process.once('disconnect', () => process.exit());
}

if (process.send) void main();
