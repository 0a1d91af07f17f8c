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
export const hasFailed = (outcome: Outcome<unknown> | undefined): outcome is { error: KieError } =>
	outcome !== undefined && 'error' in outcome;
