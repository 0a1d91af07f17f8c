/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { cachedFolder, runCommand, withHeartbeat, type Progress } from '../n8n/cache';

/**
 * n8n's own checking tools. They cannot be development dependencies of the package: their newest
 * dependencies cannot be installed together without `overrides`, which n8n forbids in a node's manifest.
 */
const MANIFEST = {
	private: true,
	dependencies: { '@n8n/scan-community-package': '0.32.0', '@n8n/node-cli': '0.48.3' },
	overrides: {
		// The scanner asks for TypeScript 7, with which typescript-eslint does not work.
		typescript: '5.9.2',
		linkedom: '0.18.14',
		'@langchain/langgraph': '1.4.18',
		'@langchain/langgraph-sdk': '1.12.0',
		'@langchain/protocol': '0.0.19',
	},
};

/** The folder of the installed tools, in the cache. */
export async function gateTools(progress: Progress): Promise<string> {
	return await cachedFolder('gate-tools', MANIFEST, async (folder) => {
		await writeFile(join(folder, 'package.json'), JSON.stringify(MANIFEST));
		await withHeartbeat(progress, "installing n8n's package checks", async () => {
			await runCommand('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
				cwd: folder,
			});
		});
	});
}
