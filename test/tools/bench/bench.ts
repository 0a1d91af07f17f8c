/* eslint-disable no-console, @n8n/community-nodes/no-restricted-globals -- prints its table on a developer's machine */
import '../../support/environment';

import type { BenchRow } from './row';
import { rows as editorRows } from './editor';
import { rows as fileRows } from './files';
import { rows as paceRows } from './pace';
import { rows as packageRows } from './package';
import { rows as processRows } from './processes';
import { rows as runningRows } from './running';
import { rows as sideBySideRows } from './sideBySide';
import { rows as waitingRows } from './waiting';

const sections: Array<[title: string, rows: () => Promise<BenchRow[]> | AsyncGenerator<BenchRow>]> =
	[
		['Waiting', waitingRows],
		['Many items', runningRows],
		['Processes that share a key, on virtual time', paceRows],
		['Processes that share a key', processRows],
		['Files', fileRows],
		['Editor', editorRows],
		['Package', packageRows],
		["Side by side with n8n's own ways", sideBySideRows],
	];

/** Measures everything, or the parts whose titles contain one of the words. */
async function main(words: string[]): Promise<void> {
	const isWanted = ([title]: [title: string, ...rest: unknown[]]) =>
		words.length === 0 || words.some((word) => title.toLowerCase().includes(word.toLowerCase()));
	for (const [title, rows] of sections.filter(isWanted)) {
		console.log(`\n${title}`);
		for await (const { what, value, against } of await rows()) {
			console.log(`  ${what.padEnd(40)} ${value}`);
			if (against)
				console.log(`${' '.repeat(43)}${against.replaceAll('; ', `\n${' '.repeat(43)}`)}`);
		}
	}
}

void main(process.argv.slice(2));
