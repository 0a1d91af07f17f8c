/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

import { type ErrorCategory, adviceFor } from '../../nodes/kie/advice';
import { scripts } from '../../package.json';

const ROOT = resolve(__dirname, '../..');
const SKIPPED = new Set(['node_modules', 'dist', 'coverage', 'demo-output', 'artefacts']);
const LARGEST_PICTURE = 80 * 1024;

function filesBelow(folder: string, ending: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isFile()) return path.endsWith(ending) ? [path] : [];
		const isOurs = entry.name === '.github' || !entry.name.startsWith('.');
		return entry.isDirectory() && isOurs && !SKIPPED.has(entry.name)
			? filesBelow(path, ending)
			: [];
	});
}

const read = (path: string) => readFileSync(path, 'utf8');
const withoutCode = (text: string) => text.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
const linksIn = (text: string) =>
	[...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);

/** The anchors of a page, as GitHub makes them of its headings. */
const anchorsOf = (text: string) =>
	[...text.replace(/^```[^]*?^```/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replace(/\s/g, '-'),
	);

function problemOf(page: string, link: string): string | undefined {
	if (/^\w+:/.test(link)) {
		const isGood = link.startsWith('https://') && URL.canParse(link);
		return isGood ? undefined : `${link}: no https address`;
	}
	const [path, anchor] = link.split('#');
	const target = path === '' ? page : resolve(dirname(page), path);
	if (relative(ROOT, target).startsWith('..')) return `${link}: leads out of the project`;
	if (!existsSync(target)) return `${link}: no such file`;
	if (anchor === undefined || anchorsOf(read(target)).includes(anchor)) return undefined;
	return `${link}: no such heading`;
}

const pages = filesBelow(ROOT, '.md');

describe('the documents', () => {
	it.each(pages.map((page) => relative(ROOT, page)))(
		'%s has no link that leads nowhere',
		(page) => {
			const file = join(ROOT, page);
			const problems = linksIn(read(file)).map((link) => problemOf(file, link));
			expect(problems.filter(Boolean)).toEqual([]);
		},
	);

	it('notices a link to a file, a heading or a host that is not there', () => {
		const page = join(ROOT, 'README.md');
		expect(problemOf(page, 'docs/nowhere.md')).toContain('no such file');
		expect(problemOf(page, 'docs/errors.md#nothing')).toContain('no such heading');
		expect(problemOf(page, 'http://example.com')).toContain('no https address');
		expect(problemOf(page, '../other/README.md')).toContain('leads out');
		expect(problemOf(page, 'docs/errors.md#categories')).toBeUndefined();
	});

	it('are all within reach of the README', () => {
		const reached = linksIn(read(join(ROOT, 'README.md')));
		for (const page of filesBelow(join(ROOT, 'docs'), '.md')) {
			expect(reached).toContain(relative(ROOT, page));
		}
	});

	it('have pictures that are small, and shown somewhere', () => {
		const shown = pages.flatMap((page) =>
			linksIn(read(page)).map((link) => resolve(dirname(page), link)),
		);
		for (const picture of filesBelow(join(ROOT, 'docs'), '.png')) {
			expect(statSync(picture).size).toBeLessThan(LARGEST_PICTURE);
			expect(shown).toContain(picture);
		}
	});
});

/** The files and folders of the project that a page names as code. */
const pathsIn = (text: string) =>
	[...text.matchAll(/`((?:\w[\w-]*\/)+[\w.-]*)`/g)]
		.map(([, path]) => path)
		.filter((path) => !SKIPPED.has(path.split('/')[0]) && !/^live-check/.test(path));

const commandsIn = (text: string) =>
	[...text.matchAll(/npm run ([a-z\d]+(?::[a-z\d]+)*)/g)].map(([, name]) => name);

describe('what the documents name', () => {
	it.each(pages.map((page) => relative(ROOT, page)))('%s: is there', (page) => {
		const text = read(join(ROOT, page));

		expect(pathsIn(text).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
		expect(commandsIn(text).filter((name) => !(name in scripts))).toEqual([]);
	});

	it('includes every command of package.json', () => {
		const text = read(join(ROOT, 'CONTRIBUTING.md'));

		const isNamed = (name: string) =>
			[`npm run ${name}`, `npm ${name}`, `\`${name}\``].some((words) => text.includes(words));
		expect(Object.keys(scripts).filter((name) => !isNamed(name))).toEqual([]);
	});
});

describe('docs/errors.md', () => {
	const text = read(join(ROOT, 'docs/errors.md'));
	const cellsOf = (row: string) => row.split('|').map((cell) => cell.replace(/`/g, '').trim());
	const rowsBelow = (heading: string) =>
		text
			.split(`## ${heading}\n`)[1]
			.split('\n## ')[0]
			.split('\n')
			.filter((line) => /^\| `?\w+`? +\| /.test(line) && !/^\| (category|code) /.test(line))
			.map(cellsOf);

	/** The compiler demands every category there is. */
	const CATEGORIES: Record<ErrorCategory, true> = {
		...{ credential: true, credits: true, limit: true, rate: true, input: true },
		...{ moderation: true, provider: true, maintenance: true, network: true, blocked: true },
		...{ uncertain: true, timeout: true, cancelled: true, unexpected: true },
	};

	it('explains every category once', () => {
		const explained = rowsBelow('Categories').map(([, category]) => category);
		expect(explained.sort()).toEqual(Object.keys(CATEGORIES).sort());
	});

	it('has every code that is not read like any unknown one, as the nodes read it', () => {
		const usual = adviceFor(599, '');
		const codes = Array.from({ length: 200 }, (_, i) => 400 + i);
		const own = codes.filter((code) => adviceFor(code, '').hint !== usual.hint);
		const rows = rowsBelow('Codes').map(([, code, category, retryable]) => ({
			...{ code: Number(code), category, retryable: retryable === 'yes' },
		}));
		for (const { code, ...advice } of rows) {
			const { category, retryable } = adviceFor(code, '');
			expect({ code, ...advice }).toEqual({ code, category, retryable });
		}
		expect(rows.map(({ code }) => code)).toEqual(expect.arrayContaining(own));
	});
});
