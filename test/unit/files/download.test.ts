/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { Readable } from 'node:stream';

import type { IHttpRequestOptions } from 'n8n-workflow';

import { useClock } from '../../../nodes/kie/clock';
import { KieError } from '../../../nodes/kie/errors';
import { download } from '../../../nodes/kie/files/download';
import type { FileNetwork, StreamAnswer } from '../../../nodes/kie/files/network';
import type { KieFile } from '../../../nodes/kie/types';

const file: KieFile = { url: 'https://files.example.com/a', kind: 'audio', name: 'song' };
const PUBLIC = { remoteAddress: '8.8.8.8', remotePort: 443 };

interface Told {
	status?: number;
	headers?: Record<string, string>;
	/** What arrives; an error ends the connection, `silence` leaves it open. */
	pieces?: Array<string | Error | 'silence'>;
	socket?: object;
}

/** A host that answers one request after the other as it is told, and a store that keeps what it gets. */
class Host implements FileNetwork {
	readonly asked: IHttpRequestOptions[] = [];

	readonly stored: string[] = [];

	readonly trustedHosts = ['trusted.internal'];

	filter?: FileNetwork['filter'];

	signal?: AbortSignal;

	storeFails = 0;

	constructor(private readonly answers: Told[]) {}

	async fetch(options: IHttpRequestOptions): Promise<StreamAnswer> {
		const answer = this.answers[this.asked.length];
		this.asked.push(options);
		if (!answer) throw new Error('connect ECONNREFUSED');
		const { status = 200, headers = {}, pieces = [], socket } = answer;
		const body = Readable.from(arriving(pieces), { objectMode: false });
		return { statusCode: status, headers, body: Object.assign(body, socket && { socket }) };
	}

	async store(content: Buffer | Readable, fileName: string, mimeType: string) {
		let text = '';
		for await (const piece of content) text += String(piece);
		if (this.storeFails-- > 0) throw new Error('ENOSPC');
		this.stored.push(text);
		return { data: '', mimeType, fileName };
	}

	async open(): Promise<Buffer> {
		throw new Error('Nothing is read in these tests');
	}
}

async function* arriving(pieces: Array<string | Error>) {
	for (const piece of pieces) {
		if (piece instanceof Error) throw piece;
		if (piece === 'silence') await new Promise(() => {});
		yield Buffer.from(piece);
	}
}

const renew = async () => 'https://files.example.com/fresh';

const reason = async (work: Promise<unknown>) =>
	await work.then(
		() => 'nothing went wrong',
		(error: Error) => error.message,
	);

const MINUTE_MS = 60_000;
const BROKEN = new Error('socket hang up');

