/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Model } from '../../../nodes/kie/catalogue/model';

export const SNAPSHOT = resolve(__dirname, '../../../nodes/kie/catalogue/snapshot.json');
export const EXAMPLES = resolve(__dirname, '../../facts/model-examples.json');

/** One model per line: small for its size, and readable as a diff. */
export function writeSnapshot(models: Model[], takenAt: string): void {
	const sorted = [...models].sort((a, b) => (a.id < b.id ? -1 : 1));
	const lines = sorted.map((model) => JSON.stringify(model)).join(',\n');
	writeFileSync(SNAPSHOT, `{"takenAt":"${takenAt}","models":[\n${lines}\n]}\n`);
}

export function writeExamples(examples: Record<string, unknown>): void {
	const lines = Object.entries(examples).map(([id, input]) => `"${id}": ${JSON.stringify(input)}`);
	writeFileSync(EXAMPLES, `{\n${lines.join(',\n')}\n}\n`);
}
