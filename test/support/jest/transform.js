const { transformSync } = require('esbuild');

/** Takes the types out of a file. `npm run check` has looked at them; esbuild does not, which makes it fast. */
module.exports = {
	process: (source, sourcefile) =>
		transformSync(source, {
			loader: 'ts',
			format: 'cjs',
			target: 'node20',
			sourcemap: true,
			sourcefile,
			supported: { 'dynamic-import': false },
		}),
};
