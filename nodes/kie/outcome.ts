import { type KieError, asKieError } from './errors';

/** How a piece of work ended, where both ends have to be looked at. */
export type Outcome<T> = { value: T } | { error: KieError };

/** Does the work and gives its end as a value; it never throws. */
export async function settle<T>(work: () => T | Promise<T>): Promise<Outcome<T>> {
	try {
		return { value: await work() };
	} catch (thrown) {
		return { error: asKieError(thrown) };
	}
}

/** Whether the work ended in an error. */
export const hasFailed = <T>(outcome: Outcome<T>): outcome is { error: KieError } =>
	'error' in outcome;
