/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */

const EVERY_MS = 500;
const RESIDENT = /^n8n_process_resident_memory_bytes (\S+)/m;

/** Makes n8n tell its own memory. */
export const METRICS = { N8N_METRICS: 'true' };

/** Bytes of n8n's process. */
export interface Memory {
	before: number;
	most: number;
}

async function residentMemory(url: string): Promise<number> {
	const response = await fetch(`${url}/metrics`);
	return Number(RESIDENT.exec(await response.text())?.[1]);
}

/** Asks n8n for its memory twice a second until the returned function is called. */
export async function watchMemory(url: string): Promise<() => Memory> {
	const before = await residentMemory(url);
	let most = before;
	const look = async () => {
		// A busy n8n may not answer; the next answer counts.
		const now = await residentMemory(url).catch(() => before);
		most = Math.max(most, now);
	};
	const timer = setInterval(() => void look(), EVERY_MS);
	return () => {
		clearInterval(timer);
		return { before, most };
	};
}
