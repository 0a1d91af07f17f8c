import axios from 'axios';

import { resetMemories } from '../../nodes/kie/boundedMap';
import { useClock } from '../../nodes/kie/clock';
import type { Envelope } from '../facts/endpoints';
import { FAMILIES, FAMILY_OF_PATH, ManualClock, startSandbox } from '../sandbox';
import type { Sandbox, SandboxOptions } from '../sandbox';
import { BODIES, type Body } from './bodies';

const HOUR = 3_600_000;

interface Accepted extends Envelope {
	data: { taskId: string };
}

/** A sandbox and the nodes on one clock, and somebody who talks to the sandbox without them. */
export class World {
	sandbox!: Sandbox;

	constructor(readonly clock = new ManualClock()) {}

	/** Begins with nothing remembered of earlier worlds. */
	async open(options: SandboxOptions = {}): Promise<void> {
		useClock(this.clock);
		resetMemories();
		this.sandbox = await startSandbox({ clock: this.clock, ...options });
	}

	/** @throws {Error} when a request of the test was not one that Kie.ai documents. */
	async close(): Promise<void> {
		await this.sandbox.close();
		useClock();
		const [violation] = this.sandbox.violations;
		if (violation) throw new Error(`Undocumented request: ${JSON.stringify(violation)}`);
	}

	/** Requests that reached the sandbox for a path. */
	requests(path: string): number {
		return this.sandbox.requests.filter((request) => request.path === path).length;
	}

	async post<T = Envelope>(path: string, body: unknown): Promise<T> {
		const { data } = await axios.post<T>(this.sandbox.url + path, body, {
			headers: this.headers(),
		});
		return data;
	}

	async get<T = Envelope>(path: string, params: Body = {}): Promise<T> {
		const url = this.sandbox.url + path;
		const { data } = await axios.get<T>(url, { params, headers: this.headers() });
		return data;
	}

	/** Submits and answers the task id. */
	async start(path: string, body: Body): Promise<string> {
		const answer = await this.post<Accepted>(path, body);
		if (answer.code !== 200) throw new Error(`${path}: ${JSON.stringify(answer)}`);
		return answer.data.taskId;
	}

	async record<T = Envelope>(path: string, taskId: string): Promise<T> {
		return await this.get<T>(FAMILIES[FAMILY_OF_PATH[path]].status, { taskId });
	}

	/** Submits, waits until the task has ended, and answers its record. */
	async finish<T = Envelope>(path: string, body: Body): Promise<T & { taskId: string }> {
		const taskId = await this.start(path, body);
		await this.clock.advance(HOUR);
		return { ...(await this.record<T>(path, taskId)), taskId };
	}

	/** A finished song: its task id and the ids of its tracks. */
	async song(): Promise<{ taskId: string; audioIds: string[] }> {
		const path = '/api/v1/generate';
		const record = await this.finish<{ data: { response: { sunoData: Array<{ id: string }> } } }>(
			path,
			await this.bodyFor(path),
		);
		return { taskId: record.taskId, audioIds: record.data.response.sunoData.map(({ id }) => id) };
	}

	/** A request that Kie.ai's pages allow, with everything done that it builds on. */
	async bodyFor(path: string): Promise<Body> {
		const body = BODIES[path];
		return typeof body === 'function' ? await body(this) : { ...body };
	}

	private headers(): Record<string, string> {
		return { authorization: `Bearer ${this.sandbox.apiKey}` };
	}
}
