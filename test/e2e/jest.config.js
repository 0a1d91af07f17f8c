// Every spec runs against each n8n release in turn; `--selectProjects newest` limits it to one. The forms are drawn from the
// same declarations everywhere, so they are looked at in one release only. Queue mode takes PostgreSQL and Redis.
const { connect } = require('node:net');

const { E2E_POSTGRES_HOST, E2E_POSTGRES_PORT, E2E_REDIS_HOST, E2E_REDIS_PORT } = process.env;

const listens = async (port, host = '127.0.0.1') =>
	await new Promise((resolve) => {
		const socket = connect({ port: Number(port), host }, () => resolve(true));
		socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
	});

const release = (name, left = [], specs = '**/*') => ({
	displayName: name,
	rootDir: __dirname,
	testMatch: [`<rootDir>/specs/${specs}.test.ts`],
	testPathIgnorePatterns: left,
	globals: { n8nRelease: name },
	globalSetup: `<rootDir>/setup/start-${name}.ts`,
	globalTeardown: '<rootDir>/setup/stop.ts',
	transform: { '^.+\\.ts$': '<rootDir>/../support/jest/transform.js' },
});

/** A third n8n, for the chat model alone: `npm run test:e2e -- --selectProjects first-sdk`. */
const firstSdk = process.argv.includes('first-sdk');

/** @type {() => Promise<import('jest').Config>} */
module.exports = async () => {
	const services = [
		await listens(E2E_POSTGRES_PORT ?? 5432, E2E_POSTGRES_HOST),
		await listens(E2E_REDIS_PORT ?? 6379, E2E_REDIS_HOST),
	];
	const hasServices = services.every(Boolean);
	if (!hasServices) process.stderr.write('Not run: queue mode, which needs PostgreSQL and Redis\n');
	return {
		maxWorkers: 1,
		projects: [
			release('newest', hasServices ? [] : ['queue.test']),
			release('older', [
				'every-error.test',
				'examples.test',
				'forms.test',
				'models.test',
				'queue.test',
			]),
			...(firstSdk ? [release('first-sdk', [], 'chat-model')] : []),
		],
	};
};
