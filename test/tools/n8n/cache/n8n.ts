/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { N8nRelease } from '../releases';
import { runCommand } from './command';
import { cachedFolder, isCached } from './directory';
import { environmentFor, hasRuntime, nodeRuntime, type NodeRuntime, versionFor } from './node';
import { withHeartbeat, type Progress } from './progress';

/** An n8n that can be started. */
export interface InstalledN8n {
	release: N8nRelease;
	/** The script that `node.bin` runs. */
	script: string;
	node: NodeRuntime;
	folder: string;
}

/** A native module compiled for another Node.js can crash the process that loads it. */
const folderOf = ({ version }: N8nRelease, node: string) =>
	`n8n-${version}-node${node.split('.')[0]}`;
const recipeOf = ({ version, overrides }: N8nRelease) => ({ n8n: version, overrides });

/** Whether `installN8n` has nothing to install. */
export async function isInstalled(release: N8nRelease): Promise<boolean> {
	const folder = folderOf(release, versionFor(release.node));
	return (await hasRuntime(release.node)) && (await isCached(folder, recipeOf(release)));
}

/**
 * Brings an n8n and a fitting Node.js into the cache; at once when they are there already.
 * Needs the package registry, python3, make and a C++ compiler the first time.
 */
export async function installN8n(release: N8nRelease, progress: Progress): Promise<InstalledN8n> {
	const node = await nodeRuntime(release.node, progress);
	const name = folderOf(release, node.version);
	const folder = await cachedFolder(name, recipeOf(release), async (into) => {
		await requireTools();
		progress(
			`n8n ${release.version} is not here yet: about 2 GB, three to ten minutes on two cores`,
		);
		await writeManifest(into, release);
		await withHeartbeat(progress, `installing n8n ${release.version}`, async () => {
			await runNpmInstall(into, node);
		});
		await withHeartbeat(progress, 'compiling the SQLite module', async () => {
			await compileSqlite(into, node);
		});
	});
	const script = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	return { release, script, node, folder };
}

const TOOLS = ['python3', 'make', 'c++'];

/** Told before minutes are spent on downloads. @throws Error that names what is missing */
async function requireTools(): Promise<void> {
	for (const tool of TOOLS) {
		await runCommand(tool, ['--version']).catch(() => {
			throw new Error(
				`${tool} is missing: n8n needs python3, make and a C++ compiler here (Debian: apt-get install python3 make g++)`,
			);
		});
	}
}

async function writeManifest(folder: string, { version, overrides }: N8nRelease): Promise<void> {
	const manifest = { name: 'n8n-here', private: true, dependencies: { n8n: version }, overrides };
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, '\t'));
}

/** Without install scripts: several of them fetch binaries from hosts other than the registry. */
async function runNpmInstall(folder: string, node: NodeRuntime): Promise<void> {
	const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
	await runCommand('npm', ['install', ...flags], { cwd: folder, env: environmentFor(node) });
}

/** The one native module n8n cannot start without; its prebuilt binary is not in the package. */
async function compileSqlite(folder: string, node: NodeRuntime): Promise<void> {
	const modules = join(folder, 'node_modules');
	const script = join(modules, 'node-gyp', 'bin', 'node-gyp.js');
	const headers = node.headers ? [`--nodedir=${node.headers}`] : [];
	const cwd = join(modules, 'sqlite3');
	await runCommand(node.bin, [script, 'rebuild', ...headers], {
		cwd,
		env: environmentFor(node),
	});
	await dropIntermediates(join(cwd, 'build', 'Release'));
}

async function dropIntermediates(release: string): Promise<void> {
	const names = (await readdir(release)).filter((name) => !name.endsWith('.node'));
	for (const name of names) await rm(join(release, name), { recursive: true });
}
