/**
 * Sorts plain English by what is read of each entry. n8n reads every form when it starts, and the order of a language
 * would make it load that language's tables.
 */
export const byText =
	<T>(textOf: (entry: T) => string) =>
	(a: T, b: T): number => {
		const [one, other] = [textOf(a).toLowerCase(), textOf(b).toLowerCase()];
		return one < other ? -1 : Number(one > other);
	};
