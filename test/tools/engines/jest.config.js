const { join } = require('node:path');

const own = require('../../../jest.config');

const { ENGINE_MODULES = '' } = process.env;

/** @type {import('jest').Config} */
module.exports = {
	...own,
	rootDir: '../../..',
	// The engine of n8n 2.0 keeps a process alive that has loaded it.
	forceExit: true,
	roots: ['<rootDir>/test/workflows'],
	// The engine of another n8n in place of the one in node_modules; what it needs lies beside it.
	moduleNameMapper: {
		'^(n8n-core|n8n-workflow|@n8n/(?:backend-common|di))$': join(ENGINE_MODULES, '$1'),
	},
};
