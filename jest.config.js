/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test/unit', '<rootDir>/test/workflows'],
	testMatch: ['**/*.test.ts'],
	setupFiles: ['<rootDir>/test/support/environment.ts'],
	// Jest alone leaves one core idle, which is half of a small machine.
	maxWorkers: '100%',
	// Time in tests is virtual; this only ends a test that hangs.
	testTimeout: 60_000,
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.json' }] },
};
