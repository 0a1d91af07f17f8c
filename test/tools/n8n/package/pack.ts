/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { runCommand } from '../cache/command';

/** A tarball as `npm publish` would upload it. */
export interface PackedPackage {
	name: string;
	version: string;
	tarball: string;
	/** Paths inside the package. */
	files: string[];
	/** Bytes of the tarball, and of its content once unpacked. */
	size: number;
	unpackedSize: number;
}

/** The folder of this package's sources. */
export const PACKAGE_ROOT = resolve(__dirname, '../../../..');

/**
 * Packs what is built in `root` into the folder `into`.
 * @throws Error when npm refuses the package
 */
export async function packPackage(into: string, root = PACKAGE_ROOT): Promise<PackedPackage> {
	await mkdir(into, { recursive: true });
	const flags = ['--json', '--ignore-scripts', '--pack-destination', into];
	const [report] = JSON.parse(await runCommand('npm', ['pack', ...flags], { cwd: root }));
	return {
		name: report.name,
		version: report.version,
		tarball: join(into, report.filename),
		files: report.files.map((file: { path: string }) => file.path),
		size: report.size,
		unpackedSize: report.unpackedSize,
	};
}

/** Compiles this package (`npm run build`). */
export async function buildPackage(root = PACKAGE_ROOT): Promise<void> {
	await runCommand('npm', ['run', 'build'], { cwd: root });
}

/** Unpacks a tarball into an existing folder, without its top folder `package/`. */
export async function unpack(tarball: string, into: string): Promise<void> {
	await runCommand('tar', ['-xzf', tarball, '-C', into, '--strip-components=1']);
}
