import type { Conditions, Field, Values } from './field';
import type { Operation } from './operation';

/** Stands among the values of a condition: the other field is filled in, with whatever. */
export const FILLED_IN = { _cnd: { exists: true as const } };

/** Whether the values of the other fields are such that a field is there. */
export const applies = ({ when = {} }: Pick<Field, 'when'>, values: Values): boolean =>
	Object.entries(when).every(([name, allowed]) => isAmong(allowed, values[name]));

const isAmong = (allowed: Conditions[string], value: unknown): boolean =>
	allowed.some((one) => one === value || (one === FILLED_IN && value !== undefined));

/** What other fields have to be for a field to be there: "Custom Mode is on and Instrumental is off". */
export function conditionWords({ when = {} }: Pick<Field, 'when'>, operation: Operation): string {
	const all = [...operation.fields, ...(operation.options ?? [])].map(({ property }) => property);
	return Object.entries(when)
		.map(([name, allowed]) => {
			const { displayName = name, options = [] } = all.find((one) => one.name === name) ?? {};
			const words = allowed.map((value) => wordFor(value, options));
			return `${displayName} is ${words.join(' or ')}`;
		})
		.join(' and ');
}

function wordFor(value: unknown, options: NonNullable<Field['property']['options']>): string {
	if (value === FILLED_IN) return 'filled in';
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	return (
		options.find((option) => 'value' in option && option.value === value)?.name ?? String(value)
	);
}
