const { sep } = require('node:path');
const { compileFunction } = require('node:vm');

const { default: JestRuntime } = require('jest-runtime');

const PACKAGES = `${sep}node_modules${sep}`;

/**
 * Leaves packages to Node.js, which loads each of them once per process, as it does for n8n. Jest would load n8n's whole
 * engine again for every test file, which takes longer than most of them run. The files of this project it does load anew.
 */
module.exports = class SharedPackages extends JestRuntime {
	constructor(...args) {
		super(...args);
		const { executor } = this;
		executor.compile = (code, filename) =>
			compileFunction(code, executor.injectedModuleParameters, { filename });
	}

	requireModule(from, name, options, isActual) {
		const shared = this.sharedPath(from, name, options);
		return shared ? require(shared) : super.requireModule(from, name, options, isActual);
	}

	/** Where a package lies that is shared. Jest has its own copies, and `jest.isolateModules` asks for one. */
	sharedPath(from, name, options) {
		const isOwn = options?.isInternalModule || this.registries.isIsolated();
		if (isOwn || !name || this._resolution.isCoreModule(name)) return undefined;
		const mapped = this._resolution.getCjsMockModule(from, name);
		const path = mapped ?? this._resolution.resolveCjs(from, name);
		return path.includes(PACKAGES) ? path : undefined;
	}

	// `process` is the real one, whose functions stay as they are.
	installGetBuiltinModule() {}
};
