import type { PollOperation } from '../operation';
import { followedTaskFields } from './fields';

export const get: PollOperation = {
	kind: 'poll',
	until: 'looked',
	value: 'get',
	name: 'Get',
	action: 'Get a task',
	description: 'Look once at a task of any kind: its status, and its result if it is finished',
	fields: followedTaskFields,
};
