// Every spec runs against each n8n release in turn; `--selectProjects newest` limits it to one. The forms are drawn from the
// same declarations everywhere, so they are looked at in one release only. Queue mode needs PostgreSQL and Redis and takes
// minutes: it runs where E2E_QUEUE_EXECUTIONS says how many executions it should have, 200 being its full size.
//
// Waits by callback are proven in the newest release only: in n8n 1.123.81 an execution of 20 items whose last callback came
// twice at the same moment was seen to stay waiting until its time limit.
const queue = process.env.E2E_QUEUE_EXECUTIONS ? [] : ['queue.test'];

const release = (name, left = []) => ({
	displayName: name,
	rootDir: __dirname,
	testMatch: ['<rootDir>/specs/**/*.test.ts'],
	testPathIgnorePatterns: left,
	globals: { n8nRelease: name },
	globalSetup: `<rootDir>/setup/start-${name}.ts`,
	globalTeardown: '<rootDir>/setup/stop.ts',
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/../tsconfig.json' }] },
});

/** @type {import('jest').Config} */
module.exports = {
	maxWorkers: 1,
	projects: [release('newest', queue), release('older', ['forms.test', 'queue.test', 'callbacks'])],
};
