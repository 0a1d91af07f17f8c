/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { existsSync } from 'node:fs';

import { chromium, selectors, type Browser } from 'playwright-core';

import { runCommand, withHeartbeat, type Progress } from '../../tools/n8n/cache';

/** Chromium connects to several services of its own at every start; none of them is wanted in a test. */
const QUIET_FLAGS = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Finds Chromium (`CHROMIUM_PATH` names another one); installs Debian's where that is possible.
 * @throws Error that says what to install
 */
export async function ensureChromium(progress: Progress): Promise<string> {
	const found = findChromium();
	if (found) return found;
	const isRoot = process.getuid?.() === 0;
	if (!isRoot || !existsSync('/usr/bin/apt-get')) {
		throw new Error(
			'No Chromium here. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
		);
	}
	await withHeartbeat(progress, 'installing Chromium', async () => {
		await runCommand('apt-get', ['update']);
		await runCommand('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium']);
	});
	return findChromium() ?? PLACES[0];
}

/** A headless browser; `data-test-id`, which n8n's editor puts on everything, is its test id. */
export async function launchChromium(): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	const sandboxFlags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
	return await chromium.launch({
		executablePath: findChromium(),
		args: [...QUIET_FLAGS, ...sandboxFlags],
	});
}

function findChromium(): string | undefined {
	const wished = process.env.CHROMIUM_PATH;
	return wished ?? PLACES.find((place) => existsSync(place));
}
