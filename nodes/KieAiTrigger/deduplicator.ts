import { createHash } from 'node:crypto';

import type { IWebhookFunctions } from 'n8n-workflow';

/** Events that a trigger remembers with its workflow; the oldest are forgotten first. */
const CAPACITY = 1_000;

/**
 * Events of this process: under way, or the latest that are done. What n8n stores of a trigger is read when a delivery
 * arrives and written when its answer is out, so that of two deliveries close together neither sees the other.
 */
const underWay = new Set<string>();
const done = new Set<string>();
const MOST_DONE = 10_000;

const hashOf = (parts: string[]) =>
	createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);

/** The events that a trigger has had. Kie.ai repeats a callback until it is answered in time, and sometimes after that. */
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
		return done.has(this.keyOf(event)) || this.seen().includes(hashOf(event));
	}

	markHandled(...event: string[]): void {
		const memory = this.context.getWorkflowStaticData('node');
		memory.seen = [...this.seen(), hashOf(event)].slice(-CAPACITY);
		done.add(this.keyOf(event));
		if (done.size > MOST_DONE) done.delete(done.values().next().value as string);
	}

	/**
	 * Works on an event that nobody else works on.
	 * @returns what `work` returns, or `undefined` when the event is under way
	 */
	async runExclusive<T>(event: string[], work: () => Promise<T>): Promise<T | undefined> {
		const key = this.keyOf(event);
		if (underWay.has(key)) return undefined;
		underWay.add(key);
		return await work().finally(() => underWay.delete(key));
	}

	private keyOf(event: string[]): string {
		return this.owner + hashOf(event);
	}

	private seen(): string[] {
		return (this.context.getWorkflowStaticData('node').seen as string[] | undefined) ?? [];
	}
}
