export type Verdict = 'confirmed' | 'contradicted' | 'unknown';

/** One thing that this project believes of Kie.ai, and what Kie.ai says to it. */
export interface Fact {
	name: string;
	verdict: Verdict;
	/** What this project believes; there where Kie.ai says something else. */
	expected?: string;
	/** What Kie.ai says, or why it could not be asked. */
	found?: string;
}

/** A part of the live check: its facts, one after the other. */
export type Facts = AsyncGenerator<Fact>;

const LONGEST = 400;

const shown = (value: unknown): string => {
	const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
	return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
};

/** A fact that holds or does not. */
export function judge(name: string, holds: boolean, expected: unknown, found: unknown): Fact {
	return holds
		? { name, verdict: 'confirmed' }
		: { name, verdict: 'contradicted', expected: shown(expected), found: shown(found) };
}

/** A fact about a value that has to be exactly this one. */
export const equal = (name: string, expected: unknown, found: unknown): Fact =>
	judge(name, JSON.stringify(expected) === JSON.stringify(found), expected, found);

/** A fact that Kie.ai could not be asked about. */
export const unknown = (name: string, reason: string): Fact => ({
	name,
	verdict: 'unknown',
	found: shown(reason),
});

/** The facts of a part; what breaks it off is a fact that is not known. */
export async function* guarded(name: string, facts: Facts): Facts {
	try {
		yield* facts;
	} catch (error) {
		yield unknown(name, error instanceof Error ? error.message : String(error));
	}
}

/** The names of an example that are missing in what was found. */
export const missingNames = (example: object, found: unknown): string[] =>
	Object.keys(example).filter((name) => !(name in Object(found)));
