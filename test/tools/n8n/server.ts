/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8nApi } from './api';
import type { Owner } from './api/client';
import { installN8n } from './cache/n8n';
import type { Progress } from './cache/progress';
import { installCommunityPackage } from './package/install';
import { registerPackage } from './package/register';
import { NEWEST, type N8nRelease } from './releases';
import { serverEnvironment } from './server/environment';
import { freePort } from './server/ports';
import { startGroup } from './server/process';
import { waitUntilReady } from './server/ready';

interface StartOptions {
	/** Default: the newest release. */
	release?: N8nRelease;
	/** Where n8n keeps its database, key and packages. Default: a temporary folder, removed at the end. */
	userFolder?: string;
	/** Wished port; another free one is taken when it is in use. */
	port?: number;
	/** Further settings of n8n. */
	env?: Record<string, string>;
	/** An `npm pack` tarball to install as a community package before the start. */
	packageTarball?: string;
	/** What is being done while n8n is installed. */
	progress?: Progress;
	/** Every line n8n writes. */
	log?: (line: string) => void;
}

export interface N8nServer {
	/** Address of the editor, without a slash at the end. */
	url: string;
	release: N8nRelease;
	owner: Owner;
	api: N8nApi;
	userFolder: string;
	logFile: string;
	/** Milliseconds from the start of the process to an owner who is logged in. */
	startedInMs: number;
	/** Resolves when n8n has ended, for whatever reason. */
	ended: Promise<void>;
	stop(): Promise<void>;
	/** Ends n8n without giving it time to tidy up; a user folder of its own stays. */
	kill(): Promise<void>;
}

/** The owner every instance started here has. It only ever listens on the loopback address. */
export const OWNER: Owner = {
	email: 'owner@example.com',
	password: 'Kie-sandbox-1',
	firstName: 'Kie',
	lastName: 'Sandbox',
};

/**
 * Starts a real n8n with embedded SQLite, installing it into the cache first when it is not there.
 * @throws Error with n8n's last words when it does not come up
 */
export async function startN8n(options: StartOptions = {}): Promise<N8nServer> {
	const { release = NEWEST, packageTarball, progress = () => {}, log, env = {} } = options;
	const installed = await installN8n(release, progress);
	const userFolder = options.userFolder ?? (await mkdtemp(join(tmpdir(), 'n8n-user-')));
	await mkdir(userFolder, { recursive: true });
	const added = packageTarball && (await installCommunityPackage(userFolder, packageTarball));

	const port = await freePort(options.port);
	const place = { userFolder, port, brokerPort: await freePort() };
	const url = `http://127.0.0.1:${port}`;
	const logFile = join(userFolder, 'n8n.log');
	const startedAt = Date.now();
	const group = startGroup(installed.node.bin, [installed.script, 'start'], {
		env: serverEnvironment(installed, place, env),
		cwd: userFolder,
		logFile,
		log,
	});
	const stop = async () => {
		await group.stop();
		if (!options.userFolder) await rm(userFolder, { recursive: true, force: true });
	};
	const enter = async () => {
		await waitUntilReady(url, group);
		const api = await N8nApi.enter(url, OWNER);
		const startedInMs = Date.now() - startedAt;
		if (added) {
			await registerPackage(installed, userFolder, added, await api.nodeTypes(added.name));
		}
		return { api, startedInMs };
	};
	const entered = await enter().catch(async (error: Error) => {
		await stop();
		throw error;
	});
	const { ended, kill } = group;
	return { url, release, owner: OWNER, userFolder, logFile, ended, stop, kill, ...entered };
}
