/** What a check found wrong, one line each; empty when all is well. */
export type Problems = string[];

export interface Check {
	name: string;
	run: () => Promise<Problems>;
}

/**
 * Runs the checks in order and writes a line for each, its problems below.
 * @returns how many failed
 */
export async function runChecks(checks: Check[], write: (line: string) => void): Promise<number> {
	let failed = 0;
	for (const { name, run } of checks) {
		const problems = await run();
		if (problems.length) failed += 1;
		write(`${problems.length ? 'FAILED' : 'ok    '}  ${name}`);
		for (const problem of problems) write(indent(problem));
	}
	return failed;
}

function indent(text: string): string {
	return text.replace(/^/gm, '          ');
}
