import type { Fact, Verdict } from './fact';

const SIGNS: Record<Verdict, string> = { confirmed: '✓', contradicted: '✗', unknown: '?' };

/** A fact as it is printed. */
export function line({ name, verdict, expected, found }: Fact): string {
	const head = `${SIGNS[verdict]} ${verdict.padEnd(12)} ${name}`;
	if (verdict === 'confirmed') return head;
	if (verdict === 'unknown') return `${head}\n    ${found}`;
	return `${head}\n    known here  ${expected}\n    Kie.ai says ${found}`;
}

const VERDICTS: Verdict[] = ['confirmed', 'contradicted', 'unknown'];

const count = (facts: Fact[], verdict: Verdict) =>
	facts.filter((fact) => fact.verdict === verdict).length;

/** How many facts ended how. */
export const summary = (facts: Fact[]): string =>
	VERDICTS.map((verdict) => `${count(facts, verdict)} ${verdict}`).join(', ');

/** What Kie.ai contradicts, as the text of an issue. */
export function driftReport(facts: Fact[]): string {
	const drift = facts.filter(({ verdict }) => verdict === 'contradicted');
	const rows = drift.map(
		(fact) => `- **${fact.name}**: here ${code(fact.expected)}, Kie.ai ${code(fact.found)}`,
	);
	return [
		`The live check found ${summary(facts)}.`,
		'',
		...rows,
		'',
		'CONTRIBUTING, *When Kie.ai changes something*, says what to do with each.',
		'',
	].join('\n');
}

const code = (text = '') => `\`${text.replace(/`/g, "'").replace(/\s+/g, ' ')}\``;
