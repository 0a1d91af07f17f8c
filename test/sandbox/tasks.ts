import { createHash } from 'node:crypto';

import { endpointOf, type Endpoint } from '../facts/endpoints';
import { FAMILIES, FAMILY_OF_PATH, type Family, type FamilyName } from './families';
import type { Outcome } from './outcomes';
import { classicPathOf } from './unified';

export type Body = Record<string, unknown>;

/** Seconds by family, or one factor by which everything is faster. */
export type Durations = Partial<Record<FamilyName | 'veo1080p', number>> | number;

interface TaskOrder {
	path: string;
	body: Body;
	outcome: Outcome;
	/** The finished task this one continues, when it needs one. */
	parent?: Task;
	/** State a task without an ordered outcome ends in; the family's success when left out. */
	end?: string;
	seconds: number;
	/** Why a request that was accepted cannot work. */
	failure?: { code: number; message: string };
}

/** A digest that looks like Kie.ai's ids: 32 hexadecimal digits. */
export function hexOf(text: string): string {
	return createHash('md5').update(text).digest('hex');
}

/** The dashed form of such an id. */
export function uuidOf(text: string): string {
	const hex = hexOf(text);
	return [8, 4, 4, 4, 12]
		.map((length, part) => hex.substring([0, 8, 12, 16, 20][part]).substring(0, length))
		.join('-');
}

/** A task: what was asked for and when. Where it stands is computed from the time, never stored. */
export class Task {
	readonly family: Family;
	readonly endpoint: Endpoint;
	readonly path: string;
	readonly body: Body;
	readonly outcome: Outcome;
	readonly parent?: Task;
	/** State the task ends in. */
	readonly end: string;
	/** Whether that end is a good one. */
	readonly good: boolean;
	/** Epoch milliseconds. */
	readonly endsAt: number;
	readonly credits: number;
	/** Words of the failure, where they are not those of the example; `null` and `undefined` differ. */
	readonly errorCode?: number | string | null;
	readonly errorMessage?: string | null;
	/** Tasks that were built on this one. */
	readonly heirs: Task[] = [];

	constructor(
		readonly id: string,
		readonly createdAt: number,
		order: TaskOrder,
	) {
		this.family = FAMILIES[FAMILY_OF_PATH[order.path]];
		this.endpoint = endpointOf('POST', order.path);
		this.path = order.path;
		this.body = order.body;
		this.outcome = order.outcome;
		this.parent = order.parent;
		order.parent?.heirs.push(this);
		const { success, failure, alsoGood = [] } = this.family;
		this.end = order.outcome.end ?? (order.failure ? failure : (order.end ?? success));
		this.good =
			[success, ...alsoGood, 'CALLBACK_EXCEPTION'].includes(this.end) ||
			this.end.startsWith('success');
		this.endsAt = createdAt + Math.round((order.outcome.seconds ?? order.seconds) * 1000);
		this.credits = order.outcome.credits ?? this.family.credits;
		this.errorCode = order.outcome.errorCode ?? order.failure?.code;
		this.errorMessage = order.outcome.errorMessage ?? order.failure?.message;
	}

	/** The family, or the classic one whose work a task of the unified route does. */
	get kind(): FamilyName {
		const path = this.family.name === 'market' ? classicPathOf(this.body.model) : undefined;
		return path === undefined ? this.family.name : FAMILIES[FAMILY_OF_PATH[path]].name;
	}

	/** Name of the state at a time: a key of the examples in test/facts. */
	stateAt(now: number): string {
		const { stay } = this.outcome;
		if (stay !== undefined && now >= this.startOf(stay)) return stay;
		if (now >= this.endsAt) return this.finalState(now);
		const share = (now - this.createdAt) / (this.endsAt - this.createdAt);
		const stage = this.family.stages.find(({ until }) => share < until);
		return stage?.state ?? this.end;
	}

	/** A phrase that was validated becomes `success` once the voice made with it exists. */
	private finalState(now: number): string {
		const used = this.heirs.some((heir) => heir.family.name === 'voice' && heir.doneAt(now));
		return this.family.name === 'voiceValidation' && used ? 'success' : this.end;
	}

	/** Epoch milliseconds at which a state begins; a state that is no stage begins at the end. */
	startOf(state: string): number {
		const index = this.family.stages.findIndex((stage) => stage.state === state);
		if (index < 0) return this.endsAt;
		const share = index === 0 ? 0 : this.family.stages[index - 1].until;
		return Math.round(this.createdAt + share * (this.endsAt - this.createdAt));
	}

	/** Whether the task has ended well by now, so that others can build on it. */
	doneAt(now: number): boolean {
		return this.good && this.endedAt(now);
	}

	endedAt(now: number): boolean {
		return now >= this.endsAt && this.outcome.stay === undefined;
	}

	hiddenAt(now: number): boolean {
		return now < this.createdAt + (this.outcome.hiddenFor ?? 0) * 1000;
	}
}

/** All tasks since the start. */
export class Tasks {
	readonly all: Task[] = [];
	private readonly byId = new Map<unknown, Task>();

	/** @param seed what the ids are made of: the same seed and story give the same ids */
	constructor(
		private readonly now: () => number,
		private readonly seed: string,
	) {}

	add(order: TaskOrder): Task {
		const { idStyle = '' } = FAMILIES[FAMILY_OF_PATH[order.path]];
		const seed = `${this.seed} ${order.path} ${this.all.length}`;
		const id = idStyle === 'uuid' ? uuidOf(seed) : idStyle + hexOf(seed);
		const task = new Task(id, this.now(), order);
		this.all.push(task);
		this.byId.set(id, task);
		return task;
	}

	/** A task by its id, whatever it is. */
	get(id: unknown): Task | undefined {
		return this.byId.get(id);
	}

	/** A task by its id, among those of a family; the kinds of tasks do not know each other's. */
	find(id: unknown, ...families: FamilyName[]): Task | undefined {
		const task = this.byId.get(id);
		return task && families.includes(task.family.name) ? task : undefined;
	}

	/** A task that another one builds on: it may have been made on either of the two routes. */
	source(id: unknown, ...kinds: FamilyName[]): Task | undefined {
		const task = this.byId.get(id);
		return task && kinds.includes(task.kind) ? task : undefined;
	}
}
