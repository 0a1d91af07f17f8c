/** One n8n version this project is tried in, and what it takes to install and start it. */
export interface N8nRelease {
	version: string;
	/** Versions of Node.js it runs on; `brought` is installed when the running one does not fit. */
	node: { min: string; below: string; brought: string };
	/** Exact versions of dependencies whose newest releases cannot be installed together. */
	overrides: Record<string, string>;
	/** Settings only this version needs. */
	environment: Record<string, string>;
}

/** The newest n8n this project is tried in. */
export const NEWEST: N8nRelease = {
	version: '2.41.1',
	node: { min: '24.0.0', below: '25.0.0', brought: '24.21.0' },
	overrides: {
		linkedom: '0.18.14',
		'@langchain/langgraph': '1.4.18',
		'@langchain/langgraph-sdk': '1.12.0',
		'@langchain/protocol': '0.0.19',
	},
	environment: {
		// Both ask n8n's own servers at the start, and the assistant covers the editor with its welcome.
		N8N_DISABLED_MODULES: 'instance-ai,mcp-registry',
	},
};

/** The last line of n8n that still runs on Node.js 20. */
export const OLDER: N8nRelease = {
	version: '1.123.81',
	node: { min: '20.19.0', below: '25.0.0', brought: '20.20.2' },
	overrides: {
		linkedom: '0.18.14',
		// The version n8n asks for is only on a host outside the package registry.
		xlsx: '0.18.5',
		'@langchain/langgraph': '1.0.2',
		'@langchain/langgraph-checkpoint': '1.0.0',
	},
	environment: {
		// The default engine needs isolated-vm 6, which does not load on Node.js 20.
		N8N_EXPRESSION_ENGINE: 'legacy',
	},
};

/** The first n8n that has chat models of community packages. */
const FIRST_SDK: N8nRelease = {
	version: '2.16.0',
	node: NEWEST.node,
	overrides: {
		linkedom: '0.18.14',
		// The version n8n asks for is only on a host outside the package registry.
		xlsx: '0.18.5',
		'@langchain/langgraph': '1.1.2',
		'@langchain/langgraph-sdk': '1.5.6',
		'@langchain/langgraph-checkpoint': '1.0.0',
		// An ancient one is put where the newest @sentry/node looks for it.
		'@opentelemetry/core': '2.12.1',
	},
	environment: {},
};

/** Releases by the names the command line accepts. */
const RELEASES: Record<string, N8nRelease> = {
	newest: NEWEST,
	older: OLDER,
	'first-sdk': FIRST_SDK,
};

/**
 * @param name `newest`, `older` or an exact version of one of them
 * @throws Error naming the known ones
 */
export function releaseOf(name: string): N8nRelease {
	const found = RELEASES[name] ?? Object.values(RELEASES).find((one) => one.version === name);
	if (found) return found;
	const known = Object.entries(RELEASES).map(([key, one]) => `${key} (${one.version})`);
	throw new Error(`No n8n release "${name}" here. Known: ${known.join(', ')}`);
}
