import { type Outcome, hasFailed } from '../../kie/outcome';
import type { ResultItem } from '../../results/delivery';

/** Failures that are told in their own words: enough to see what is wrong. */
const MOST_FAILURES = 10;

interface Mention {
	itemIndex: number;
	taskId?: string;
	message?: string;
}

/**
 * What became of the other items, for the error of one: every task that was paid for, so that none is lost, and as many
 * failures as a person reads.
 */
export function describeOthers(outcomes: Array<Outcome<unknown>>, failedItem: number): string[] {
	const others = outcomes.map(mention).filter(({ itemIndex }) => itemIndex !== failedItem);
	const failed = others.filter(({ message }) => message !== undefined);
	const told = failed.slice(0, MOST_FAILURES);
	const untold = failed.slice(MOST_FAILURES);
	const paid = others.filter((other) => other.taskId && !told.includes(other));
	return [
		...told.map(({ itemIndex, message, taskId }) => {
			return `Item ${itemIndex}: ${message}${taskId ? ` (task ID ${taskId})` : ''}`;
		}),
		...(untold.length > 0 ? [`${untold.length} more items failed`] : []),
		...paid.map(({ itemIndex, taskId }) => `Item ${itemIndex} is paid for: task ID ${taskId}`),
	];
}

function mention(outcome: Outcome<unknown>, itemIndex: number): Mention {
	if (hasFailed(outcome)) {
		const { message, taskId } = outcome.error.failure;
		return { itemIndex, message, taskId };
	}
	const [first] = Array.isArray(outcome.value) ? (outcome.value as ResultItem[]) : [];
	return { itemIndex, taskId: first?.json.taskId as string | undefined };
}
