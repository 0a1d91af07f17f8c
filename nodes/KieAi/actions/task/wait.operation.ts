import type { PollOperation } from '../operation';
import { followedTaskFields } from './fields';

export const wait: PollOperation = {
	kind: 'poll',
	until: 'finished',
	value: 'wait',
	name: 'Wait',
	action: 'Wait for a task',
	description: 'Wait until a task of any kind is finished and return its result; costs nothing',
	fields: followedTaskFields,
};
