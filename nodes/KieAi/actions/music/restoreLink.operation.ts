import { createTask } from '../endpoint';
import type { SubmitOperation } from '../operation';
import { taskIdField } from '../source';

export const restoreLink: SubmitOperation = {
	kind: 'submit',
	value: 'restoreLink',
	name: 'Restore Link',
	action: 'Restore the links of music',
	description: 'Get new links to the songs of an earlier task, when the old ones have expired',
	request: createTask(false),
	family: 'market',
	fields: [{ ...taskIdField, wire: 'task_id' }],
	compose: (input) => ({ model: 'ai-music-api/suno-recovery-audio', input }),
};
