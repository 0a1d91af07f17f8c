/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
/** Says what is being done; each call is one line. */
export type Progress = (message: string) => void;

const HEARTBEAT_MS = 15_000;

/** Lines of the form `[  12 s] message` on standard output, counted from the first call. */
export function consoleProgress(write = (line: string) => process.stdout.write(line)): Progress {
	const start = Date.now();
	return (message) => {
		const seconds = String(Math.round((Date.now() - start) / 1000)).padStart(4);
		write(`[${seconds} s] ${message}\n`);
	};
}

/** Runs `work`, with a line at its start and end and one every 15 s between, so that a long step never looks dead. */
export async function withHeartbeat<T>(
	progress: Progress,
	what: string,
	work: () => Promise<T>,
): Promise<T> {
	const start = Date.now();
	const elapsed = () => `${Math.round((Date.now() - start) / 1000)} s`;
	progress(`${what} …`);
	const timer = setInterval(() => progress(`${what} … ${elapsed()}`), HEARTBEAT_MS);
	try {
		const result = await work();
		progress(`${what}: done in ${elapsed()}`);
		return result;
	} finally {
		clearInterval(timer);
	}
}
