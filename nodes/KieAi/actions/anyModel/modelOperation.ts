import { snapshotModel } from '../../../kie/catalogue/snapshot';
import { createTask } from '../endpoint';
import type { Field, SubmitOperation, Values } from '../operation';
import { explain } from './explain';
import {
	fallbackField,
	formField,
	inputModeField,
	jsonField,
	otherJsonField,
	sendAnywayField,
} from './fields';
import { type Purpose, prepareFor } from './prepare';

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
		request: createTask(({ model }) => snapshotModel(String(model))?.needsCallback === true),
		family: 'market',
		fields: [...parts, modelField, inputModeField, formField, json, sendAnywayField],
		options: [fallbackField],
		prepare: prepareFor(purpose),
		explain,
		alternatives: ({ fallbacks }) => (fallbacks ?? []) as Values[],
	};
}
