import type { Limit, Rule } from './field';

/** At most so many characters; where the limit depends on the model, a table by model with `otherwise`. */
export function maxLength(limit: number | Record<string, number>, otherwise?: number): Limit {
	return (value, values) => {
		const model = String(values.model);
		const most = typeof limit === 'number' ? limit : (limit[model] ?? otherwise ?? Infinity);
		const length = [...String(value)].length;
		if (length <= most) return undefined;
		const whose = typeof limit === 'number' ? '' : ` with model ${model}`;
		return `takes at most ${most} characters${whose}, this one has ${length}`;
	};
}

/** A number from `min` to `max`, both included. */
export function between(min: number, max: number): Limit {
	return (value) => {
		const n = Number(value);
		return n >= min && n <= max
			? undefined
			: `must be between ${min} and ${max}, but is ${String(value)}`;
	};
}

/** A number of at least `min`. */
export const atLeast =
	(min: number): Limit =>
	(value) =>
		Number(value) >= min ? undefined : `must be at least ${min}, but is ${String(value)}`;

/** A number above 0. */
export const positive: Limit = (value) =>
	Number(value) > 0 ? undefined : `must be above 0, but is ${String(value)}`;

/** A whole number. */
export const whole: Limit = (value) =>
	Number.isInteger(Number(value)) ? undefined : `must be a whole number, but is ${String(value)}`;

/** A list of `min` to `max` entries, both included. */
export function count(min: number, max: number): Limit {
	return (value) => {
		const n = Array.isArray(value) ? value.length : 1;
		const range = min === max ? `exactly ${min}` : `${min} to ${max}`;
		return n >= min && n <= max ? undefined : `takes ${range} entries, but has ${n}`;
	};
}

/** One end of a section. `otherwise` is Kie.ai's own value for an end that is not set. */
interface SectionEnd {
	name: string;
	label: string;
	otherwise?: number;
}

/** Two moments in seconds, the second one `min` to `max` seconds after the first. */
export function secondsApart(
	from: SectionEnd,
	to: SectionEnd,
	min: number,
	max = Number.POSITIVE_INFINITY,
): Rule {
	const open = max === Number.POSITIVE_INFINITY;
	const distance = open ? `at least ${inSeconds(min)}` : `${min} to ${inSeconds(max)}`;
	return (values) => {
		const start = Number(values[from.name] ?? from.otherwise);
		const end = Number(values[to.name] ?? to.otherwise);
		const seconds = hundredths(end - start);
		if (seconds >= min && seconds <= max) return undefined;
		return `${to.label} must be ${distance} after ${from.label}, but they are ${end} and ${start}`;
	};
}

const inSeconds = (n: number) => `${n} ${n === 1 ? 'second' : 'seconds'}`;

/** A number with two decimals, which is as exact as Kie.ai takes times and weights. */
export const hundredths = (value: unknown): number => Math.round(Number(value) * 100) / 100;
