/* eslint-disable no-console -- prints its table */
import '../../support/environment';

import type { BenchRow } from './row';
import { rows as editorRows } from './editor';
import { rows as fileRows } from './files';
import { rows as paceRows } from './pace';
import { rows as packageRows } from './package';
import { rows as processRows } from './processes';
import { rows as runningRows } from './running';
import { rows as waitingRows } from './waiting';

const sections: Array<[title: string, rows: () => Promise<BenchRow[]>]> = [
	['Waiting', waitingRows],
	['Many items', runningRows],
	['Processes that share a key, on virtual time', paceRows],
	['Processes that share a key', processRows],
	['Files', fileRows],
	['Editor', editorRows],
	['Package', packageRows],
];

async function main(): Promise<void> {
	for (const [title, rows] of sections) {
		console.log(`\n${title}`);
		for (const { what, value, against } of await rows()) {
			console.log(`  ${what.padEnd(40)} ${value}`);
			if (against)
				console.log(`${' '.repeat(43)}${against.replaceAll('; ', `\n${' '.repeat(43)}`)}`);
		}
	}
}

void main();
