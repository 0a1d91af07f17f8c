/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { consoleProgress } from '../n8n/cache';
import { PACKAGE_ROOT } from '../n8n/package/pack';
import { OLDER_ENGINES, engineModules } from './engines';

/** What leaves a node that failed, which is where engines differ. */
const ERRORS = ['failures', 'whole-run', '/refusals', 'faults'];

const CONFIG = join('test', 'tools', 'engines', 'jest.config.js');

/** Runs workflow tests in the engines of older n8n; arguments choose tests as those of Jest do. */
async function main(choice: string[]): Promise<void> {
	const progress = consoleProgress();
	for (const engine of OLDER_ENGINES) {
		const env = { ...process.env, ENGINE_MODULES: await engineModules(engine, progress) };
		progress(`workflow tests in the engine of n8n ${engine.n8n}`);
		const jest = join(PACKAGE_ROOT, 'node_modules', '.bin', 'jest');
		const args = ['--config', CONFIG, ...(choice.length > 0 ? choice : ERRORS)];
		const { status } = spawnSync(jest, args, { cwd: PACKAGE_ROOT, env, stdio: 'inherit' });
		if (status !== 0) process.exitCode = 1;
	}
}

void main(process.argv.slice(2));
