/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Problems } from '../report';
import type { Workplace } from '../workplace';

/** Everything n8n needs, and what npm adds by itself. */
const WANTED = [
	/^dist\/(nodes|credentials)\/.+\.(js|d\.ts|js\.map|json)$/,
	/^dist\/icons\/[^/]+\.svg$/,
	/^(README|CHANGELOG)\.md$/,
	/^LICENSE(\.md)?$/,
	/^package\.json$/,
];

const NEEDED = ['README.md', 'LICENSE', 'package.json'];

/** Only what n8n needs is in the tarball, and all of it. */
export async function checkFiles({ packed, unpacked }: Workplace): Promise<Problems> {
	const { files } = packed;
	const { nodes, credentials } = (await manifestOf(unpacked)).n8n;
	const strangers = files.filter((file) => !WANTED.some((pattern) => pattern.test(file)));
	const missing = [...NEEDED, ...nodes, ...credentials].filter((file) => !files.includes(file));
	return [
		...strangers.map((file) => `${file} does not belong in the package`),
		...missing.map((file) => `${file} is missing`),
	];
}

/** What n8n itself has; the second one only since n8n 2.16, and the package loads without it. */
const PEERS = { '@n8n/ai-node-sdk': '*', 'n8n-workflow': '*' };

/** n8n installs a package without its peers and its tools; nothing else may be needed. */
export async function checkDependencies({ unpacked }: Workplace): Promise<Problems> {
	const { dependencies = {}, peerDependencies = {} } = await manifestOf(unpacked);
	const problems = Object.keys(dependencies).map((name) => `runtime dependency ${name}`);
	if (JSON.stringify(peerDependencies) !== JSON.stringify(PEERS)) {
		problems.push(`peer dependencies are ${JSON.stringify(peerDependencies)}`);
	}
	return problems;
}

interface Manifest {
	dependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

async function manifestOf(folder: string): Promise<Manifest> {
	return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
}
