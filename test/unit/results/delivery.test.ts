/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { Readable } from 'node:stream';

import type { IDataObject } from 'n8n-workflow';

import type { FileNetwork } from '../../../nodes/kie/files/network';
import type { KieConnection } from '../../../nodes/kie/transport';
import { ResultDelivery } from '../../../nodes/results/delivery';

const connection = { hosts: {}, keyId: '' } as unknown as KieConnection;
const options = {
	download: true,
	outputField: 'data',
	includeNotes: false,
	splitIntoItems: false,
	asTool: false,
};
const PNG = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** A host that has every picture, and a store that has no room for names that end like this. */
const network = (full = /^$/): FileNetwork => ({
	fetch: async () => ({
		statusCode: 200,
		headers: {},
		body: Readable.from([PNG], { objectMode: false }),
	}),
	store: async (content, fileName, mimeType) => {
		if (!Buffer.isBuffer(content)) for await (const piece of content) void piece;
		if (full.test(fileName)) throw new Error('ENOSPC: no space left on device');
		return { data: '', fileName, mimeType };
	},
	open: async () => PNG,
	trustedHosts: [],
});

async function deliver(json: IDataObject, isForSeveral = false, full?: RegExp) {
	const results = new ResultDelivery(connection, network(full));
	results.isForSeveral = isForSeveral;
	const [delivery] = await results.deliver(json, options);
	const names = Object.values(delivery.binary ?? {}).map(({ fileName }) => fileName);
	return { ...delivery, names, incomplete: results.incomplete };
}

const picture = (name: string) => ({ url: 'https://files.example.com/a', kind: 'image', name });
const result = (taskId: string, ...names: string[]): IDataObject => ({
	taskId,
	status: 'success',
	files: names.map(picture) as unknown as IDataObject[],
});
const notes = [{ name: 'Piano', notes: [{ pitch: 60, start: 0, end: 1, velocity: 1 }] }];

describe('names of the files of a result', () => {
	it('that say only the kind carry the end of the task ID', async () => {
		const { names } = await deliver(result('task-0123456789', 'image-1', 'image-2', 'sky'));

		expect(names).toEqual(['image-1-23456789.png', 'image-2-23456789.png', 'sky.png']);
	});

	it('all do where there are several results, those written here included', async () => {
		const { names } = await deliver({ ...result('task-0123456789', 'sky'), notes }, true);

		expect(names).toEqual(['sky-23456789.png', 'notes-23456789.mid']);
	});
});

describe('a file that cannot be written', () => {
	it.each<[string, IDataObject, RegExp]>([
		['stored', { notes }, /mid$/],
		['made', { notes: [{ name: 'Piano', notes: 'none' }] }, /^$/],
	])('because it cannot be %s is noted, and all else is there', async (_what, data, full) => {
		const { json, names, incomplete } = await deliver(
			{ ...result('task', 'sky'), ...data },
			false,
			full,
		);

		expect(json).toMatchObject({
			taskId: 'task',
			status: 'success',
			downloadError: expect.any(String),
		});
		expect(names).toEqual(['sky.png']);
		expect(incomplete).toBe(true);
	});
});

describe('a result of 20 large files', () => {
	const names = Array.from({ length: 20 }, (_, i) => `part-${i}`);

	/** A store with files of a size, and how many were open at the same time. */
	function storeOf(binary: { data: string; id?: string }) {
		const host = network();
		const open = { now: 0, most: 0 };
		const store: FileNetwork['store'] = async (content, fileName, mimeType) => {
			open.most = Math.max(open.most, ++open.now);
			await host.store(content, fileName, mimeType);
			open.now--;
			return { ...binary, fileName, mimeType };
		};
		return { open, network: { ...host, store } };
	}

	const large = 'x'.repeat(80e6);

	it('comes as a whole, four at a time, where n8n stores files', async () => {
		const { open, network: host } = storeOf({ data: 'filesystem-v2', id: 'stored' });

		const [{ binary }] = await new ResultDelivery(connection, host).deliver(
			result('task', ...names),
			options,
		);

		expect(Object.keys(binary ?? {})).toHaveLength(20);
		expect(open.most).toBeLessThanOrEqual(4);
	});

	it('does not fill the memory of an n8n that keeps files there: the rest are links', async () => {
		const { network: host } = storeOf({ data: large });

		const [{ json, binary }] = await new ResultDelivery(connection, host).deliver(
			result('task', ...names),
			options,
		);

		const count = Object.keys(binary ?? {}).length;
		expect(count).toBeGreaterThanOrEqual(4);
		expect(count).toBeLessThanOrEqual(8);
		expect(json).toMatchObject({ status: 'success' });
		expect((json.files as IDataObject[])[19]).toMatchObject({
			url: expect.any(String),
			downloadError: expect.stringContaining('N8N_DEFAULT_BINARY_DATA_MODE'),
		});
	});
});
