import { familyOptions } from '../../../kie/tasks/labels';
import { choiceField } from '../fields';
import { taskIdField } from '../source';

/** Any family; without a choice the incoming item's, else the one that knows the id. */
const taskTypeField = choiceField('taskType', {
	label: 'Task Type',
	description:
		'What kind of task it is; Automatic takes it from the incoming item or asks Kie.ai for it',
	choices: [{ name: 'Automatic', value: 'auto' }, ...familyOptions()],
	default: 'auto',
});

export const followedTaskFields = [
	{
		...taskIdField,
		property: {
			...taskIdField.property,
			description: 'Task to look up; the incoming item names it',
		},
	},
	taskTypeField,
];
