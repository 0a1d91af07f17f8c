/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const ROOT = join(__dirname, '../..');

/** What the sandbox shares with the package: the list of models, as data, and its shape. */
const SHARED = ['nodes/kie/catalogue/snapshot.json', 'nodes/kie/catalogue/model.ts'];

const IMPORT = /(?:\bfrom |\bimport\(|\bimport |\brequire\()'(\.{1,2}(?:\/[^']*)?)'/g;

/** Rooms of the drawing in CONTRIBUTING.md, each with those that its arrows lead to. */
function readDrawing(): Map<string, string[]> {
	const [, drawing] = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8').split(/```(?:mermaid)?/);
	const names = new Map<string, string>();
	for (const [, name, path] of drawing.matchAll(/(\w+)\["([^"]+)"\]/g)) names.set(name, path);
	const rooms = new Map([...names.values()].map((path): [string, string[]] => [path, []]));
	for (const line of drawing.split('\n').filter((one) => one.includes('-->'))) {
		const [from, ...to] = line.replace(/\["[^"]+"\]/g, '').split(/-->|&/);
		const targets = to.map((name) => names.get(name.trim()) ?? name);
		rooms.get(names.get(from.trim()) ?? from)?.push(...targets);
	}
	return rooms;
}

function sources(): string[] {
	return ['nodes', 'credentials', 'test'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => `${folder}/${file.split(sep).join('/')}`),
	);
}

/** The file behind an import, as a path from the root; nothing where it is none of a room, such as package.json. */
function resolveImport(importer: string, target: string): string | undefined {
	const base = join(ROOT, dirname(importer), target);
	const found = [`${base}.ts`, join(base, 'index.ts'), base].find(
		(file) => /\.(ts|json)$/.test(file) && existsSync(file),
	);
	const path = found && relative(ROOT, found).split(sep).join('/');
	return path?.includes('/') ? path : undefined;
}

function importsOf(file: string): string[] {
	const text = readFileSync(join(ROOT, file), 'utf8');
	const found = [...text.matchAll(IMPORT)].map(([, target]) => resolveImport(file, target));
	return found.filter((path) => path !== undefined);
}

const drawing = readDrawing();
const graph = new Map(sources().map((file): [string, string[]] => [file, importsOf(file)]));

/** The innermost room that a file is in. */
function roomOf(file: string): string | undefined {
	const rooms = [...drawing.keys()].filter((room) => `${file}/`.startsWith(`${room}/`));
	return rooms.sort((a, b) => b.length - a.length)[0];
}

/** The rooms that arrows reach from one, itself among them. */
function reach(room: string, arrows = drawing): string[] {
	return [room, ...(arrows.get(room) ?? []).flatMap((next) => reach(next, arrows))];
}

const contains = (outer: string, inner: string) => `${inner}/`.startsWith(`${outer}/`);

/** A room, and what is in it or around it, is open to those that reach it. */
function follows(importer: string, target: string, arrows = drawing): boolean {
	const [from, to] = [roomOf(importer), roomOf(target)];
	if (from === undefined || to === undefined) return false;
	if (from === 'test/sandbox' && SHARED.includes(target)) return true;
	return reach(from, arrows).some((room) => contains(room, to) || contains(to, room));
}

const allImports = [...graph].flatMap(([file, targets]) => targets.map((to) => ({ file, to })));

/** Files of the package that import each other, as a path that leads back to its start. */
function findCircle(): string[] | undefined {
	const finished = new Set<string>();
	const visit = (file: string, path: string[]): string[] | undefined => {
		if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
		if (finished.has(file)) return undefined;
		for (const next of graph.get(file) ?? []) {
			const circle = visit(next, [...path, file]);
			if (circle) return circle;
		}
		finished.add(file);
		return undefined;
	};
	const shipped = [...graph.keys()].filter((file) => !file.startsWith('test/'));
	return shipped.map((file) => visit(file, [])).find((circle) => circle !== undefined);
}

/** An import of values, which loads its file at once; one of types is gone by then, and `import()` comes later. */
const LOADING_IMPORT = /^(?:import|export) (?!type )([^;']*?)from '(\.[^']*)'/gm;

const isOnlyTypes = (names: string) =>
	/^\{[^}]*\}\s*$/.test(names) &&
	names.split(/[{},]/).every((name) => /^\s*(type .*)?$/.test(name));

function loadedBy(file: string): string[] {
	const text = readFileSync(join(ROOT, file), 'utf8');
	return [...text.matchAll(LOADING_IMPORT)]
		.filter(([, names]) => !isOnlyTypes(names))
		.map(([, , target]) => resolveImport(file, target))
		.filter((path) => path !== undefined);
}

/** Everything that n8n reads when it starts. */
function loadedAtStart(): string[] {
	const entrances = [...graph.keys()].filter((file) => /\.(node|credentials)\.ts$/.test(file));
	const loaded = new Set(entrances);
	for (const file of loaded) {
		if (file.endsWith('.ts')) for (const next of loadedBy(file)) loaded.add(next);
	}
	return [...loaded];
}

/** Code and data that only a run or the editor needs. */
const NEEDED_LATER = [
	'nodes/KieAi/execute/parameters',
	'nodes/KieAi/execute/submit',
	'nodes/kie/callbacks',
	'nodes/kie/catalogue',
	'nodes/kie/chat/wires',
	'nodes/kie/connection.ts',
	'nodes/kie/tasks/families',
	'nodes/kie/transport.ts',
	'nodes/kie/values',
];

describe('what n8n reads when it starts', () => {
	it('is the forms of the nodes, and no code that only runs', () => {
		const loaded = loadedAtStart();
		expect(loaded.length).toBeGreaterThan(100);
		const early = loaded.filter((file) => NEEDED_LATER.some((room) => contains(room, file)));
		expect(early).toEqual([]);
	});
});

describe('the drawing of the rooms', () => {
	it('has a room for every source file', () => {
		expect(graph.size).toBeGreaterThan(250);
		expect([...graph.keys()].filter((file) => roomOf(file) === undefined)).toEqual([]);
	});

	it('has an arrow for every import', () => {
		const astray = allImports.filter(({ file, to }) => !follows(file, to));
		expect(astray).toEqual([]);
	});

	it('has no arrow that no import needs', () => {
		const arrows = [...drawing].flatMap(([from, to]) => to.map((next) => ({ from, next })));
		const built = arrows.filter(({ from, next }) =>
			[from, next].every((room) => existsSync(join(ROOT, room))),
		);
		const idle = built.filter(({ from, next }) => {
			const fewer = new Map(drawing).set(
				from,
				(drawing.get(from) ?? []).filter((room) => room !== next),
			);
			return allImports.every(({ file, to }) => follows(file, to, fewer));
		});
		expect(idle).toEqual([]);
	});

	it('is one of files that do not import each other in a circle', () => {
		expect(findCircle()).toBeUndefined();
	});
});
