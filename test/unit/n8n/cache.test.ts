/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { cachedFolder, isCached, isInstalled } from '../../tools/n8n/cache';
import { NEWEST } from '../../tools/n8n/releases';

/** No process has this id: Linux and macOS give out smaller ones. */
const DEAD_PID = 2 ** 30;

describe('cachedFolder', () => {
	const before = process.env.N8N_KIE_CACHE;
	let root: string;
	beforeEach(async () => {
		root = await mkdtemp(join(tmpdir(), 'cache-test-'));
		process.env.N8N_KIE_CACHE = root;
	});
	afterEach(async () => {
		if (before === undefined) delete process.env.N8N_KIE_CACHE;
		else process.env.N8N_KIE_CACHE = before;
		await rm(root, { recursive: true });
	});

	const builder = (content: string) =>
		jest.fn(async (folder: string) => await writeFile(join(folder, content), ''));

	it('builds once and then finds what is there', async () => {
		const build = builder('tool');

		const first = await cachedFolder('thing', { version: 1 }, build);
		const second = await cachedFolder('thing', { version: 1 }, build);

		expect(first).toBe(join(root, 'thing'));
		expect(second).toBe(first);
		expect(existsSync(join(first, 'tool'))).toBe(true);
		expect(build).toHaveBeenCalledTimes(1);
	});

	it('builds again, from nothing, when the recipe changes', async () => {
		await cachedFolder('thing', { version: 1 }, builder('old'));

		const folder = await cachedFolder('thing', { version: 2 }, builder('new'));

		expect(existsSync(join(folder, 'new'))).toBe(true);
		expect(existsSync(join(folder, 'old'))).toBe(false);
	});

	it('leaves nothing behind when the build fails, and tries again next time', async () => {
		const failing = cachedFolder('thing', {}, async () => await Promise.reject(new Error('no')));
		await expect(failing).rejects.toThrow('no');
		expect(await readdir(root)).toEqual([]);

		const folder = await cachedFolder('thing', {}, builder('tool'));

		expect(existsSync(join(folder, 'tool'))).toBe(true);
	});

	it('does not take a folder without its mark for a finished one', async () => {
		await mkdir(join(root, 'thing'));
		await writeFile(join(root, 'thing', 'half'), '');

		const folder = await cachedFolder('thing', {}, builder('tool'));

		expect(existsSync(join(folder, 'half'))).toBe(false);
	});

	it('clears away what a killed build left, but not what a running one is at', async () => {
		await mkdir(join(root, `thing.${DEAD_PID}.part`));
		await mkdir(join(root, `thing.${process.ppid}.part`));

		await cachedFolder('thing', {}, builder('tool'));

		expect((await readdir(root)).sort()).toEqual(['thing', `thing.${process.ppid}.part`]);
	});

	it('tells what is there without building it', async () => {
		expect(await isCached('thing', { version: 1 })).toBe(false);
		expect(await isInstalled(NEWEST)).toBe(false);
		expect(await readdir(root)).toEqual([]);

		await cachedFolder('thing', { version: 1 }, builder('tool'));

		expect(await isCached('thing', { version: 1 })).toBe(true);
		expect(await isCached('thing', { version: 2 })).toBe(false);
	});
});
