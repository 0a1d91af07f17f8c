/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';

import {
	buildPackage,
	packPackage,
	PACKAGE_ROOT,
	unpack,
	type PackedPackage,
} from '../n8n/package/pack';

/** What the checks look at. */
export interface Workplace {
	/** A copy of the sources, without what was built or made. */
	source: string;
	/** The unpacked tarball. */
	unpacked: string;
	packed: PackedPackage;
	remove(): Promise<void>;
}

const NOT_SOURCE = new Set([
	'.cache',
	'.git',
	'artefacts',
	'coverage',
	'demo-output',
	'dist',
	// Goes before the configuration of n8n, which is the one that counts here.
	'eslint.config.js',
	'node_modules',
]);

/**
 * Builds and packs the package and lays it out inside the folder of the tools, so that Node.js finds
 * the project's dependencies first and the tools one folder up.
 */
export async function prepareWorkplace(tools: string): Promise<Workplace> {
	await buildPackage();
	const folder = await mkdtemp(join(tools, 'gate-'));
	const source = join(folder, 'source');
	const unpacked = join(folder, 'unpacked');
	await copySources(source);
	await symlink(join(PACKAGE_ROOT, 'node_modules'), join(source, 'node_modules'));
	await symlink(join(PACKAGE_ROOT, 'node_modules'), join(folder, 'node_modules'));
	const packed = await packPackage(folder);
	await mkdir(unpacked);
	await unpack(packed.tarball, unpacked);
	const remove = async () => await rm(folder, { recursive: true });
	return { source, unpacked, packed, remove };
}

async function copySources(into: string): Promise<void> {
	const names = (await readdir(PACKAGE_ROOT)).filter((name) => !NOT_SOURCE.has(name));
	for (const name of names)
		await cp(join(PACKAGE_ROOT, name), join(into, name), { recursive: true });
}
