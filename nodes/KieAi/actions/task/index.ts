import type { Resource } from '../operation';
import { get } from './get.operation';
import { wait } from './wait.operation';

export const task: Resource = { value: 'task', name: 'Task', operations: [get, wait] };
