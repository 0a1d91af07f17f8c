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
export interface Entry {
	attempt: Attempt;
	result?: unknown;
	uncertain?: Failure;
}

/** Where undelivered submissions of one request are kept. Several are equal where an agent calls its tool again. */
export interface Shelf {
	read(): Entry[];
	write(entries: Entry[]): void;
}

/** What a submission needs of the run that it is made in. */
export interface Surroundings {
	/** The execution's own memory. */
	own: Shelf;
	/** Outlives the execution, where somebody may run it once more by hand. */
	stopped?: Shelf;
	/** Whether the execution itself has bought it, for whichever of its items. */
	isOwn(entry: Entry): boolean;
	signal?: AbortSignal;
}

/** Who looks after an entry right now. */
const holders = new WeakMap<Entry, Submission>();

const isFree = (entry: Entry) => holders.get(entry)?.isStopped ?? true;

/**
 * One submission as its item sees it. n8n's Retry On Fail, an agent's tool retry and *Retry* in the list of executions
 * run the node with the same item again, and so does whoever pressed Stop in the editor: then it finds what was paid
 * for before.
 */
export class Submission {
	private readonly entry: Entry;

	/** It continues a task of an execution that was stopped. */
	private comesFromStopped: boolean;

	/** @param fingerprint identifies the request to people too */
	constructor(
		private readonly surroundings: Surroundings,
		readonly fingerprint: string,
	) {
		const { own, stopped, isOwn } = surroundings;
		const left = own.read().find(isFree);
		const earlier = left
			? undefined
			: stopped?.read().find((entry) => isFree(entry) && !isOwn(entry));
		this.entry = left ?? earlier ?? { attempt: { failed: [] } };
		this.comesFromStopped = earlier !== undefined;
		holders.set(this.entry, this);
	}

	/** The run that it belongs to has been stopped; another one may continue what it has bought. */
	get isStopped(): boolean {
		return this.surroundings.signal?.aborted === true;
	}

	get isPickedUp(): boolean {
		return this.comesFromStopped && this.result !== undefined;
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
		this.takeFrom(this.surroundings.own);
		this.forgetStopped();
	}

	/** Whoever runs the node once more by hand has been told how this one ended. */
	forgetStopped(): void {
		this.takeFrom(this.surroundings.stopped);
	}

	/** The run ends; what it started stays findable for the next try. */
	release(): void {
		if (!this.isHeld) return;
		const mayBePaid = this.result !== undefined || this.entry.uncertain !== undefined;
		if (this.isStopped && mayBePaid) this.putOn(this.surroundings.stopped);
		holders.delete(this.entry);
	}

	/** False once a later run has taken over. */
	private get isHeld(): boolean {
		return holders.get(this.entry) === this;
	}

	private remember(news: Partial<Entry>): void {
		if ('result' in news) this.comesFromStopped = false;
		Object.assign(this.entry, news);
		this.putOn(this.surroundings.own);
		this.putOn(this.surroundings.stopped);
	}

	private putOn(shelf: Shelf | undefined): void {
		const entries = shelf?.read() ?? [];
		shelf?.write(entries.includes(this.entry) ? entries : [...entries, this.entry]);
	}

	private takeFrom(shelf: Shelf | undefined): void {
		if (this.isHeld) shelf?.write(shelf.read().filter((other) => other !== this.entry));
	}
}
