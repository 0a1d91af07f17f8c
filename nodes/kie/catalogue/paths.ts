import { isEmpty } from '../values/blank';
import type { Condition, Model } from './model';

export type Input = Record<string, unknown>;

/** The values at a name: one for `a`, one per entry of a list for `a[].b`. */
export function valuesAt(input: Input, path: string): unknown[] {
	const [list, key] = path.split('[].');
	if (key === undefined) return path in input ? [input[path]] : [];
	const entries = Array.isArray(input[list]) ? (input[list] as Input[]) : [];
	const has = (entry: unknown) => typeof entry === 'object' && entry !== null && key in entry;
	return entries.filter(has).map((entry) => entry[key]);
}

/** Whether anything stands at a name. */
export const isPresent = (input: Input, path: string): boolean =>
	valuesAt(input, path).some((value) => !isEmpty(value));

/** The value that counts: what is sent, else what Kie.ai takes for it. */
export function effective(model: Model, input: Input, name: string): unknown {
	return name in input ? input[name] : model.fields.find((field) => field.name === name)?.default;
}

/** Whether a condition holds. */
export function holds(model: Model, input: Input, when: Condition): boolean {
	if (when.present !== undefined) return isPresent(input, when.field) === when.present;
	const value = effective(model, input, when.field);
	return (when.in ?? [when.equals]).some((wanted) => wanted === value);
}
