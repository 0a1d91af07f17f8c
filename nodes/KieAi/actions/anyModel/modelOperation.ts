import { createTask } from '../endpoint';
import type { Field, Values } from '../field';
import type { SubmitOperation } from '../operation';
import {
	fallbackField,
	formField,
	inputModeField,
	jsonField,
	otherJsonField,
	sendAnywayField,
} from './fields';
import type { Purpose } from './prepare';

type Named = Pick<SubmitOperation, 'value' | 'name' | 'action' | 'description' | 'last'>;

interface ModelOperation extends Named {
	modelField: Field;
	/** What it is about; nothing where the model alone says it. */
	purpose?: Purpose;
	/** Fields for what people bring along, before the model. */
	parts?: Field[];
}

/** An operation that any of several models does, each with a form of its own. */
export function modelOperation(declared: ModelOperation): SubmitOperation {
	const { modelField, purpose, parts = [], ...named } = declared;
	const json = purpose ? otherJsonField : jsonField;
	return {
		kind: 'submit',
		...named,
		request: createTask(({ needsCallback }) => needsCallback === true),
		family: 'market',
		fields: [...parts, modelField, inputModeField, formField, json, sendAnywayField],
		options: [fallbackField],
		prepare: async (...given) => await (await import('./prepare')).prepare(purpose, ...given),
		explain: async (...given) => (await import('./explain')).explain(...given),
		alternatives: ({ fallbacks }) => (fallbacks ?? []) as Values[],
	};
}
