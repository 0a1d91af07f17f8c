import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What the sandbox shares with the package: the list of models, as data, and its shape. */
const SHARED = {
	'test/sandbox': ['nodes/kie/catalogue/snapshot.json', 'nodes/kie/catalogue/model.ts'],
};

const sharedWith = (target, from) =>
	(SHARED[target] ?? []).filter((file) => within(file, from)).map((file) => relative(from, file));

const within = (inner, outer) => inner === outer || inner.startsWith(`${outer}/`);

/**
 * The arrows of the drawing in CONTRIBUTING.md: for every room (a folder or a file) those that its arrows lead to.
 * @throws {Error} when there is no drawing
 */
function arrowsOf(text) {
	const [, drawing] = /```mermaid\n([^]*?)```/.exec(text) ?? [];
	if (!drawing) throw new Error('CONTRIBUTING.md has no drawing of the rooms');
	const paths = new Map(
		[...drawing.matchAll(/(\w+)\["(.+?)"\]/g)].map(([, name, path]) => [name, path]),
	);
	const arrows = new Map([...paths.values()].map((room) => [room, []]));
	for (const line of drawing.replaceAll(/\[".+?"\]/g, '').split('\n')) {
		const [from, to] = line
			.split('-->')
			.map((side) => side.split('&').map((name) => paths.get(name.trim())));
		if (to) for (const room of from) arrows.get(room).push(...to);
	}
	return arrows;
}

/** The zones of `import-x/no-restricted-paths`: for every room all those that its arrows do not reach. */
export function zonesOf(root) {
	const arrows = arrowsOf(readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8'));
	const reached = (room) => [room, ...arrows.get(room).flatMap(reached)];
	const rooms = [...arrows.keys()];
	return rooms.flatMap((target) => {
		const open = reached(target);
		const related = (room) => open.some((one) => within(room, one) || within(one, room));
		return rooms
			.filter((room) => !related(room))
			.map((from) => ({
				...{ target, from, except: sharedWith(target, from) },
				message: 'The drawing in CONTRIBUTING.md has no arrow that leads there.',
			}));
	});
}
