import { processMemory } from '../../../kie/boundedMap';
import { getStatus, unreadableTask } from '../../../kie/tasks/status';
import type { KieConnection } from '../../../kie/transport';
import type { TaskRef, TaskStatus } from '../../../kie/types';

/** Tasks asked about together. */
const STATUSES_AT_ONCE = 10;

/**
 * The last word of Kie.ai on tasks whose executions still wait, so that each callback asks about its own task and about
 * one that is not finished: twice as many questions as tasks in all. The longest known are forgotten first, and asked about again.
 */
const finished = processMemory<string, TaskStatus>(2_000);

/** The statuses of the tasks that an execution waits for, as far as they have to be known. */
export class TaskStatuses {
	constructor(
		private readonly connection: KieConnection,
		private readonly tasks: TaskRef[],
	) {}

	private readonly statuses = new Map<string, TaskStatus>();

	/**
	 * Asks about the tasks that have called and then about others, until one is not finished. When another task calls
	 * meanwhile, it may be that one: then it is asked about again.
	 * @param calledIds the tasks that have called; grows while callbacks come
	 * @returns a task that is not finished, or nothing
	 */
	async readUntilQuiet(calledIds: ReadonlySet<string>): Promise<TaskRef | undefined> {
		for (;;) {
			const called = this.calledAmong(calledIds).length;
			const unfinished = await this.findUnfinished(calledIds);
			if (!unfinished || this.calledAmong(calledIds).length === called) return unfinished;
		}
	}

	/** Asks about one task after the other, those that have called first, until one is not finished. */
	async findUnfinished(calledIds: ReadonlySet<string> = new Set()): Promise<TaskRef | undefined> {
		const called = this.calledAmong(calledIds).filter((task) => !this.isKnown(task));
		const others = this.tasks.filter((task) => !calledIds.has(task.taskId) && !this.isKnown(task));
		const groups = [...divide(called), others.slice(0, 1), ...divide(others.slice(1))];
		for (const group of groups) {
			await Promise.all(group.map(async (task) => await this.read(task)));
			const unfinished = group.find((task) => !isFinished(this.of(task)));
			if (unfinished) return unfinished;
		}
		return undefined;
	}

	/** Kie.ai did not answer, or its record is behind its own callback: it has to call again in a moment. */
	isContrary(task: TaskRef, calledIds: ReadonlySet<string>): boolean {
		return this.of(task).state === 'unavailable' || calledIds.has(task.taskId);
	}

	/** @throws {KieError} for a task that has not been asked about */
	of(task: TaskRef): TaskStatus {
		const status = this.statuses.get(this.keyOf(task));
		if (!status) throw unreadableTask(task.taskId);
		return status;
	}

	/** The wait is over. */
	forget(): void {
		for (const task of this.tasks) finished.delete(this.keyOf(task));
	}

	private calledAmong(calledIds: ReadonlySet<string>): TaskRef[] {
		return this.tasks.filter(({ taskId }) => calledIds.has(taskId));
	}

	private isKnown(task: TaskRef): boolean {
		const status = finished.get(this.keyOf(task));
		if (status) this.statuses.set(this.keyOf(task), status);
		return status !== undefined;
	}

	private async read(task: TaskRef): Promise<void> {
		const status = await getStatus(this.connection, task);
		this.statuses.set(this.keyOf(task), status);
		if (isFinished(status)) finished.set(this.keyOf(task), status);
	}

	/** Two items may name the same task, for example for two of its videos. */
	private keyOf({ taskId, family, index }: TaskRef): string {
		return [this.connection.keyId, family, taskId, index].join();
	}
}

const isFinished = ({ state }: TaskStatus) => state === 'success' || state === 'failed';

function divide(tasks: TaskRef[]): TaskRef[][] {
	const count = Math.ceil(tasks.length / STATUSES_AT_ONCE);
	return Array.from({ length: count }, (_, i) =>
		tasks.slice(i * STATUSES_AT_ONCE, (i + 1) * STATUSES_AT_ONCE),
	);
}
