export type JsonSchema = { [keyword: string]: unknown };

type Parser = [RegExp, (match: RegExpMatchArray) => JsonSchema];

const present = (name: string): JsonSchema => ({ required: [name] });

function equals(name: string, value: unknown): JsonSchema {
	return { required: [name], properties: { [name]: { const: value } } };
}

const PARSERS: Parser[] = [
	[/^(\w+) is absent$/, ([, name]) => ({ not: present(name) })],
	[/^(\w+) is present$/, ([, name]) => present(name)],
	[/^(\w+) === (.+)$/, ([, name, value]) => equals(name, literal(value))],
	[/^(\w+) !== (.+)$/, ([, name, value]) => ({ not: equals(name, literal(value)) })],
	[
		/^(\w+) in \[(.+)\]$/,
		([, name, list]) => ({
			required: [name],
			properties: { [name]: { enum: list.split(',').map((one) => one.trim()) } },
		}),
	],
];

function literal(text: string): unknown {
	return JSON.parse(text.trim().replace(/'/g, '"'));
}

function term(text: string): JsonSchema {
	const trimmed = text.trim().replace(/^\((.*)\)$/, '$1');
	if (trimmed.includes(' && ')) return { allOf: trimmed.split(' && ').map(term) };
	for (const [pattern, build] of PARSERS) {
		const match = trimmed.match(pattern);
		if (match) return build(match);
	}
	throw new Error(`Unknown condition in the facts: ${text}`);
}

/** The JSON Schema that holds exactly when a condition of the facts holds; throws on one it cannot read. */
export function conditionSchema(expression: string): JsonSchema {
	const alternatives = expression.split(' || ').map(term);
	return alternatives.length === 1 ? alternatives[0] : { anyOf: alternatives };
}
