/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { runCommand } from '../cache/command';
import { unpack } from './pack';

const INSTALL_FLAGS = [
	'--audit=false',
	'--fund=false',
	'--bin-links=false',
	'--install-strategy=shallow',
	'--ignore-scripts=true',
	'--package-lock=false',
];

/** What n8n's list of community packages says of one. */
export interface InstalledPackage {
	name: string;
	version: string;
	author: { name?: string; email?: string };
}

/**
 * Installs a tarball into n8n's user folder the way n8n itself installs a community package
 * (n8n 2.41.1, `community-packages.service.js#downloadPackage`): unpacked into
 * `.n8n/nodes/node_modules/<name>`, development and peer dependencies dropped from its manifest, then
 * `npm install`. n8n's own installer is not called because it only asks the public registry.
 * n8n loads what lies in that folder at its next start, with the type prefix `<name>.`.
 */
export async function installCommunityPackage(
	userFolder: string,
	tarball: string,
): Promise<InstalledPackage> {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const staging = join(nodesFolder, 'unpacked');
	await recreate(staging);
	await unpack(tarball, staging);
	const manifest = await runtimeManifest(staging);
	const { name, version, author = {} } = manifest;

	const folder = join(nodesFolder, 'node_modules', name);
	await recreate(folder);
	await unpack(tarball, folder);
	await rm(staging, { recursive: true });
	await writeJson(join(folder, 'package.json'), manifest);
	await runCommand('npm', ['install', ...INSTALL_FLAGS], { cwd: folder });
	await writeJson(join(nodesFolder, 'package.json'), {
		name: 'installed-nodes',
		private: true,
		dependencies: { [name]: version },
	});
	return { name, version, author };
}

async function runtimeManifest(
	folder: string,
): Promise<InstalledPackage & Record<string, unknown>> {
	const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	for (const dropped of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete manifest[dropped];
	}
	return manifest;
}

async function recreate(folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
}

async function writeJson(file: string, value: unknown): Promise<void> {
	await writeFile(file, JSON.stringify(value, null, 2));
}
