import { snapshotModel } from '../../../kie/catalogue/snapshot';
import { createTask } from '../endpoint';
import type { SubmitOperation, Values } from '../operation';
import { explain } from './explain';
import {
	fallbackField,
	formField,
	inputModeField,
	jsonField,
	modelField,
	sendAnywayField,
} from './fields';
import { prepare } from './prepare';

/** An operation for every model of one kind. `what` continues "Generate … with any model". */
export const generateAny = (what: string, description: string): SubmitOperation => ({
	kind: 'submit',
	value: 'generateAny',
	name: 'Generate With Any Model',
	action: `Generate ${what} with any model`,
	description,
	request: createTask(({ model }) => snapshotModel(String(model))?.needsCallback === true),
	family: 'market',
	fields: [modelField, inputModeField, formField, jsonField, sendAnywayField],
	options: [fallbackField],
	prepare,
	explain,
	alternatives: ({ fallbacks }) => (fallbacks ?? []) as Values[],
});
