import type { IExecuteFunctions } from 'n8n-workflow';

/** How often the node was run again in an execution, by the node's memory of that execution. */
const triesDone = new WeakMap<object, number>();

/**
 * Whether n8n will throw away what the node is about to return and run it again: it does so when Retry On Fail is on
 * and the first item carries an error, until the tries are used up.
 */
export function willBeRetried(context: IExecuteFunctions, firstItemFailed: boolean): boolean {
	const { retryOnFail, maxTries } = context.getNode();
	const execution = context.getContext('node');
	const done = (triesDone.get(execution) ?? 0) + 1;
	const isRetried = retryOnFail === true && firstItemFailed && done < triesOf(maxTries);
	if (isRetried) triesDone.set(execution, done);
	else triesDone.delete(execution);
	return isRetried;
}

/** n8n runs a node two to five times, whatever number the workflow's JSON holds. */
const triesOf = (maxTries: number | undefined) => Math.min(5, Math.max(2, maxTries || 3));
