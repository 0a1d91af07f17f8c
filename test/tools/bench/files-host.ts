/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- a process of the benchmark, never inside n8n */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startSandbox } from '../../sandbox/server';

/** One gigabyte, as disks are sold. */
const FILE_BYTES = 1_000_000_000;

const PIECE = Buffer.alloc(1_000_000, 'ID3 one gigabyte of song ');

/** Where the other process finds the sandbox, whose songs are a gigabyte long. */
export interface HostReady {
	url: string;
	apiKey: string;
	/** Of the file that comes down. */
	bytes: number;
	sha256: string;
	/** The file itself. */
	songUrl: string;
	/** Takes files as Kie.ai's host for uploads does, and does nothing with them: see {@link takeUpload}. */
	uploadUrl: string;
}

async function sendFile(response: ServerResponse): Promise<void> {
	response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': FILE_BYTES });
	for (let sent = 0; sent < FILE_BYTES && !response.destroyed; sent += PIECE.length) {
		if (!response.write(PIECE)) await once(response, 'drain').catch(() => undefined);
	}
	response.end();
}

/** Counts what arrives, as the fastest host would, so that the sender is what is measured. */
async function takeUpload(request: IncomingMessage, response: ServerResponse): Promise<void> {
	let size = 0;
	request.on('data', (piece: Buffer) => (size += piece.length));
	await once(request, 'end');
	response.setHeader('content-type', 'application/json');
	const data = { downloadUrl: `http://${request.headers.host}/song.mp3`, fileSize: size };
	response.end(JSON.stringify({ success: true, code: 200, data }));
}

function fingerprint(): string {
	const hash = createHash('sha256');
	for (let sent = 0; sent < FILE_BYTES; sent += PIECE.length) hash.update(PIECE);
	return hash.digest('hex');
}

/** Serves in a process of its own, so that its memory is not counted. */
async function main(): Promise<void> {
	const sandbox = await startSandbox({ durations: 1000 });
	const server = createServer((request, response) => {
		void (request.method === 'POST' ? takeUpload(request, response) : sendFile(response));
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const { port } = server.address() as AddressInfo;
	const uploadUrl = `http://127.0.0.1:${port}`;
	const songUrl = `${uploadUrl}/song.mp3`;
	sandbox.files.redirect(/1\.mp3$/, songUrl);
	const { url, apiKey } = sandbox;
	const ready: HostReady = {
		url,
		apiKey,
		bytes: FILE_BYTES,
		sha256: fingerprint(),
		songUrl,
		uploadUrl,
	};
	process.send?.(ready);
	process.once('disconnect', () => process.exit());
}

if (process.send) void main();
