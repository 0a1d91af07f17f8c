/** Fields that hold JSON as text: compared by what is inside. */
const NESTED = ['resultJson'];
/** Fields that the facts allow to be a number or a numeric text. */
const EITHER = ['start', 'end'];

const kindOf = (value: unknown) =>
	value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** How a body differs from an example in keys and types; empty when it does not. */
export function differences(actual: unknown, example: unknown, at = '$'): string[] {
	const name = at.split('.').at(-1) ?? '';
	if (EITHER.includes(name) && actual !== null && !Number.isNaN(Number(actual))) return [];
	if (kindOf(actual) !== kindOf(example)) {
		return [`${at} is ${kindOf(actual)} instead of ${kindOf(example)}`];
	}
	if (NESTED.includes(name) && actual !== '' && example !== '') {
		return differences(JSON.parse(String(actual)), JSON.parse(String(example)), `${at}()`);
	}
	if (Array.isArray(example)) return ofLists(actual as unknown[], example, at);
	if (kindOf(example) === 'object') return ofObjects(actual as object, example as object, at);
	return [];
}

function ofLists(actual: unknown[], examples: unknown[], at: string): string[] {
	if (actual.length === 0 && examples.length > 0) return [`${at} is empty`];
	return actual.flatMap((one, index) => {
		const tries = examples.map((example) => differences(one, example, `${at}[${index}]`));
		return tries.some((found) => found.length === 0) ? [] : (tries[0] ?? [`${at} is not empty`]);
	});
}

function ofObjects(actual: object, example: object, at: string): string[] {
	const missing = Object.keys(example).filter((key) => !(key in actual));
	const extra = Object.keys(actual).filter((key) => !(key in example));
	return [
		...missing.map((key) => `${at}.${key} is missing`),
		...extra.map((key) => `${at}.${key} is not in the example`),
		...Object.entries(example)
			.filter(([key]) => key in actual)
			.flatMap(([key, one]) =>
				differences((actual as Record<string, unknown>)[key], one, `${at}.${key}`),
			),
	];
}
