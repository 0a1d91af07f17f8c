/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { join } from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { runCommand } from '../cache/command';
import type { InstalledN8n } from '../cache/n8n';
import { environmentFor } from '../cache/node';
import type { InstalledPackage } from './install';

/** Runs in n8n's own Node.js, with n8n's own SQLite module; waits its turn while n8n writes. */
const SCRIPT = `
const { sqlite, database, statements } = JSON.parse(process.argv[1]);
const db = new (require(sqlite).Database)(database);
db.configure('busyTimeout', 10000);
db.serialize(() => {
	db.run('PRAGMA foreign_keys = ON');
	for (const [sql, values] of statements) {
		db.run(sql, values, (error) => { if (error) { console.error(error); process.exitCode = 1; } });
	}
});
db.close();
`;

type Statement = [sql: string, values: unknown[]];

/**
 * Enters the package in n8n's list of community packages (Settings > Community nodes), as n8n's own
 * installer does. n8n must be running, so that its tables exist.
 */
export async function registerPackage(
	n8n: InstalledN8n,
	userFolder: string,
	installed: InstalledPackage,
	nodes: INodeTypeDescription[],
): Promise<void> {
	const job = {
		sqlite: join(n8n.folder, 'node_modules', 'sqlite3'),
		database: join(userFolder, '.n8n', 'database.sqlite'),
		statements: statementsFor(installed, nodes),
	};
	await runCommand(n8n.node.bin, ['-e', SCRIPT, JSON.stringify(job)], {
		env: environmentFor(n8n.node),
	});
}

function statementsFor(
	{ name, version, author }: InstalledPackage,
	nodes: INodeTypeDescription[],
): Statement[] {
	const now = new Date().toISOString().replace('T', ' ').slice(0, -1);
	const insertNode =
		'INSERT INTO installed_nodes (name, type, latestVersion, package) VALUES (?, ?, ?, ?)';
	return [
		['DELETE FROM installed_packages WHERE packageName = ?', [name]],
		[
			'INSERT INTO installed_packages (packageName, installedVersion, authorName, authorEmail, createdAt, updatedAt) VALUES (?, ?, ?, ?, ?, ?)',
			[name, version, author.name, author.email, now, now],
		],
		...nodes
			.filter((node) => !node.name.endsWith('Tool'))
			.map((node): Statement => {
				const latest = Math.max(...[node.version].flat());
				return [insertNode, [node.displayName, node.name, latest, name]];
			}),
	];
}
