/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports, no-console -- runs on a developer's machine, never inside n8n */
import { parseArgs } from 'node:util';

import { startSandbox } from '.';

const USAGE = `A local Kie.ai: npx tsx test/sandbox/cli.ts [options]

  --port N       port of the API (8787); the results live one port higher
  --host NAME    address to listen on (127.0.0.1)
  --key TEXT     the API key to accept (sandbox-key)
  --hmac TEXT    sign callbacks with this webhook key
  --speed N      how many times faster than Kie.ai tasks finish (10)
  --no-limit     accept more than 20 tasks in 10 seconds`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '8787' },
			host: { type: 'string', default: '127.0.0.1' },
			key: { type: 'string', default: 'sandbox-key' },
			hmac: { type: 'string' },
			speed: { type: 'string', default: '10' },
			'no-limit': { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return console.log(USAGE);
	const sandbox = await startSandbox({
		port: Number(values.port),
		host: values.host,
		apiKey: values.key,
		hmacKey: values.hmac,
		durations: Number(values.speed),
		rateLimit: !values['no-limit'],
		log: (line) => console.log(line),
	});
	console.log(`Kie.ai sandbox  ${sandbox.url}  (what happened: open it in a browser)`);
	console.log(`API key         ${sandbox.apiKey}`);
	console.log(
		`Sample files    ${sandbox.fileUrl('song-1.mp3')} and picture.png, video.mp4, speech.wav`,
	);
	process.once('SIGINT', () => void sandbox.close().then(() => process.exit(0)));
	process.once('SIGTERM', () => void sandbox.close().then(() => process.exit(0)));
}

void main();
