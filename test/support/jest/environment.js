const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** How Jest names the symbols under which it keeps the state of one test file among the globals. */
const JEST_STATE = /^[A-Z_]+$/;

/**
 * Runs tests among the globals of Node.js itself, as n8n runs nodes: an `Error` or an array is then of the same kind in
 * tests, in nodes, and in the packages, which `runtime.js` keeps for the next test file.
 */
module.exports = class OneRealm {
	constructor({ projectConfig: config }) {
		this.global = Object.assign(globalThis, config.globals);
		this.moduleMocker = new ModuleMocker(globalThis);
		this.fakeTimers = null;
		this.fakeTimersModern = new ModernFakeTimers({ config, global: globalThis });
		this.before = { console, exit: process.exit };
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	getVmContext() {
		return null;
	}

	async setup() {}

	/** Leaves to the next test file nothing of this one, and to packages the globals that they made. */
	async teardown() {
		this.fakeTimersModern.dispose();
		globalThis.console = this.before.console;
		process.exit = this.before.exit;
		for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
			if (JEST_STATE.test(symbol.description)) delete globalThis[symbol];
		}
	}
};
