import { numberField } from '../fields';
import { atLeast, between, whole } from '../limits';
import type { Field } from '../field';
import { taskIdField } from '../source';

/** The video that is continued or enlarged. */
export const videoField: Field = {
	...taskIdField,
	property: {
		...taskIdField.property,
		description: 'Generate or Extend task of the video; the incoming item names it',
	},
	sourceFamilies: ['veo'],
};

/** Which video of a task. It is always sent, since it also tells an upgrade from the task it enlarges. */
export const indexField = numberField('index', {
	label: 'Video Index',
	default: 0,
	min: 0,
	precision: 0,
	description: 'Which video of the task, counted from 0; most tasks have only one',
	limits: [atLeast(0), whole],
});

/** Kie.ai calls it `seeds`. */
export const seedField = numberField('seed', {
	label: 'Seed',
	wire: 'seeds',
	default: 10000,
	min: 10000,
	max: 99999,
	precision: 0,
	description: 'Same seed and same values make similar videos, from 10000 to 99999',
	limits: [between(10000, 99999), whole],
});
