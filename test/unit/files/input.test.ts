import type { IBinaryData } from 'n8n-workflow';

import { InputFile } from '../../../nodes/kie/files/input';

const PIECE = Buffer.alloc(1_000_000, 'ID3 a song ');

/** A store that counts how many pieces of a file are read. */
function storeOf(pieces: number, storedSize: () => Promise<number>) {
	const store = {
		read: 0,
		storedSize,
		async open() {
			return content() as unknown as Buffer;
		},
	};
	async function* content() {
		for (let i = 0; i < pieces; i++) {
			store.read++;
			yield PIECE;
		}
	}
	return store;
}

async function inspected(store: ReturnType<typeof storeOf>, id = 'filesystem-v2:one', rule = {}) {
	const binary: IBinaryData = { id, data: '', mimeType: 'application/octet-stream' };
	const file = new InputFile(binary, 'Audio', rule);
	await file.inspect(store);
	return file;
}

describe('a stored file', () => {
	it('is known by its content while it is small', async () => {
		const store = () => storeOf(3, async () => 3e6);

		const [one, other] = [await inspected(store()), await inspected(store(), 'another')];

		expect(one.facts).toMatchObject({ bytes: 3e6, extension: 'mp3' });
		expect(one.toJSON()).toBe(other.toJSON());
	});

	it('is known by its ID where it is large, and only its start is read', async () => {
		const store = storeOf(1000, async () => 1e9);

		const [one, other] = [await inspected(store), await inspected(store, 'another')];

		expect(store.read).toBe(2);
		expect(one.facts).toMatchObject({ bytes: 1e9, mimeType: 'audio/mpeg' });
		expect(one.toJSON()).toBe((await inspected(store)).toJSON());
		expect(one.toJSON()).not.toBe(other.toJSON());
	});

	it('is read where its store cannot say how large it is', async () => {
		const store = storeOf(20, async () => await Promise.reject(new Error('no metadata')));

		expect((await inspected(store)).facts.bytes).toBe(20e6);
	});

	it('that is too large is refused unread', async () => {
		const store = storeOf(1000, async () => 1e9);

		await expect(inspected(store, 'one', { maxMb: 100 })).rejects.toThrow(
			'Audio takes at most 100 MB, but the file has 1000 MB',
		);
		expect(store.read).toBe(1);
	});
});
