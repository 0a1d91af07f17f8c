/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { runCommand } from '../../n8n/cache';
import type { Problems } from '../report';
import type { Workplace } from '../workplace';

interface ScanResult {
	passed: boolean;
	message?: string;
	details?: string;
}

interface Scanner {
	analyzePackage(folder: string, patterns: string[]): Promise<ScanResult>;
	SOURCE_FILE_PATTERNS: string[];
}

// eslint-disable-next-line no-control-regex -- the escape sequences are what is looked for
const COLOURS = /\u001b\[[0-9;]*m/g;

const TARBALL_FILE_PATTERNS = ['**/*.js', 'package.json'];

/** First lint of n8n's package scan: the sources, with comments that switch rules off ignored. */
export async function scanSource(tools: string, { source }: Workplace): Promise<Problems> {
	const { analyzePackage, SOURCE_FILE_PATTERNS } = await scannerOf(tools);
	return problemsOf(await analyzePackage(source, SOURCE_FILE_PATTERNS));
}

/** Second lint of n8n's package scan: what is in the tarball. */
export async function scanTarball(tools: string, { unpacked }: Workplace): Promise<Problems> {
	const { analyzePackage } = await scannerOf(tools);
	return problemsOf(await analyzePackage(unpacked, TARBALL_FILE_PATTERNS));
}

/** `n8n-node lint` with the configuration n8n's strict mode prescribes. */
export async function officialLint(tools: string, { source }: Workplace): Promise<Problems> {
	const cli = join(tools, 'node_modules', '@n8n', 'node-cli');
	const template = join(cli, 'dist/template/templates/shared/default/eslint.config.mjs');
	const [wanted, actual] = await Promise.all(
		[template, join(source, 'eslint.config.mjs')].map(async (file) => await readFile(file, 'utf8')),
	);
	if (squeeze(wanted) !== squeeze(actual)) return ['eslint.config.mjs is not the one of n8n'];
	const script = join(cli, 'bin', 'n8n-node.mjs');
	const output = await runCommand(process.execPath, [script, 'lint'], { cwd: source }).catch(
		(error: Error) => error.message,
	);
	return output.includes('✖') ? [output.replace(COLOURS, '')] : [];
}

async function scannerOf(tools: string): Promise<Scanner> {
	const file = join(tools, 'node_modules/@n8n/scan-community-package/scanner/scanner.mjs');
	return await import(pathToFileURL(file).href);
}

function problemsOf({ passed, message, details }: ScanResult): Problems {
	return passed ? [] : [[message, details].filter(Boolean).join('\n')];
}

function squeeze(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
