/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { type Progress, cachedFolder, runCommand, withHeartbeat } from '../n8n/cache';

/** The engine of an n8n: the core that comes with it, which brings its own `n8n-workflow`. */
interface Engine {
	n8n: string;
	core: string;
}

/** Older engines in which the workflow tests run; the newest one is a development dependency. */
export const OLDER_ENGINES: Engine[] = [
	{ n8n: '1.107', core: '1.106.2' },
	{ n8n: '2.0', core: '2.0.0' },
];

/** The folder with the modules of an engine, brought into the cache the first time. */
export async function engineModules({ n8n, core }: Engine, progress: Progress): Promise<string> {
	const manifest = { private: true, dependencies: { 'n8n-core': core } };
	const folder = await cachedFolder(`engine-${core}`, manifest, async (into) => {
		await writeFile(join(into, 'package.json'), JSON.stringify(manifest));
		await withHeartbeat(progress, `installing the engine of n8n ${n8n}`, async () => {
			const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
			await runCommand('npm', ['install', ...flags], { cwd: into });
		});
	});
	return join(folder, 'node_modules');
}
