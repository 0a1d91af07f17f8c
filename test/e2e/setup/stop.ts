/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { running } from './running';

/** Stops what the setup started. */
export default async function stop(): Promise<void> {
	const servers = [...running.servers.values()];
	running.servers.clear();
	for (const server of servers) await server.stop();
	const packed = await running.packed;
	if (packed) await rm(dirname(packed.tarball), { recursive: true, force: true });
}
