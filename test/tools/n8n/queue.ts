/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8nApi } from './api';
import { runCommand } from './cache/command';
import { installN8n, type InstalledN8n } from './cache/n8n';
import { installCommunityPackage } from './package/install';
import { NEWEST, type N8nRelease } from './releases';
import { OWNER } from './server';
import { serverEnvironment } from './server/environment';
import { freePort } from './server/ports';
import { startGroup, type ProcessGroup } from './server/process';
import { waitUntilReady } from './server/ready';

interface QueueOptions {
	release?: N8nRelease;
	packageTarball: string;
	/** Server with a database `postgres`; a database of its own is made on it and dropped at the end. */
	postgres: { host: string; port: number; user: string; password?: string };
	redis: { host: string; port: number };
	workers: number;
	/** Executions that a worker runs at a time. */
	concurrency: number;
}

/** One process of n8n's queue mode. */
type Role = ProcessGroup & { logFile: string };

/** n8n in queue mode: main, workers and a process that takes webhooks. */
export interface N8nQueue {
	/** Address of the editor and the API. */
	url: string;
	/** Where webhooks and callbacks arrive. */
	webhookUrl: string;
	api: N8nApi;
	workers: Role[];
	stop(): Promise<void>;
}

/** Starts n8n in queue mode. @throws Error with n8n's last words when a process does not come up */
export async function startQueue(options: QueueOptions): Promise<N8nQueue> {
	const { release = NEWEST, packageTarball } = options;
	const installed = await installN8n(release, () => {});
	const name = `n8n_e2e_${randomBytes(4).toString('hex')}`;
	await psql(options, `CREATE DATABASE ${name}`);
	const home = await mkdtemp(join(tmpdir(), 'n8n-queue-'));
	const [port, webhookPort] = [await freePort(), await freePort()];
	const webhookUrl = `http://127.0.0.1:${webhookPort}`;
	const shared = {
		...queueEnvironment(options, name),
		WEBHOOK_URL: `${webhookUrl}/`,
	};
	const groups: ProcessGroup[] = [];
	const start = async (role: string, args: string[], ownPort: number) => {
		const group = await startRole(installed, home, role, args, ownPort, packageTarball, shared);
		groups.push(group);
		return group;
	};
	const stop = async () => {
		await Promise.all(groups.map(async (group) => await group.stop()));
		await psql(options, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
		await rm(home, { recursive: true, force: true });
	};
	const opened = startRoles(start, { ...options, port, webhookPort });
	return await opened.then(
		(roles) => ({ ...roles, webhookUrl, stop }),
		async (error: Error) => {
			await stop();
			throw error;
		},
	);
}

/** Starts main, the workers and the process for webhooks, one after the other. */
async function startRoles(
	start: (role: string, args: string[], port: number) => Promise<Role>,
	settings: Pick<QueueOptions, 'workers' | 'concurrency'> & { port: number; webhookPort: number },
): Promise<Pick<N8nQueue, 'url' | 'api' | 'workers'>> {
	const { port, webhookPort, concurrency } = settings;
	const url = `http://127.0.0.1:${port}`;
	// The others find the tables that main makes.
	await waitUntilReady(url, await start('main', ['start'], port));
	const api = await N8nApi.enter(url, OWNER);
	const workers: Role[] = [];
	for (let number = 1; number <= settings.workers; number++) {
		const worker = ['worker', `--concurrency=${concurrency}`];
		workers.push(await start(`worker-${number}`, worker, await freePort()));
	}
	const webhook = await start('webhook', ['webhook'], webhookPort);
	await waitUntilHealthy(`http://127.0.0.1:${webhookPort}`, webhook);
	return { url, api, workers };
}

async function startRole(
	installed: InstalledN8n,
	home: string,
	role: string,
	args: string[],
	port: number,
	packageTarball: string,
	shared: Record<string, string>,
): Promise<Role> {
	const userFolder = join(home, role);
	await mkdir(userFolder, { recursive: true });
	await installCommunityPackage(userFolder, packageTarball);
	const place = { userFolder, port, brokerPort: await freePort() };
	const env = {
		...shared,
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
	};
	const logFile = join(userFolder, 'n8n.log');
	const group = startGroup(installed.node.bin, [installed.script, ...args], {
		env: serverEnvironment(installed, place, env),
		cwd: userFolder,
		logFile,
	});
	return { ...group, logFile };
}

const queueEnvironment = (
	{ postgres, redis }: QueueOptions,
	database: string,
): Record<string, string> => ({
	EXECUTIONS_MODE: 'queue',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: postgres.host,
	DB_POSTGRESDB_PORT: String(postgres.port),
	DB_POSTGRESDB_USER: postgres.user,
	DB_POSTGRESDB_PASSWORD: postgres.password ?? '',
	DB_POSTGRESDB_DATABASE: database,
	QUEUE_BULL_REDIS_HOST: redis.host,
	QUEUE_BULL_REDIS_PORT: String(redis.port),
	QUEUE_BULL_PREFIX: database,
	N8N_REDIS_KEY_PREFIX: database,
});

async function psql({ postgres }: QueueOptions, statement: string): Promise<void> {
	const { host, port, user, password } = postgres;
	const env = { ...process.env, ...(password && { PGPASSWORD: password }) };
	const where = ['-h', host, '-p', String(port), '-U', user, '-d', 'postgres'];
	await runCommand('psql', [...where, '-v', 'ON_ERROR_STOP=1', '-qc', statement], { env });
}

const HEALTHY_TIMEOUT_MS = 120_000;

/** A process that only takes webhooks has no API to ask. */
async function waitUntilHealthy(url: string, group: ProcessGroup): Promise<void> {
	const deadline = Date.now() + HEALTHY_TIMEOUT_MS;
	while (Date.now() < deadline && group.exitCode() === null) {
		const { ok } = await fetch(`${url}/healthz`).catch(() => ({ ok: false }));
		if (ok) return;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	throw new Error(`n8n takes no webhooks:\n${group.tail()}`);
}
