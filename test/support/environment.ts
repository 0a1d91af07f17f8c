/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = join(tmpdir(), `n8n-kie-ai-${process.pid}-`);

// n8n-core writes its settings into the user folder as soon as it is loaded. All test files of a process have one.
if (!process.env.N8N_USER_FOLDER?.startsWith(PREFIX)) {
	const userFolder = mkdtempSync(PREFIX);
	process.once('exit', () => rmSync(userFolder, { recursive: true, force: true }));
	process.env.N8N_USER_FOLDER = userFolder;
}
process.env.N8N_ENCRYPTION_KEY = 'only-for-tests-and-the-demo';
process.env.N8N_LOG_LEVEL = 'silent';
// The other expression engine needs a native module that only Node.js 24 can build.
process.env.N8N_EXPRESSION_ENGINE = 'legacy';
