/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';

interface GroupOptions {
	env: NodeJS.ProcessEnv;
	cwd: string;
	logFile: string;
	log?: (line: string) => void;
}

/** A child process and everything it starts. */
export interface ProcessGroup {
	/** The end of its output, for error messages. */
	tail(): string;
	/** Its exit code once it has ended. */
	exitCode(): number | null;
	/** Resolves when it has ended, for whatever reason. */
	ended: Promise<void>;
	/** SIGTERM, then SIGKILL to the whole group after `graceMs`. Resolves when it is gone. */
	stop(graceMs?: number): Promise<void>;
	/** SIGKILL to the whole group at once, as if the machine had lost power. Resolves when it is gone. */
	kill(): Promise<void>;
}

const TAIL_CHARACTERS = 4000;
const DEFAULT_GRACE_MS = 15_000;

/** Starts a command as the leader of its own process group, so that nothing it starts can outlive it. */
export function startGroup(command: string, args: string[], options: GroupOptions): ProcessGroup {
	const { env, cwd, logFile, log } = options;
	const child = spawn(command, args, {
		env,
		cwd,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	const output = recordOutput(child, logFile, log);
	const ended = new Promise<void>((resolve) => {
		child.once('close', resolve);
		child.once('error', () => resolve());
	});
	running.add(child);
	guardAgainstOrphans();
	void ended.then(() => {
		running.delete(child);
		output.close();
	});

	const kill = async () => {
		signalGroup(child, 'SIGKILL');
		await ended;
	};
	return {
		kill,
		tail: output.tail,
		ended,
		exitCode: () => child.exitCode ?? (child.signalCode ? -1 : null),
		stop: async (graceMs = DEFAULT_GRACE_MS) => await stopGroup(child, ended, graceMs),
	};
}

async function stopGroup(child: ChildProcess, ended: Promise<void>, graceMs: number) {
	signalGroup(child, 'SIGTERM');
	const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
	await ended;
	clearTimeout(timer);
	// n8n's helpers (task runners) live in the same group and may still be shutting down.
	signalGroup(child, 'SIGKILL');
}

/** Writes what a process says into its log, and remembers the end of it. */
function recordOutput(child: ChildProcess, logFile: string, log?: (line: string) => void) {
	const file = createWriteStream(logFile, { flags: 'w' });
	let recent = '';
	const read = (chunk: Buffer) => {
		file.write(chunk);
		recent = (recent + chunk).slice(-TAIL_CHARACTERS);
		for (const line of String(chunk).split('\n')) if (line.trim()) log?.(line.trimEnd());
	};
	child.stdout?.on('data', read);
	child.stderr?.on('data', read);
	child.on('error', (error) => read(Buffer.from(`${error.message}\n`)));
	return { tail: () => recent, close: () => void file.end() };
}

const running = new Set<ChildProcess>();
let isGuarded = false;

/**
 * A group of its own gets no Ctrl-C from the terminal and no exit event when a signal ends us, so both
 * are passed on here. A signal somebody else listens to is left to them.
 */
function guardAgainstOrphans(): void {
	if (isGuarded) return;
	isGuarded = true;
	process.on('exit', () => running.forEach((child) => signalGroup(child, 'SIGKILL')));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => {
			if (process.listenerCount(signal) === 1) process.exit(1);
		});
	}
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The whole group has ended already.
	}
}
