import type { KieError } from '../../../kie/errors';

/** What became of one submission that has not been delivered to the workflow yet. */
interface Entry {
	bought?: unknown;
	uncertain?: KieError;
	/** Some run of the node is looking after it right now. */
	attended: boolean;
}

/** More undelivered submissions than this are not remembered; the oldest are forgotten first. */
const CAPACITY = 10_000;

const submissions = new Map<string, Entry[]>();
const tries = new Map<string, number>();

/**
 * One submission as its item sees it. n8n's Retry On Fail and an agent's tool retry run the node again, and again with
 * the same item: then the claim finds what was paid for before. Kept in this process only, until it is delivered.
 */
export interface Submission {
	/** What an earlier try bought and nobody has been given yet: a task, or an answer. */
	readonly result?: unknown;
	/** An earlier try does not know whether it bought something. */
	readonly uncertain?: KieError;
	complete(bought: unknown): void;
	markUncertain(error: KieError): void;
	/** Nothing is left to come back to: refused, or failed at Kie.ai. */
	discard(): void;
	/** The run ends; what it started stays findable for the next try. */
	release(): void;
}

/** Claims the submission of a request by an item of a node in an execution. Tool retries change n8n's run index, so it is no part of the key. */
export function acquire(
	executionId: string,
	nodeName: string,
	itemIndex: number,
	fingerprint: string,
): Submission {
	const key = JSON.stringify([executionId, nodeName, itemIndex, fingerprint]);
	const entries = submissions.get(key) ?? [];
	const left = entries.find((candidate) => !candidate.attended);
	const entry: Entry = left ?? { attended: true };
	entry.attended = true;
	if (!left) remember(key, [...entries, entry]);

	return {
		result: entry.bought,
		uncertain: entry.uncertain,
		complete(bought) {
			entry.bought = bought;
			entry.uncertain = undefined;
		},
		markUncertain(error) {
			entry.uncertain = error;
		},
		discard() {
			const others = (submissions.get(key) ?? []).filter((other) => other !== entry);
			if (others.length > 0) submissions.set(key, others);
			else submissions.delete(key);
		},
		release() {
			entry.attended = false;
		},
	};
}

function remember(key: string, entries: Entry[]): void {
	submissions.set(key, entries);
	if (submissions.size > CAPACITY) submissions.delete(submissions.keys().next().value as string);
}

/**
 * Whether n8n will throw away what the node is about to return and run it again: it does so when Retry On Fail is on
 * and the first item carries an error, until the tries are used up.
 */
export function willBeRetried(
	executionId: string,
	nodeName: string,
	maxTries: number,
	firstItemFailed: boolean,
): boolean {
	const key = JSON.stringify([executionId, nodeName]);
	const done = (tries.get(key) ?? 0) + 1;
	if (firstItemFailed && done < maxTries) {
		tries.set(key, done);
		return true;
	}
	tries.delete(key);
	return false;
}

/** How many submissions are remembered, for tests and benchmarks. */
export const ledgerSize = (): number => submissions.size;
