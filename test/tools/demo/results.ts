/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { INodeExecutionData } from 'n8n-workflow';

import { contentOf } from '../../support/binary-store';

/** Saves the files that items carry. @returns the paths it wrote. */
export async function saveResults(items: INodeExecutionData[], folder: string): Promise<string[]> {
	await mkdir(folder, { recursive: true });
	const paths: string[] = [];
	for (const binary of items.flatMap((item) => Object.values(item.binary ?? {}))) {
		const path = join(folder, String(binary.fileName));
		await writeFile(path, await contentOf(binary));
		paths.push(path);
	}
	return paths;
}
