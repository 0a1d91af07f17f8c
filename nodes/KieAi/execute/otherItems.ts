import { asRecords, text } from '../../kie/json';
import { type Outcome, hasFailed } from '../../kie/outcome';
import type { ResultItem } from '../../results/delivery';

/** Failures that are told in their own words: enough to see what is wrong. */
const MOST_FAILURES = 10;

interface Mention {
	itemIndex: number;
	taskId?: string;
	/** Of models that failed before the one that the item ended with. */
	earlierIds: string[];
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
	const paid = others.filter((other) => idsOf(other).length > 0 && !told.includes(other));
	return [
		...told.map((other) => {
			const ids = idsOf(other).join(', ');
			return `Item ${other.itemIndex}: ${other.message}${ids && ` (task ID ${ids})`}`;
		}),
		...(untold.length > 0 ? [`${untold.length} more items failed`] : []),
		...paid.map(
			(other) => `Item ${other.itemIndex} is paid for: task ID ${idsOf(other).join(', ')}`,
		),
	];
}

function mention(outcome: Outcome<unknown>, itemIndex: number): Mention {
	if (hasFailed(outcome)) {
		const { message, taskId, insteadOf } = outcome.error.failure;
		return { itemIndex, message, taskId, earlierIds: idsIn(insteadOf) };
	}
	const [first] = Array.isArray(outcome.value) ? (outcome.value as ResultItem[]) : [];
	const { taskId, insteadOf } = first?.json ?? {};
	return { itemIndex, taskId: text(taskId), earlierIds: idsIn(insteadOf) };
}

const idsIn = (insteadOf: unknown): string[] =>
	asRecords(insteadOf).flatMap(({ taskId }) => text(taskId) ?? []);

const idsOf = ({ taskId, earlierIds }: Mention): string[] => [
	...earlierIds,
	...(taskId ? [taskId] : []),
];
