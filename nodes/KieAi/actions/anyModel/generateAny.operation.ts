import { createTask } from '../endpoint';
import type { SubmitOperation, Values } from '../operation';
import {
	fallbackField,
	formField,
	inputModeField,
	jsonField,
	modelField,
	sendAnywayField,
} from './fields';

/** An operation for every model of one kind. `what` continues "Generate … with any model". */
export const generateAny = (what: string, description: string): SubmitOperation => ({
	kind: 'submit',
	value: 'generateAny',
	name: 'Generate With Any Model',
	action: `Generate ${what} with any model`,
	description,
	request: createTask(({ needsCallback }) => needsCallback === true),
	family: 'market',
	fields: [modelField, inputModeField, formField, jsonField, sendAnywayField],
	options: [fallbackField],
	prepare: async (...given) => await (await import('./prepare')).prepare(...given),
	explain: async (...given) => (await import('./explain')).explain(...given),
	alternatives: ({ fallbacks }) => (fallbacks ?? []) as Values[],
});
