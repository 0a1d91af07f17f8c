/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const READY_FILE = 'ready.json';

/** Folder outside the source tree for what is brought from the package registry. `N8N_KIE_CACHE` moves it. */
export function cacheRoot(): string {
	return process.env.N8N_KIE_CACHE ?? join(homedir(), '.cache', 'n8n-nodes-kie-ai');
}

/**
 * A folder of the cache that is either complete or absent. It is made under another name and renamed
 * when it is finished, so a build that was interrupted is never taken for a good one, and is made
 * again when its recipe changes.
 * @param recipe everything that decides the content, as JSON
 * @param build fills the folder it is given; must not leave its absolute path inside
 */
export async function cachedFolder(
	name: string,
	recipe: unknown,
	build: (folder: string) => Promise<void>,
): Promise<string> {
	const folder = join(cacheRoot(), name);
	const key = keyOf(recipe);
	if (await isReady(folder, key)) return folder;

	await dropAbandoned(folder);
	const temporary = `${folder}.${process.pid}.part`;
	await mkdir(temporary, { recursive: true });
	try {
		await build(temporary);
		await writeFile(join(temporary, READY_FILE), JSON.stringify({ key }));
		await putInPlace(temporary, folder, key);
	} finally {
		await rm(temporary, { recursive: true, force: true });
	}
	return folder;
}

/** Whether the folder of the cache is there, made by this recipe. */
export async function isCached(name: string, recipe: unknown): Promise<boolean> {
	return await isReady(join(cacheRoot(), name), keyOf(recipe));
}

const keyOf = (recipe: unknown): string =>
	createHash('sha256').update(JSON.stringify(recipe)).digest('hex').slice(0, 16);

async function isReady(folder: string, key: string): Promise<boolean> {
	const file = join(folder, READY_FILE);
	if (!existsSync(file)) return false;
	return JSON.parse(await readFile(file, 'utf8')).key === key;
}

/** Removes what builds that were killed left behind. */
async function dropAbandoned(folder: string): Promise<void> {
	const parent = dirname(folder);
	await mkdir(parent, { recursive: true });
	for (const name of await readdir(parent)) {
		const path = join(parent, name);
		const pid = path.startsWith(`${folder}.`) && /^\.(\d+)\.part$/.exec(path.slice(folder.length));
		if (pid && !isRunning(Number(pid[1]))) await rm(path, { recursive: true, force: true });
	}
}

function isRunning(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch {
		return false;
	}
}

async function putInPlace(temporary: string, folder: string, key: string): Promise<void> {
	// Another process may have finished the same folder meanwhile; its result is as good as ours.
	if (await isReady(folder, key)) return;
	await rm(folder, { recursive: true, force: true });
	await rename(temporary, folder);
}
