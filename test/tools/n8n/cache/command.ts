/* eslint-disable @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { spawn } from 'node:child_process';

interface CommandOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
}

const TAIL_CHARACTERS = 4000;
const KEPT_NPM_SETTINGS = /^npm_config_(registry|cache|userconfig|cafile|proxy|https_proxy)$/i;

/** What a surrounding `npm run`, Jest or n8n put into the environment for their own children. */
const SURROUNDINGS = /^(npm_|jest_|n8n_|node_env$|node_options$)/i;

/**
 * The environment without what surrounds us. npm hands down its own project and header folders, which
 * would send a nested install or compile to the wrong place; `NODE_ENV=test` keeps n8n from starting.
 */
export function cleanEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(
		([name]) => !SURROUNDINGS.test(name) || KEPT_NPM_SETTINGS.test(name),
	);
	return { ...Object.fromEntries(kept), ...extra };
}

/**
 * Runs a command to its end.
 * @returns everything it wrote to standard output
 * @throws Error with the end of what it wrote, when it fails or cannot be started
 */
export async function runCommand(
	command: string,
	args: string[],
	{ cwd, env = cleanEnvironment() }: CommandOptions = {},
): Promise<string> {
	return await new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		let everything = '';
		child.stdout.on('data', (chunk) => {
			output += chunk;
			everything += chunk;
		});
		child.stderr.on('data', (chunk) => (everything += chunk));
		child.once('error', (error) => reject(new Error(`${command}: ${error.message}`)));
		child.once('close', (code) => {
			if (code === 0) return resolve(output);
			const line = [command, ...args].join(' ');
			reject(new Error(`${line}\nended with code ${code}\n${everything.slice(-TAIL_CHARACTERS)}`));
		});
	});
}
