import { createHash } from 'node:crypto';

import type { IWebhookFunctions } from 'n8n-workflow';

/** Events that a trigger remembers with its workflow; the oldest are forgotten first. */
const CAPACITY = 1_000;

/**
 * Events of this process: in progress, or the latest that are handled. What n8n stores of a trigger is read when a delivery
 * arrives and written when its answer is out, so that of two deliveries close together neither sees the other.
 */
const inProgress = new Set<string>();
const handled = new Set<string>();
const MOST_HANDLED = 10_000;

const hashOf = (parts: string[]) =>
	createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);

/** The events that a trigger has handled. Kie.ai repeats a callback until it is answered in time, and sometimes after that. */
export class Deduplicator {
	private readonly owner: string;

	/** Listening for a test event, a person may send the same one again and again. */
	private readonly isTest: boolean;

	constructor(private readonly context: IWebhookFunctions) {
		this.owner = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
		this.isTest = context.getMode() === 'manual';
	}

	/** Whether the event has started the workflow before. */
	isDuplicate(...event: string[]): boolean {
		if (this.isTest) return false;
		return handled.has(this.keyOf(event)) || this.stored().includes(hashOf(event));
	}

	markHandled(...event: string[]): void {
		const memory = this.context.getWorkflowStaticData('node');
		memory.seen = [...this.stored(), hashOf(event)].slice(-CAPACITY);
		handled.add(this.keyOf(event));
		if (handled.size > MOST_HANDLED) handled.delete(handled.values().next().value as string);
	}

	/**
	 * Handles an event that nobody else handles.
	 * @returns what `work` returns, or `undefined` when the event is in progress
	 */
	async runExclusive<T>(event: string[], work: () => Promise<T>): Promise<T | undefined> {
		const key = this.keyOf(event);
		if (inProgress.has(key)) return undefined;
		inProgress.add(key);
		return await work().finally(() => inProgress.delete(key));
	}

	private keyOf(event: string[]): string {
		return this.owner + hashOf(event);
	}

	private stored(): string[] {
		return (this.context.getWorkflowStaticData('node').seen as string[] | undefined) ?? [];
	}
}
