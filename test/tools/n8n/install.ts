/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import { consoleProgress, installN8n } from './cache';
import { releaseOf } from './releases';

/** Brings releases of n8n into the cache, one after the other, without starting any. */
async function main(names: string[]): Promise<void> {
	const progress = consoleProgress();
	for (const name of names) await installN8n(releaseOf(name), progress);
}

main(process.argv.slice(2)).catch((error: Error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});
