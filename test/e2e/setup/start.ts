/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { consoleProgress } from '../../tools/n8n/cache';
import { buildPackage, packPackage, type PackedPackage } from '../../tools/n8n/package/pack';
import { releaseOf } from '../../tools/n8n/releases';
import { startN8n } from '../../tools/n8n/server';
import { ensureChromium } from '../support/chromium';
import { PACKAGE_VARIABLE, addressVariable, running } from './running';

/** Installs the packed package in a clean n8n of that release (`newest`, `older`) and starts it. */
export async function start(name: string): Promise<void> {
	const progress = consoleProgress();
	await ensureChromium(progress);
	running.packed ??= pack();
	const { tarball } = await running.packed;
	process.env[PACKAGE_VARIABLE] = tarball;
	const release = releaseOf(name);
	const server = await startN8n({ release, packageTarball: tarball, progress });
	progress(`n8n ${release.version} is up after ${Math.round(server.startedInMs / 1000)} s`);
	running.servers.set(name, server);
	process.env[addressVariable(name)] = server.url;
}

async function pack(): Promise<PackedPackage> {
	await buildPackage();
	return await packPackage(await mkdtemp(join(tmpdir(), 'n8n-package-')));
}
