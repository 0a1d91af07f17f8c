/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

import { routes, uploadRoutes } from './routes';
import { downloads } from './download';
import { Kie, type SandboxOptions } from './kie';
import { page } from './page';
import type { Sandbox } from './types';

async function listen(server: Server, port: number, host: string): Promise<string> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
	return `http://${host}:${(server.address() as AddressInfo).port}`;
}

async function stop(server: Server): Promise<void> {
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	server.closeAllConnections();
	await closed;
}

/**
 * Starts a local Kie.ai on two ports: the API (with the upload host), and the host of the results.
 * With `port` given, the results live one port higher; otherwise both ports are free ones.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { port = 0, host = '127.0.0.1' } = options;
	const kie = new Kie(options);
	const api = express().disable('x-powered-by').set('etag', false);
	const results = express().disable('x-powered-by').set('etag', false);
	const servers = [createServer(api), createServer(results)];

	const download = downloads(kie.files, kie.faults, kie.clock);
	results.use(kie.logging('files'));
	results.get('/*path', download);
	api.get('/', (_, res) => {
		res.type('html').send(page(kie.tasks.all, kie.ledger, kie.clock.now()));
	});
	api.use(kie.logging('api'));
	routes(api, kie);
	uploadRoutes(api, kie);

	const url = await listen(servers[0], port, host);
	kie.filesUrl = await listen(servers[1], port === 0 ? 0 : port + 1, host);
	return kie.handle(url, async () => {
		await kie.callbacks.close();
		await Promise.all(servers.map(stop));
	});
}
