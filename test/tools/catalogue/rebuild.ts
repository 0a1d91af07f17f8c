/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- runs on a developer's machine, never inside n8n */
import { readFileSync } from 'node:fs';

import { type Facts, examplesFrom, modelsFrom } from './facts';
import { liveModels } from './live';
import { writeExamples, writeSnapshot } from './write';

const USAGE = `Rebuilds nodes/kie/catalogue/snapshot.json

  npm run catalogue -- --facts FILE DATE      from a file of collected facts
  KIE_API_KEY=… npm run catalogue -- --live   from Kie.ai itself, in about five minutes; costs nothing`;

async function main([source, file, date]: string[]): Promise<void> {
	const today = new Date().toISOString().slice(0, 10);
	if (source === '--facts' && file) {
		const facts = JSON.parse(readFileSync(file, 'utf8')) as Facts;
		writeSnapshot(modelsFrom(facts), date ?? today);
		writeExamples(examplesFrom(facts));
	} else if (source === '--live' && process.env.KIE_API_KEY) {
		const { models, examples } = await liveModels(process.env.KIE_API_KEY, console.log);
		writeSnapshot(models, today);
		writeExamples(examples);
	} else {
		console.log(USAGE);
	}
}

void main(process.argv.slice(2));
