import { createHash } from 'node:crypto';

import type { IWebhookFunctions } from 'n8n-workflow';

import { processMemory } from '../kie/boundedMap';
import type { Outcome } from '../kie/callbacks/answer';

/** Events that a trigger remembers with its workflow; the oldest are forgotten first. */
const CAPACITY = 1_000;

/**
 * What n8n stores of a trigger is read when a delivery arrives and written when its answer is out, so that of two
 * deliveries close together neither sees the other: the process remembers its latest events, too.
 */
const handled = processMemory<string, true>(10_000);

/** Events that are handled at the moment. */
const inProgress = new Map<string, Promise<Outcome>>();

const hashOf = (parts: string[]) =>
	createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);

/** The events that a trigger has handled. Kie.ai repeats a callback until it is answered in time, and sometimes after that. */
export class Deduplicator {
	private readonly owner: string;

	/** Somebody listens for a test event. It may come again and again, and is none of the active workflow's. */
	private readonly isTest: boolean;

	constructor(private readonly context: IWebhookFunctions) {
		const mode = context.getMode();
		this.owner = JSON.stringify([context.getWorkflow().id, context.getNode().id, mode]);
		this.isTest = mode === 'manual';
	}

	/** Whether the event has started the workflow before. */
	isDuplicate(...event: string[]): boolean {
		if (this.isTest) return false;
		return handled.has(this.keyOf(event)) || this.stored().includes(hashOf(event));
	}

	/** To be called when the event is about to start the workflow, and not before. */
	markHandled(...event: string[]): void {
		if (this.isTest) return;
		const memory = this.context.getWorkflowStaticData('node');
		memory.seen = [...this.stored(), hashOf(event)].slice(-CAPACITY);
		handled.set(this.keyOf(event), true);
	}

	/**
	 * Handles an event that nobody else handles. A delivery of the same event that comes meanwhile is a repetition, and
	 * shares the outcome.
	 */
	runExclusive(event: string[], work: () => Promise<Outcome>) {
		const key = this.keyOf(event);
		const first = inProgress.get(key);
		if (first) return { isRepetition: true, outcome: first };
		const outcome = work().finally(() => inProgress.delete(key));
		inProgress.set(key, outcome);
		return { isRepetition: false, outcome };
	}

	private keyOf(event: string[]): string {
		return this.owner + hashOf(event);
	}

	private stored(): string[] {
		return (this.context.getWorkflowStaticData('node').seen as string[] | undefined) ?? [];
	}
}
