/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { existsSync, realpathSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

import type { N8nRelease } from '../releases';
import { cleanEnvironment, runCommand } from './command';
import { cachedFolder, isCached } from './directory';
import { withHeartbeat, type Progress } from './progress';

/** A Node.js to run n8n with. */
export interface NodeRuntime {
	bin: string;
	version: string;
	/** Folder whose `include/node` holds the C headers, when they are there. */
	headers?: string;
}

/** The npm package that carries the official binary and headers. */
const PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;

const folderOf = ({ brought }: N8nRelease['node']) => `node-${brought}`;
const recipeOf = (wanted: N8nRelease['node']) => ({ name: PACKAGE, wanted });

/** The version `nodeRuntime` gives. */
export const versionFor = (wanted: N8nRelease['node']): string =>
	isWithin(process.versions.node, wanted) ? process.versions.node : wanted.brought;

/** Whether `nodeRuntime` has nothing to install. */
export async function hasRuntime(wanted: N8nRelease['node']): Promise<boolean> {
	return (
		isWithin(process.versions.node, wanted) || (await isCached(folderOf(wanted), recipeOf(wanted)))
	);
}

/**
 * The running Node.js if `wanted` allows it, else one from the package registry, kept in
 * the cache.
 */
export async function nodeRuntime(
	wanted: N8nRelease['node'],
	progress: Progress,
): Promise<NodeRuntime> {
	if (isWithin(process.versions.node, wanted)) return runningNode();
	const folder = await cachedFolder(folderOf(wanted), recipeOf(wanted), async (into) => {
		await withHeartbeat(progress, `installing Node.js ${wanted.brought}`, async () => {
			await writeFile(
				join(into, 'package.json'),
				JSON.stringify({ private: true, dependencies: { [PACKAGE]: wanted.brought } }),
			);
			await runCommand('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
				cwd: into,
			});
		});
	});
	const headers = join(folder, 'node_modules', PACKAGE);
	const bin = join(headers, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
	return { bin, version: wanted.brought, headers };
}

/** The environment in which `node` and scripts that begin with `#!/usr/bin/env node` are this runtime. */
export function environmentFor(node: NodeRuntime): NodeJS.ProcessEnv {
	return cleanEnvironment({ PATH: [dirname(node.bin), process.env.PATH].join(delimiter) });
}

function runningNode(): NodeRuntime {
	const bin = realpathSync(process.execPath);
	const prefix = dirname(dirname(bin));
	const hasHeaders = existsSync(join(prefix, 'include', 'node', 'node_api.h'));
	return { bin, version: process.versions.node, headers: hasHeaders ? prefix : undefined };
}

function isWithin(version: string, { min, below }: N8nRelease['node']): boolean {
	return compare(version, min) >= 0 && compare(version, below) < 0;
}

function compare(left: string, right: string): number {
	const rightParts = right.split('.').map(Number);
	const differences = left.split('.').map((part, index) => Number(part) - rightParts[index]);
	return differences.find((difference) => difference !== 0) ?? 0;
}
