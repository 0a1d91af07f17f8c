/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { startSandbox } from '../../sandbox';
import { KIE_HOSTS } from './connection';
import { writeExchanges } from './files';
import { driftReport, line, summary } from './report';
import { PARTS, runLiveCheck } from './run';

const USAGE = `Compares the facts of this project with the real Kie.ai: KIE_API_KEY=… npm run check:live -- [options]

  --spend CREDITS    how much may be spent (0: asks only what is free, about five minutes)
                     all of it costs about 30 credits
  --only PART        one part alone, several times for several: ${PARTS.join(', ')}
  --out FOLDER       where the exchanges are written, without key, ids and addresses (live-check)
  --report FILE      writes what Kie.ai contradicts, as Markdown
  --host URL         another API host, and --upload-host URL
  --sandbox          against the sandbox, without a key

It ends with 1 when Kie.ai contradicts a fact, with 2 when it could not be asked at all.`;

function readOptions() {
	const { values } = parseArgs({
		options: {
			spend: { type: 'string', default: '0' },
			only: { type: 'string', multiple: true },
			out: { type: 'string', default: 'live-check' },
			report: { type: 'string' },
			host: { type: 'string', default: KIE_HOSTS.api },
			'upload-host': { type: 'string', default: KIE_HOSTS.upload },
			sandbox: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const spend = Number(values.spend);
	if (!(spend >= 0)) throw new Error(`--spend is a number of credits, not "${values.spend}"`);
	return { ...values, spend };
}

const say = (text: string) => void process.stdout.write(`${text}\n`);

/** Where to ask, with which key. */
async function placeOf(options: ReturnType<typeof readOptions>) {
	if (options.sandbox) {
		const sandbox = await startSandbox({ durations: 20 });
		const hosts = { api: sandbox.url, upload: sandbox.url };
		return { apiKey: sandbox.apiKey, hosts, close: async () => await sandbox.close() };
	}
	const apiKey = process.env.KIE_API_KEY;
	const hosts = { api: options.host, upload: options['upload-host'] };
	return apiKey ? { apiKey, hosts, close: async () => {} } : undefined;
}

async function main(): Promise<number> {
	const options = readOptions();
	const place = options.help ? undefined : await placeOf(options);
	if (!place) {
		say(USAGE);
		return options.help ? 0 : 2;
	}
	const { apiKey, hosts, close } = place;
	say(`Asking ${hosts.api}${options.spend ? `, for at most ${options.spend} credits` : ''}\n`);
	const facts = await runLiveCheck({
		...{ apiKey, hosts, spend: options.spend, only: options.only },
		onFact: (fact) => say(line(fact)),
		onExchanges: (part, exchanges) => writeExchanges(options.out, part, exchanges),
	});
	await close();
	say(`\n${summary(facts)}\nThe exchanges are in ${options.out}/`);
	if (options.report) writeFileSync(options.report, driftReport(facts));
	const has = (verdict: string) => facts.some((fact) => fact.verdict === verdict);
	return has('contradicted') ? 1 : has('confirmed') ? 0 : 2;
}

main().then(
	(code) => (process.exitCode = code),
	(error: Error) => {
		process.stderr.write(`${error.message}\n`);
		process.exitCode = 2;
	},
);
