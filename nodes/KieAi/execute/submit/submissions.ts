import type { IExecuteFunctions } from 'n8n-workflow';

import { type Failure, KieError } from '../../../kie/errors';
import type { TaskOutcome, TaskRef } from '../../../kie/types';

/** A model that Kie.ai said had failed, before another one took over. */
export interface FailedModel {
	model?: string;
	message: string;
	taskId?: string;
}

/** What a submission has started. The outcome is there where Kie.ai's answer held it already. */
export interface StartedTask {
	task: TaskRef;
	/** Milliseconds since 1970. */
	startedAt: number;
	outcome?: TaskOutcome;
}

/** Which way an item has come: the models that failed, and whether it had to take Kie.ai's other route. */
export interface Attempt {
	readonly failed: FailedModel[];
	readonly otherRoute?: true;
}

/** One submission that has not been delivered to the workflow yet. Plain data: n8n stores it with the execution. */
interface Entry {
	attempt: Attempt;
	result?: unknown;
	uncertain?: Failure;
}

/** Undelivered submissions, by item and request. Several are equal where an agent calls its tool again. */
type Store = Record<string, Entry[]>;

const KEY = 'kieAiSubmissions';

/** Entries that some run of the node is looking after right now. */
const attended = new WeakSet<Entry>();

/**
 * One submission as its item sees it. n8n's Retry On Fail, an agent's tool retry and *Retry* in the list of executions
 * run the node with the same item again: then it finds what was paid for before.
 */
export class Submission {
	constructor(
		private readonly store: Store,
		private readonly key: string,
		private readonly entry: Entry,
		/** Identifies the request to people too. */
		readonly fingerprint: string,
	) {
		attended.add(entry);
	}

	get attempt(): Attempt {
		return this.entry.attempt;
	}

	/** What an earlier try bought and nobody has been given yet: a task, or the data of an answer. */
	get result(): unknown {
		return this.entry.result;
	}

	/** An earlier try does not know whether it bought something. */
	get uncertain(): KieError | undefined {
		return this.entry.uncertain && new KieError(this.entry.uncertain);
	}

	/** Goes another way. What was bought on the one before is not looked for any more. */
	startAttempt(attempt: Attempt): void {
		this.remember({ attempt, result: undefined, uncertain: undefined });
	}

	complete(result: unknown): void {
		this.remember({ result, uncertain: undefined });
	}

	markUncertain({ failure }: KieError): void {
		this.remember({ uncertain: failure });
	}

	/** Nothing is left to come back to: delivered, refused, or failed at Kie.ai. */
	discard(): void {
		const others = this.entries.filter((other) => other !== this.entry);
		if (others.length > 0) this.store[this.key] = others;
		else delete this.store[this.key];
	}

	/** The run ends; what it started stays findable for the next try. */
	release(): void {
		attended.delete(this.entry);
	}

	private get entries(): Entry[] {
		return this.store[this.key] ?? [];
	}

	private remember(news: Partial<Entry>): void {
		Object.assign(this.entry, news);
		if (!this.entries.includes(this.entry)) this.store[this.key] = [...this.entries, this.entry];
	}
}

/**
 * What the items of one run of the node buy. It is kept in the node's own memory of the execution, so that it lives as
 * long as that does: no longer, and in a failed execution until somebody retries it.
 */
export class Submissions {
	private readonly store: Store;

	private readonly byItem = new Map<number, Submission>();

	constructor(context: IExecuteFunctions) {
		const memory = context.getContext('node');
		this.store = (memory[KEY] ??= {}) as Store;
	}

	/** Takes on the submission of an item's request, or the one that an earlier try left. */
	acquire(itemIndex: number, fingerprint: string): Submission {
		const key = `${itemIndex} ${fingerprint}`;
		const left = (this.store[key] ?? []).find((entry) => !attended.has(entry));
		const entry = left ?? { attempt: { failed: [] } };
		const submission = new Submission(this.store, key, entry, fingerprint);
		this.byItem.set(itemIndex, submission);
		return submission;
	}

	/** The task that was started for an item. */
	taskOf(itemIndex: number): TaskRef | undefined {
		return this.startedBy(itemIndex)?.task;
	}

	startedBy(itemIndex: number): StartedTask | undefined {
		const result = this.byItem.get(itemIndex)?.result;
		return isStarted(result) ? result : undefined;
	}

	/** What the item bought is delivered, or came to nothing: no retry must find it. */
	discard(itemIndex: number): void {
		this.byItem.get(itemIndex)?.discard();
	}

	/** The run ends without having delivered what the item bought: a retry must find it. */
	release(itemIndex: number): void {
		this.byItem.get(itemIndex)?.release();
	}
}

const isStarted = (result: unknown): result is StartedTask =>
	typeof result === 'object' && result !== null && 'task' in result;
