import { choiceField, idField, urlField } from './fields';
import type { Field } from './field';

/** The task of the incoming item, unless the user names another one. */
export const taskIdField: Field = {
	...idField('taskId', {
		label: 'Task ID',
		required: true,
		default: '={{ $json.taskId }}',
		description: 'Task that made the source; the incoming item names it',
	}),
	incoming: ['taskId', 'task_id'],
};

/** The track of the incoming item, unless the user names another one. */
export const audioIdField = idField('audioId', {
	label: 'Audio ID',
	required: true,
	default: '={{ $json.audioId }}',
	description: 'Track to use; empty takes the first one of the incoming item',
});

export const musicTaskField: Field = { ...taskIdField, sourceFamilies: ['music'] };

/** A song of Kie.ai's own: its task, and the one track of it that is meant. */
export const trackFields: Field[] = [musicTaskField, audioIdField];

/** An audio file of the user's. */
export const audioUrlField = urlField('audioUrl', {
	label: 'Audio',
	required: true,
	placeholder: 'e.g. https://example.com/song.mp3',
	wire: 'uploadUrl',
	fromItem: true,
	description: 'Audio file of at most 8 minutes',
	kinds: ['audio'],
});

/** Chooses between a song of Kie.ai's own and an audio file. */
export const sourceField = choiceField('source', {
	label: 'Source',
	wire: null,
	choices: [
		{ name: 'Kie.ai Track', value: 'task' },
		{ name: 'Audio File', value: 'url' },
	],
	default: 'task',
});

/** The field is there only where the source is a song of Kie.ai's own. */
export const fromTask = (field: Field): Field => ({
	...field,
	when: { ...field.when, source: ['task'] },
});

/** The field is there only where the source is an audio file. */
export const fromUrl = (field: Field): Field => ({
	...field,
	when: { ...field.when, source: ['url'] },
});
