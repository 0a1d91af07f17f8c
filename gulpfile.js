const { rmSync } = require('node:fs');
const { dest, parallel, src } = require('gulp');

function clean(done) {
	rmSync('dist', { recursive: true, force: true });
	done();
}

const icons = () => src('icons/*.svg', { encoding: false }).pipe(dest('dist/icons'));

const codexFiles = () => src('nodes/**/*.node.json', { encoding: false }).pipe(dest('dist/nodes'));

exports.clean = clean;
exports['build:assets'] = parallel(icons, codexFiles);
