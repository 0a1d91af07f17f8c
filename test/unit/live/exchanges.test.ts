/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { VirtualClock } from '../../support/virtual-clock';
import { World } from '../../support/world';
import type { Exchange } from '../../tools/live/exchange';
import { CHECKED_IN, readExchanges, writeExchanges } from '../../tools/live/files';
import { replay } from '../../tools/live/replay';
import { runLiveCheck } from '../../tools/live/run';
import { Scrubber } from '../../tools/live/scrub';

const exchange = (body: unknown, path = '/api/v1/jobs/recordInfo'): Exchange => ({
	...{ request: { method: 'GET', host: 'api', path, query: { taskId: ID } }, status: 200 },
	body,
});
const ID = '5c79aaaabbbbccccddddeeeeffff0001';

describe('the exchanges of the live check', () => {
	it('have placeholders for key, ids, addresses and balance, the same for the same', () => {
		const scrubber = new Scrubber(['secret-key']);
		const data = {
			...{ taskId: ID, echo: 'Bearer secret-key', creditsRemaining: 812.5 },
			resultJson: JSON.stringify({
				resultUrls: ['https://host.example.org/a/b.png?sig=1'],
				audioId: 'voice-of-somebody',
			}),
			again: `${ID} at https://host.example.org/a/b.png?sig=1`,
		};
		expect(scrubber.scrub(exchange({ code: 200, data }))).toEqual({
			...exchange({
				code: 200,
				data: {
					...{ taskId: 'id-1', echo: 'Bearer KEY', creditsRemaining: 1000 },
					resultJson: JSON.stringify({
						...{ resultUrls: ['https://files.example/1.png'], audioId: 'id-2' },
					}),
					again: 'id-1 at https://files.example/1.png',
				},
			}),
			request: expect.objectContaining({ query: { taskId: 'id-1' } }),
		});
		const balance = scrubber.scrub(exchange({ code: 200, data: 4711 }, '/api/v1/chat/credit'));
		expect(balance.body).toEqual({ code: 200, data: 1000 });
	});

	it('keep what Kie.ai tells everybody', () => {
		const list = exchange({ data: [{ id: 'gpt-6-luna' }] }, '/openai/v1/models');
		expect(new Scrubber([]).scrub(list).body).toEqual(list.body);
	});

	describe('written and read again', () => {
		const world = new World(new VirtualClock());
		const folder = mkdtempSync(join(tmpdir(), 'live-check-'));
		beforeAll(async () => {
			await world.open();
			const { url, apiKey } = world.sandbox;
			const only = ['unknown-ids', 'uploads', 'chat-listings', 'success-rate', 'paid'];
			await runLiveCheck({
				...{ apiKey, hosts: { api: url, upload: url }, spend: 60, only, onFact: () => undefined },
				onExchanges: (part, exchanges) => writeExchanges(folder, part, exchanges),
			});
		});
		afterAll(async () => {
			await world.close();
			rmSync(folder, { recursive: true });
		});

		it('hold neither key nor task IDs nor addresses', () => {
			const text = JSON.stringify(readExchanges(folder));
			const { apiKey, tasks, url, filesUrl } = world.sandbox;
			expect(tasks.all.length).toBeGreaterThan(4);
			for (const trace of [apiKey, url, filesUrl, ...tasks.all.map(({ id }) => id)]) {
				expect(text.includes(trace)).toBe(false);
			}
		});

		it('are read as they were, and would not be by another reader', () => {
			const parts = readExchanges(folder);
			for (const [, exchanges] of parts) {
				for (const { reading, ...one } of exchanges) expect(replay(one)).toEqual(reading);
			}
			const states = JSON.stringify(parts.find(([name]) => name === 'paid'));
			for (const word of ['"state":"success"', '"audioId"', 'pong']) expect(states).toContain(word);
		});
	});

	it('that are checked in are read as they were', () => {
		const readings = readExchanges(CHECKED_IN).flatMap(([part, exchanges]) =>
			exchanges.map(({ reading, ...one }) => ({ part, path: one.request.path, reading, one })),
		);
		for (const { one, reading, ...what } of readings) {
			expect({ ...what, reading: replay(one) }).toEqual({ ...what, reading });
		}
	});
});
