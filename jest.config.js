/** @type {import('jest').Config} */
module.exports = {
	// Packages are loaded once per process, and in the same realm as tests.
	runtime: '<rootDir>/test/support/jest/runtime.js',
	testEnvironment: '<rootDir>/test/support/jest/environment.js',
	roots: ['<rootDir>/test/unit', '<rootDir>/test/workflows'],
	testMatch: ['**/*.test.ts'],
	setupFiles: ['<rootDir>/test/support/jest/setup.ts'],
	// Jest alone leaves one core idle, which is half of a small machine.
	maxWorkers: '100%',
	// Time in tests is virtual; this only ends a test that hangs, on a busy machine too.
	testTimeout: 180_000,
	transform: { '^.+\\.ts$': '<rootDir>/test/support/jest/transform.js' },
};
