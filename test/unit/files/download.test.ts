/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { Readable } from 'node:stream';

import type { IHttpRequestOptions } from 'n8n-workflow';

import { clock, useClock } from '../../../nodes/kie/clock';
import { KieError } from '../../../nodes/kie/errors';
import { download } from '../../../nodes/kie/files/download';
import type { FileNetwork, StreamAnswer } from '../../../nodes/kie/files/network';
import type { KieFile } from '../../../nodes/kie/types';
import { VirtualClock } from '../../support/virtual-clock';

const file: KieFile = { url: 'https://files.example.com/a', kind: 'audio', name: 'song' };
const PUBLIC = { remoteAddress: '8.8.8.8', remotePort: 443 };

interface Told {
	status?: number;
	headers?: Record<string, string>;
	/** What arrives; an error ends the connection, `silence` leaves it open. */
	pieces?: Array<string | Error | 'silence'> | AsyncIterable<string>;
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

async function* arriving(pieces: Iterable<string | Error> | AsyncIterable<string>) {
	for await (const piece of pieces) {
		if (piece instanceof Error) throw piece;
		if (piece === 'silence') await new Promise(() => {});
		yield Buffer.from(piece);
	}
}

const FRESH = 'https://files.example.com/fresh';
const renew = async () => FRESH;

const reason = async (work: Promise<unknown>) =>
	await work.then(
		() => 'nothing went wrong',
		(error: Error) => error.message,
	);

const MINUTE_MS = 60_000;
const BROKEN = new Error('socket hang up');
const REST = { 'content-range': 'bytes 3-8/9' };

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
		['has another version by now', { status: 206, headers: { ...REST, etag: '"v2"' } }],
		[
			'has a newer version',
			{ status: 206, headers: { ...REST, 'last-modified': 'Wed, 25 Nov 2026 20:00:00 GMT' } },
		],
		['knows no such range', { status: 416 }],
	])('starts anew where the host %s', async (_what, second) => {
		const headers = {
			'content-length': '9',
			etag: '"v1"',
			'last-modified': 'Tue, 24 Nov 2026 20:00:00 GMT',
		};
		const host = new Host([
			{ headers, pieces: ['ID3', BROKEN] },
			{ pieces: [' song?'], ...second },
			{ headers, pieces: ['ID3 song!'] },
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

	it('renews a link once although the new one is the same', async () => {
		const host = new Host(Array.from({ length: 9 }, () => ({ status: 404 })));
		const asked: string[] = [];
		const same = async (url: string) => {
			asked.push(url);
			return url;
		};

		expect(await reason(download(host, file, { renew: same }))).toBe(
			'Its host answered with HTTP 404',
		);
		expect(asked).toEqual([file.url]);
		expect(host.asked).toHaveLength(2);
	});

	describe('takes for no file', () => {
		const ERROR_XML = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>';

		it.each<[string, KieFile['kind'], string, string]>([
			['0 bytes', 'audio', '', 'nothing'],
			['0 bytes of anything', 'file', '', 'nothing'],
			['a web page', 'video', '<!DOCTYPE html><html>', 'a web page'],
			['JSON in place of a song', 'audio', '{"code":404,"msg":"file expired"}', 'an error'],
			['JSON in place of a picture', 'image', '{"detail":"gone"}', 'an error'],
			['an error in JSON', 'file', '{"code":404,"msg":"file expired"}', 'an error'],
			['an error in JSON in place of text', 'text', '{"error":{"code":1}}', 'an error'],
			['the error of a storage host', 'file', ERROR_XML, 'an error'],
			['the error of a storage host in place of a song', 'audio', ERROR_XML, 'an error'],
		])('%s', async (_what, kind, content, what) => {
			const host = new Host([{ pieces: [content] }, { pieces: [content] }]);

			expect(await reason(download(host, { ...file, kind }, { renew }))).toBe(
				`Its host answered with ${what} instead of the file`,
			);
			expect(host.asked.map(({ url }) => url)).toEqual([file.url, FRESH]);
			expect(host.stored).toEqual([]);
		});

		it.each<[KieFile['kind'], string]>([
			['text', '{"words":[]}'],
			['file', '{"code":200,"msg":"success"}'],
			['file', '<?xml version="1.0"?><score-partwise/>'],
			['image', '<svg xmlns="http://www.w3.org/2000/svg">'],
			['text', '<html>'],
		])('but keeps for %s: %s', async (kind, content) => {
			const host = new Host([{ pieces: [content] }]);

			await download(host, { ...file, kind }, { renew });

			expect(host.stored).toEqual([content]);
		});
	});

	describe('ends', () => {
		beforeEach(() => useClock(new VirtualClock(0)));

		/** Pieces without end, with a pause before each. */
		async function* endless(bytes: number, everyMs: number): AsyncGenerator<string> {
			const piece = 'x'.repeat(bytes);
			yield 'ID3';
			for (;;) {
				await clock.sleep(everyMs);
				yield piece;
			}
		}

		it('with a host that has more than any result, also where the user named no limit', async () => {
			const host = new Host([{ headers: { 'content-length': '1000000001' }, pieces: ['ID3'] }]);

			expect(await reason(download(host, file, { renew }))).toBe('It is larger than 1000 MB');
			expect(host.asked).toHaveLength(1);
			expect(host.stored).toEqual([]);
		});

		it('with a host that trickles', async () => {
			const host = new Host([{ pieces: endless(10_000, 20_000) }]);

			expect(await reason(download(host, file, { renew }))).toBe(
				'It comes slower than 1 kB per second',
			);
			expect(host.asked).toHaveLength(1);
		});

		it('at its time limit', async () => {
			const host = new Host([{ pieces: endless(100_000, 20_000) }]);

			expect(await reason(download(host, file, { renew, timeLimit: 10 * MINUTE_MS }))).toBe(
				'It did not arrive within the time limit',
			);
			expect(clock.now()).toBe(10 * MINUTE_MS);
			expect(host.asked).toHaveLength(1);
		});

		it('at its time limit with a host that stays broken', async () => {
			const host = new Host([]);

			expect(await reason(download(host, file, { renew, timeLimit: 3_000 }))).toBe(
				'It did not arrive within the time limit',
			);
			expect(host.asked).toHaveLength(3);
		});
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
