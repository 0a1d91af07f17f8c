/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { contactSheets } from './contactSheet';
import { photographExamples } from './examples';
import { Photographer } from './pictures';
import { Studio } from './studio';

const USAGE = `Makes the pictures of the documents from a real n8n: npm run screenshots -- [options]

  --all FOLDER   every example and the form of every operation instead, light and dark, to be looked at`;

async function takeEverything(studio: Studio, folder: string) {
	await mkdir(folder, { recursive: true });
	await photographExamples(studio, folder);
	await contactSheets(studio, folder);
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { all: { type: 'string' }, help: { type: 'boolean', default: false } },
	});
	if (values.help) return void process.stdout.write(`${USAGE}\n`);
	const studio = await Studio.open();
	try {
		if (values.all) await takeEverything(studio, resolve(values.all));
		else await (await Photographer.at(studio)).takeAll();
	} finally {
		await studio.close();
	}
}

main().catch((error: Error) => {
	process.stderr.write(`${error.message}\n`);
	process.exitCode = 1;
});
