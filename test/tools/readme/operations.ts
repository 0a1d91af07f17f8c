import { resources } from '../../../nodes/KieAi/actions';

const START = /(<!-- operations: [^\n]*-->\n)[^]*?(<!-- \/operations -->)/;

/** The table of all operations, from their declarations. */
function operationsTable(): string {
	const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'en');
	const rows = [...resources]
		.sort(byName)
		.flatMap(({ name: resource, operations }) =>
			[...operations]
				.sort(byName)
				.map(
					({ name, description }, i) => `| ${i === 0 ? resource : ''} | ${name} | ${description} |`,
				),
		);
	return ['| resource | operation | what it does |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The README with its table brought up to date. @throws {Error} when the README has lost the place for it. */
export function withOperations(readme: string): string {
	if (!START.test(readme)) throw new Error('The README has no place for the table of operations');
	return readme.replace(
		START,
		(_, start: string, end: string) => `${start}\n${operationsTable()}\n\n${end}`,
	);
}
