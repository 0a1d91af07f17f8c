/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { type IncomingMessage, type ServerResponse, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came over the gateway, with what the sandbox answered. */
export interface Passage {
	req: IncomingMessage;
	res: ServerResponse;
	/** Passes the request on, and gives the body of the answer. */
	pass(): Promise<string>;
}

export interface Gateway {
	url: string;
	close(): Promise<void>;
}

/** Something between n8n and the sandbox. `meddle` answers itself and says true, or lets the request through. */
export async function startGateway(
	target: string,
	meddle: (passage: Passage) => Promise<boolean>,
): Promise<Gateway> {
	const server = createServer((req, res) => void handle(req, res));
	async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
		const content = await textOf(req);
		const pass = async () => await forward(target, req, content);
		if (await meddle({ req, res, pass })) return;
		res.writeHead(200, { 'content-type': 'application/json' }).end(await pass());
	}
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async close() {
			server.closeAllConnections();
			await new Promise((closed) => server.close(closed));
		},
	};
}

async function forward(target: string, req: IncomingMessage, content: string): Promise<string> {
	return await new Promise((resolve, reject) => {
		const headers = { ...req.headers, host: new URL(target).host };
		request(new URL(req.url ?? '/', target), { method: req.method, headers }, (answer) => {
			textOf(answer).then(resolve, reject);
		})
			.on('error', reject)
			.end(content);
	});
}

async function textOf(message: IncomingMessage): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of message) parts.push(part as Buffer);
	return Buffer.concat(parts).toString();
}
