import type { Resource } from '../operation';
import { get } from './get.operation';
import { wait } from './wait.operation';

export const task: Resource = {
	value: 'task',
	name: 'Task',
	description: 'Get the result of a task that was started earlier, by its ID',
	operations: [get, wait],
};
