/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { createHmac } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import http from 'node:http';
import https from 'node:https';

import { callbackBody, misdirect, planOf, type Planned } from './callback-bodies';
import type { Clock } from './clock';
import { callbackAddress } from './fill';
import type { Surroundings } from './records';
import type { Task } from './tasks';

/** How the callbacks of a task, or of all tasks, shall misbehave. */
export interface CallbackBehaviour {
	/** Deliver each callback so many times. */
	copies?: number;
	/** Seconds by which callbacks come late. */
	delay?: number;
	/** Never deliver. */
	drop?: boolean;
	/**
	 * `signature`: signed with another key. `stale`: signed an hour ago. `unsigned`: no headers.
	 * `body`: well signed, but the links lead elsewhere (the signature does not cover the body).
	 */
	forge?: 'signature' | 'stale' | 'unsigned' | 'body';
	/** Key of the endpoint's `callbackExamples` to use for the last callback, e.g. `complete_alt_cn`. */
	variant?: string;
}

/** One attempt to tell somebody about a task. */
export interface Delivery {
	taskId: string;
	/** Key of the endpoint's `callbackExamples`. */
	stage: string;
	url: string;
	headers: Record<string, string>;
	body: unknown;
	/** Epoch milliseconds. */
	at: number;
	/** 1 for the first attempt, up to 4. */
	attempt: number;
	/** HTTP status of the answer, or why there is none. */
	result: number | 'no answer' | 'failed' | 'skipped';
}

const ANSWER_WITHIN_MS = 15_000;
const RETRIES = 3;
/** Not documented; the sandbox's own. */
const RETRY_AFTER_MS = 5_000;
const STALE_SECONDS = 3_600;

/** Hosts the sandbox never calls: Kie.ai's own, and names reserved for examples. */
const FOREIGN = /(^|\.)(kie\.ai|example\.(com|net|org)|example|invalid|test)$/;

/** The signature of a callback: base64 of HMAC-SHA256 over `taskId.timestamp`. The body is not covered. */
export function sign(hmacKey: string, taskId: string, timestamp: string): string {
	return createHmac('sha256', hmacKey).update(`${taskId}.${timestamp}`).digest('base64');
}

/** Posts a text; resolves with the status of the answer. */
async function send(
	url: string,
	headers: Record<string, string>,
	text: string,
	signal: AbortSignal,
): Promise<number | 'failed'> {
	const { request } = url.startsWith('https:') ? https : http;
	return await new Promise((resolve) => {
		const sent = request(url, { method: 'POST', headers, signal }, (response) => {
			response.resume().once('close', () => resolve(response.statusCode ?? 'failed'));
		});
		sent.once('error', () => resolve('failed'));
		sent.end(text);
	});
}

/** Tells the world about tasks, in time, signed, with retries. */
export class Callbacks {
	readonly deliveries: Delivery[] = [];
	private behaviour: CallbackBehaviour = {};
	private running = new Set<Promise<void>>();
	/** Callbacks whose time has come and that are not asleep before another attempt. */
	private busy = 0;
	private readonly stop = new AbortController();

	constructor(
		private readonly clock: Clock,
		private readonly hmacKey: string | undefined,
		private readonly around: () => Surroundings,
	) {
		// Everything that is under way listens to it.
		setMaxListeners(0, this.stop.signal);
	}

	/** How all callbacks behave from now on; `{}` makes them regular again. */
	behave(behaviour: CallbackBehaviour): void {
		this.behaviour = behaviour;
	}

	/** Schedules everything a new task will tell. */
	schedule(task: Task): void {
		const url = callbackAddress(task);
		if (url === undefined) return;
		for (const planned of planOf(task)) this.track(this.tellInTime(task, url, planned));
	}

	/** Sends a callback now, whatever the task's state; resolves with what came of it. */
	async send(task: Task, stage: string, behaviour: CallbackBehaviour = {}): Promise<Delivery> {
		const url = callbackAddress(task) ?? '';
		return await this.attempt(task, url, stage, behaviour, 1);
	}

	/** Resolves when no request is under way. Callbacks that wait for their time do not count. */
	async idle(): Promise<void> {
		while (this.busy > 0) await new Promise<void>((resolve) => setImmediate(resolve));
	}

	async close(): Promise<void> {
		this.stop.abort();
		await Promise.all(this.running);
	}

	private track(work: Promise<void>): void {
		this.running.add(work);
		void work.finally(() => this.running.delete(work));
	}

	private async tellInTime(task: Task, url: string, { stage, at }: Planned): Promise<void> {
		const behaviour = { ...this.behaviour, ...task.outcome.callback };
		const { copies = 1, delay = 0, drop = false } = behaviour;
		await this.clock.sleep(at + delay * 1000 - this.clock.now(), this.stop.signal);
		if (drop) return;
		this.busy += 1;
		for (let copy = 0; copy < copies && !this.stop.signal.aborted; copy++) {
			await this.deliver(task, url, stage, behaviour);
		}
		this.busy -= 1;
	}

	private async deliver(
		task: Task,
		url: string,
		stage: string,
		behaviour: CallbackBehaviour,
	): Promise<void> {
		for (let attempt = 1; attempt <= 1 + RETRIES; attempt++) {
			const { result } = await this.attempt(task, url, stage, behaviour, attempt);
			if (result === 200 || result === 'skipped' || this.stop.signal.aborted) return;
			this.busy -= 1;
			await this.clock.sleep(RETRY_AFTER_MS, this.stop.signal);
			this.busy += 1;
		}
	}

	private async attempt(
		task: Task,
		url: string,
		stage: string,
		{ forge }: CallbackBehaviour,
		attempt: number,
	): Promise<Delivery> {
		const told = callbackBody(task, stage, this.around());
		const body = forge === 'body' ? misdirect(told) : told;
		const headers = this.headersFor(task, forge);
		const at = this.clock.now();
		const delivery: Delivery = {
			taskId: task.id,
			stage,
			url,
			headers,
			body,
			at,
			attempt,
			result: 'failed',
		};
		this.deliveries.push(delivery);
		delivery.result = await this.post(url, headers, body);
		return delivery;
	}

	private headersFor(task: Task, forge: CallbackBehaviour['forge']): Record<string, string> {
		const headers = { 'content-type': 'application/json' };
		if (this.hmacKey === undefined || forge === 'unsigned') return headers;
		const late = forge === 'stale' ? STALE_SECONDS : 0;
		const timestamp = String(Math.floor(this.clock.now() / 1000) - late);
		const key = forge === 'signature' ? `not ${this.hmacKey}` : this.hmacKey;
		return {
			...headers,
			'X-Webhook-Timestamp': timestamp,
			'X-Webhook-Signature': sign(key, task.id, timestamp),
		};
	}

	private async post(
		url: string,
		headers: Record<string, string>,
		body: unknown,
	): Promise<Delivery['result']> {
		if (!URL.canParse(url) || FOREIGN.test(new URL(url).hostname)) return 'skipped';
		const patience = new AbortController();
		const giveUp = () => patience.abort();
		this.stop.signal.addEventListener('abort', giveUp);
		const request = send(url, headers, JSON.stringify(body), patience.signal);
		const tooLate = this.clock
			.sleep(ANSWER_WITHIN_MS, patience.signal)
			.then(() => 'no answer' as const);
		const result = await Promise.race([request, tooLate]);
		giveUp();
		this.stop.signal.removeEventListener('abort', giveUp);
		return result;
	}
}
