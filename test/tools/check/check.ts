/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import { runCommand } from '../n8n/cache/command';

const SCRIPTS = ['typecheck', 'lint', 'format:check'];

/** Runs one script of package.json and says how it ended; a failure brings what the script wrote. */
async function passes(script: string): Promise<boolean> {
	const failure = await runCommand('npm', ['run', '--silent', script]).then(
		() => undefined,
		(error: Error) => error.message,
	);
	process.stdout.write(failure ? `FAIL ${script}\n${failure}\n` : `ok   ${script}\n`);
	return !failure;
}

/** Style and types are independent of each other: checked side by side they use every core. */
async function main(): Promise<void> {
	const passed = await Promise.all(SCRIPTS.map(passes));
	process.exitCode = passed.includes(false) ? 1 : 0;
}

void main();
