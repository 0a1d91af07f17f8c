import type { IExecuteFunctions } from 'n8n-workflow';

import type { KieConnection } from '../../../kie/transport';
import type { TaskRef } from '../../../kie/types';
import { type Entry, type Shelf, type StartedTask, Submission } from './submission';
import { shelfOfStopped } from './stoppedTasks';

/** Undelivered submissions, by item and request. */
type Store = Record<string, Entry[]>;

const KEY = 'kieAiSubmissions';

/**
 * What the items of one run of the node buy. It is kept in the node's own memory of the execution, so that it lives as
 * long as that does: no longer, and in a failed execution until somebody retries it. n8n throws that memory away when
 * somebody presses Stop in the editor, so tasks are kept outside of it too.
 */
export class Submissions {
	private readonly store: Store;

	private readonly byItem = new Map<number, Submission>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly connection: KieConnection,
	) {
		const memory = context.getContext('node');
		this.store = (memory[KEY] ??= {}) as Store;
	}

	/**
	 * Takes on the submission of an item's request, or the one that an earlier try left.
	 * @param order identifies all that the user has asked for, where a stopped task may be continued
	 */
	acquire(itemIndex: number, fingerprint: string, order?: string): Submission {
		const { context, connection } = this;
		const stopped = order ? shelfOfStopped(context, connection, order) : undefined;
		const own = this.shelfOf(`${itemIndex} ${fingerprint}`);
		const isOwn = (entry: Entry) => Object.values(this.store).flat().includes(entry);
		const { signal } = connection;
		const submission = new Submission({ own, stopped, isOwn, signal }, fingerprint);
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

	/** How many items continued a task of an execution that was stopped. */
	get pickedUp(): number {
		return [...this.byItem.values()].filter(({ isPickedUp }) => isPickedUp).length;
	}

	/** What the item bought is delivered, or came to nothing: no retry must find it. */
	discard(itemIndex: number): void {
		this.byItem.get(itemIndex)?.discard();
	}

	/**
	 * The run ends without having delivered what the item bought: a retry must find it.
	 * @param isTold what became of it has been told, so that whoever runs the node by hand wants another one
	 */
	release(itemIndex: number, { isTold }: { isTold: boolean }): void {
		const submission = this.byItem.get(itemIndex);
		if (isTold) submission?.forgetStopped();
		submission?.release();
	}

	private shelfOf(key: string): Shelf {
		return {
			read: () => this.store[key] ?? [],
			write: (entries) => {
				if (entries.length > 0) this.store[key] = entries;
				else delete this.store[key];
			},
		};
	}
}

const isStarted = (result: unknown): result is StartedTask =>
	typeof result === 'object' && result !== null && 'task' in result;
