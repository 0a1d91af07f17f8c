/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import type { ProcessGroup } from './process';

const READY_TIMEOUT_MS = 180_000;
const LOOK_EVERY_MS = 250;

/**
 * Waits until n8n has its database and answers its REST API.
 * @throws Error with n8n's last words when it ends first, or after 3 minutes
 */
export async function waitUntilReady(url: string, process: ProcessGroup): Promise<void> {
	const deadline = Date.now() + READY_TIMEOUT_MS;
	while (Date.now() < deadline) {
		if (process.exitCode() !== null) {
			throw new Error(`n8n ended with code ${process.exitCode()}:\n${process.tail()}`);
		}
		// n8n listens, and answers with a placeholder page, well before its routes exist.
		if ((await answers(`${url}/healthz/readiness`)) && (await answers(`${url}/rest/settings`)))
			return;
		await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
	}
	throw new Error(`n8n was not ready after ${READY_TIMEOUT_MS / 1000} s:\n${process.tail()}`);
}

async function answers(url: string): Promise<boolean> {
	return await fetch(url).then(
		(response) =>
			response.ok && Boolean(response.headers.get('content-type')?.includes('application/json')),
		() => false,
	);
}
