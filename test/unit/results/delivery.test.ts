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
