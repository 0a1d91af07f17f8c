/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { cleanEnvironment } from '../cache/command';
import { PACKAGE_ROOT } from '../package/pack';
import { startGroup, type ProcessGroup } from '../server/process';

/** n8n watches the folders of its packages itself, and loads one again when a file in it changes. */
export const RELOADING = { N8N_DEV_RELOAD: 'true' };

/** What n8n writes when it has seen a change. */
export const RELOADED = /Hot reload (triggered|failed) for \S+/;

const COMPILED = /Found 0 errors/;

/**
 * Compiles the sources at every save. What compiles without errors goes into the package that n8n has loaded, all
 * changed files at once: n8n must not load half of them. `say` gets the compiler's words.
 */
export function watchSources(userFolder: string, say: (line: string) => void): ProcessGroup {
	const loaded = join(userFolder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-kie-ai', 'dist');
	const compiled = join(userFolder, 'compiled');
	const compiler = join(PACKAGE_ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
	const flags = ['--watch', '--preserveWatchOutput', '--outDir', compiled];
	return startGroup(process.execPath, [compiler, '-p', 'tsconfig.json', ...flags], {
		env: cleanEnvironment(),
		cwd: PACKAGE_ROOT,
		logFile: join(userFolder, 'tsc.log'),
		log(line) {
			say(line);
			if (COMPILED.test(line)) copyChanged(compiled, loaded);
		},
	});
}

/** Copies the files of a folder that differ from those of another one. */
export function copyChanged(from: string, to: string): void {
	const files = readdirSync(from, { recursive: true, withFileTypes: true });
	for (const { parentPath, name } of files.filter((entry) => entry.isFile())) {
		const source = join(parentPath, name);
		const target = join(to, source.slice(from.length));
		if (existsSync(target) && readFileSync(source).equals(readFileSync(target))) continue;
		mkdirSync(dirname(target), { recursive: true });
		copyFileSync(source, target);
	}
}
