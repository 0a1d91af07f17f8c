/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { Exchange } from './exchange';
import { replay } from './replay';

/** Where exchanges with the real Kie.ai are checked in. */
export const CHECKED_IN = resolve(__dirname, '../../facts/exchanges');

/** An exchange with what the nodes read in it on the day. */
export interface Recorded extends Exchange {
	reading: unknown;
}

/** Writes the exchanges of a part into a file of its name, one in a line. */
export function writeExchanges(folder: string, part: string, exchanges: Exchange[]): void {
	mkdirSync(folder, { recursive: true });
	const recorded = exchanges.map((one): Recorded => ({ ...one, reading: replay(one) }));
	const lines = recorded.map((one) => JSON.stringify(one)).join(',\n');
	writeFileSync(join(folder, `${part}.json`), `[\n${lines}\n]\n`);
}

/** All exchanges of a folder, by the name of their part. */
export function readExchanges(folder: string): Array<[part: string, Recorded[]]> {
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	return files.map((name) => [
		name.replace('.json', ''),
		JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recorded[],
	]);
}
