/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { parseArgs } from 'node:util';

import { releaseOf, type N8nRelease } from '../releases';

export const USAGE = `A real n8n with this package, a local Kie.ai and the example workflows: npm run n8n -- [options]

  --release NAME     newest (2.41.1), older (1.123.81) or first-sdk (2.16.0); default newest
  --port N           port of the editor (5678)
  --sandbox-port N   port of the local Kie.ai (8787); its results live one port higher
  --speed N          how many times faster than Kie.ai its tasks finish (10)
  --watch            compile at every save, and have n8n load the package again (npm run dev)`;

export interface SessionOptions {
	release: N8nRelease;
	port: number;
	sandboxPort: number;
	speed: number;
	/** Compiles at every save. */
	watch: boolean;
}

/**
 * @returns undefined when only the usage was asked for
 * @throws Error on an unknown option or release
 */
export function readOptions(args = process.argv.slice(2)): SessionOptions | undefined {
	const { values } = parseArgs({
		args,
		options: {
			release: { type: 'string', default: 'newest' },
			port: { type: 'string', default: '5678' },
			'sandbox-port': { type: 'string', default: '8787' },
			speed: { type: 'string', default: '10' },
			watch: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return undefined;
	return {
		release: releaseOf(values.release),
		port: Number(values.port),
		sandboxPort: Number(values['sandbox-port']),
		speed: Number(values.speed),
		watch: values.watch,
	};
}
