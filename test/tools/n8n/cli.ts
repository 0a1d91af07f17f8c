/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { join } from 'node:path';

import { startSandbox } from '../../sandbox';
import { cacheRoot } from './cache/directory';
import { installN8n } from './cache/n8n';
import { consoleProgress, withHeartbeat, type Progress } from './cache/progress';
import { buildPackage, packPackage, type PackedPackage } from './package/pack';
import { startN8n, type N8nServer } from './server';
import { portInUse } from './server/ports';
import { importExamples, sandboxCredential } from './session/furnish';
import { readOptions, USAGE, type SessionOptions } from './session/options';
import { RELOADED, RELOADING, watchSources } from './session/watch';

const say = (text: string) => void process.stdout.write(`${text}\n`);

/** What to close at the end, last opened first. */
const open: Array<() => Promise<void>> = [];

async function main(): Promise<void> {
	const options = readOptions();
	if (!options) return say(USAGE);
	// Two n8n on one database damage it, and the port is what tells that one is running.
	for (const port of [options.port, options.sandboxPort]) {
		if (await portInUse(port)) throw new Error(`Port ${port} is in use; see npm run n8n -- --help`);
	}
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, close);
	const progress = consoleProgress();
	const packed = await pack(progress);
	const sandbox = await startSandbox({ port: options.sandboxPort, durations: options.speed });
	open.unshift(async () => await sandbox.close());
	const n8n = await start(options, packed, progress);
	open.unshift(n8n.stop);

	const credential = await sandboxCredential(n8n.api, sandbox);
	const workflows = await importExamples(n8n.api, credential);
	say(`
n8n ${n8n.release.version} with ${packed.name} ${packed.version}

  Editor      ${n8n.url}
  Email       ${n8n.owner.email}
  Password    ${n8n.owner.password}
  Sandbox     ${sandbox.url}  (credential "${credential.name}", API key ${sandbox.apiKey})
  Log         ${n8n.logFile}

Examples, after signing in:
`);
	for (const { id, name } of workflows) say(`  ${n8n.url}/workflow/${id}  ${name}`);
	if (options.watch) {
		open.unshift(watchSources(n8n.userFolder, (line) => say(`tsc: ${line}`)).stop);
		say(
			'\nFrom "Found 0 errors" on: save a file in nodes/ or credentials/, and see it in the editor five seconds later.',
		);
	}
	say('\nPress Ctrl-C to stop. What you make here is there again at the next start.');
	await n8n.ended;
	await close();
}

async function pack(progress: Progress): Promise<PackedPackage> {
	return await withHeartbeat(progress, 'building the package', async () => {
		await buildPackage();
		return await packPackage(join(cacheRoot(), 'packed'));
	});
}

async function start(
	{ release, port, watch }: SessionOptions,
	{ tarball }: PackedPackage,
	progress: Progress,
): Promise<N8nServer> {
	const userFolder = join(cacheRoot(), `user-${release.version}`);
	await installN8n(release, progress);
	return await withHeartbeat(
		progress,
		`starting n8n ${release.version}`,
		async () =>
			await startN8n({
				...{ release, userFolder, port, packageTarball: tarball },
				...(watch && { env: RELOADING, log: tellReload }),
			}),
	);
}

function tellReload(line: string): void {
	const [what] = RELOADED.exec(line) ?? [];
	if (what) say(`n8n: ${what}`);
}

/** Stops everything and ends the process; what is still starting is killed at its end. */
async function close(): Promise<void> {
	say('\nStopping …');
	for (const stop of open.splice(0)) await stop();
	process.exit();
}

main().catch((error: Error) => {
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
});