describe('download', () => {
	let slept: number[];
	beforeEach(() => {
		slept = [];
		let time = 0;
		useClock({
			now: () => time,
			sleep: async (ms, signal) => {
				// A minute passes only when nothing else is left to happen.
				for (let turn = 0; ms >= MINUTE_MS && turn < 50 && !signal?.aborted; turn++) {
					await new Promise<void>((done) => setImmediate(done));
				}
				if (signal?.aborted) return;
				slept.push(ms);
				time += ms;
			},
		});
	});
	afterEach(() => useClock());

	it('names and types a file by what arrives, however small the pieces are', async () => {
		const host = new Host([{ pieces: ['I', 'D', '3', ' and the song'] }]);

		const binary = await download(host, file, { renew });

		expect(binary).toMatchObject({ fileName: 'song.mp3', mimeType: 'audio/mpeg' });
		expect(host.stored).toEqual(['ID3 and the song']);
	});

	it('asks for the rest of the same version of the file', async () => {
		const host = new Host([
			{ headers: { 'content-length': '9', etag: '"v1"' }, pieces: ['ID3', BROKEN] },
			{ status: 206, headers: { 'content-range': 'bytes 3-8/9' }, pieces: [' song!'] },
		]);

		await download(host, file, { renew });

		expect(host.stored).toEqual(['ID3 song!']);
		expect(host.asked[1].headers).toMatchObject({ range: 'bytes=3-', 'if-range': '"v1"' });
	});

	it('takes up a connection that fell silent', async () => {
		const host = new Host([
			{ headers: { 'content-length': '9' }, pieces: ['ID3', 'silence'] },
			{ status: 206, headers: { 'content-range': 'bytes 3-8/9' }, pieces: [' song!'] },
		]);

		await download(host, file, { renew });

		expect(host.stored).toEqual(['ID3 song!']);
		expect(slept).toContain(MINUTE_MS);
	});

	it.each<[string, Told]>([
		['cannot continue', { pieces: ['ID3 song!'] }],
		['continues elsewhere', { status: 206, headers: { 'content-range': 'bytes 0-8/9' } }],
		['has another file by now', { status: 206, headers: { 'content-range': 'bytes 3-99/100' } }],
		['knows no such range', { status: 416 }],
	])('starts anew where the host %s', async (_what, second) => {
		const host = new Host([
			{ headers: { 'content-length': '9' }, pieces: ['ID3', BROKEN] },
			second,
			{ headers: { 'content-length': '9' }, pieces: ['ID3 song!'] },
		]);

		await download(host, file, { renew });

		expect(host.stored).toEqual(['ID3 song!']);
		expect(host.asked[2].headers).not.toHaveProperty('range');
	});

	it('is content with a connection that breaks after the last byte', async () => {
		const host = new Host([{ headers: { 'content-length': '3' }, pieces: ['ID3', BROKEN] }]);

		await download(host, file, { renew });

		expect(host.stored).toEqual(['ID3']);
	});

	it('fetches again what could not be stored', async () => {
		const host = new Host([{ pieces: ['ID3'] }, { pieces: ['ID3'] }]);
		host.storeFails = 1;

		await download(host, file, { renew });

		expect(host.stored).toEqual(['ID3']);
	});

	it('gives up after four tries with growing pauses', async () => {
		const host = new Host([]);

		expect(await reason(download(host, file, { renew }))).toBe(
			'Its host cannot be reached: connect ECONNREFUSED',
		);
		expect(host.asked).toHaveLength(4);
		expect(slept).toEqual([2_000, 4_000, 8_000]);
	});

	it('stops a file that turns out too large', async () => {
		const host = new Host([{ pieces: ['ID3', 'x'.repeat(30_000), 'silence'] }]);

		expect(await reason(download(host, file, { maxBytes: 20_000, renew }))).toBe(
			'It is larger than 0.02 MB',
		);
		expect(host.stored).toEqual([]);
		expect(host.asked).toHaveLength(1);
	});

	it('renews a link once only', async () => {
		const host = new Host([{ status: 403 }, { status: 403 }]);

		expect(await reason(download(host, file, { renew }))).toBe('Its host answered with HTTP 403');
		expect(host.asked.map(({ url }) => url)).toEqual([
			'https://files.example.com/a',
			'https://files.example.com/fresh',
		]);
	});

	it('ends when the execution is stopped', async () => {
		const stop = new AbortController();
		const host = new Host([]);
		host.signal = stop.signal;
		stop.abort();

		const ended = await download(host, file, { renew }).catch((error: unknown) => error);

		expect(ended).toBeInstanceOf(KieError);
		expect((ended as KieError).failure.category).toBe('cancelled');
		expect(slept).toEqual([]);
	});

	describe('without n8n’s own check of names', () => {
		const inside = { remoteAddress: '127.0.0.1', remotePort: 443 };

		it('refuses what came from a private address', async () => {
			const host = new Host([{ pieces: ['ID3'], socket: inside }]);

			expect(await reason(download(host, file, { renew }))).toContain(
				'files.example.com, which is inside a private network',
			);
			expect(host.stored).toEqual([]);
		});

		it.each<[string, string, object]>([
			['a public address', file.url, PUBLIC],
			['a proxy, on a port of its own', file.url, { ...inside, remotePort: 3128 }],
			['a host of the credential', 'https://trusted.internal/a', inside],
		])('takes what came from %s', async (_what, url, socket) => {
			const host = new Host([{ pieces: ['ID3'], socket }]);

			await download(host, { ...file, url }, { renew });

			expect(host.stored).toEqual(['ID3']);
		});
	});

	it('leaves names that do not resolve here to the proxy', async () => {
		const host = new Host([{ pieces: ['ID3'] }]);
		host.filter = {
			validateUrl: async () => await Promise.reject(new Error('getaddrinfo ENOTFOUND')),
		};

		await download(host, file, { renew });

		expect(host.stored).toEqual(['ID3']);
	});
});
