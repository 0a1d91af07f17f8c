import type { Intent } from '../../../kie/parts';
import type { SubmitOperation } from '../operation';
import { modelFieldOf } from './fields';
import { INTENT_OPERATIONS, type IntentOperation } from './intentTable';
import { modelOperation } from './modelOperation';
import { partFields, partLabel } from './partFields';

/** The operations of a resource that stand for what people want to do. */
export const intentOperations = (resource: string): SubmitOperation[] =>
	INTENT_OPERATIONS.filter(({ intent }) => intent.startsWith(`${resource}.`)).map(operationOf);

function operationOf({
	intent,
	model,
	title,
	cost,
	words,
	...declared
}: IntentOperation): SubmitOperation {
	return modelOperation({
		...declared,
		value: intent.split('.')[1],
		description: `${declared.description}${cost ? `; ${cost}` : ','} with ${title}`,
		parts: partFields(intent, words),
		purpose: { intent, labels: (part) => partLabel(part, words) },
		modelField: modelFieldOf({
			search: 'searchModels',
			default: model,
			title,
			placeholder: `e.g. ${model}`,
		}),
	});
}

/** What the chosen operation is about; nothing where the model alone says it. */
export const intentOf = (resource: unknown, operation: unknown): Intent | undefined =>
	INTENT_OPERATIONS.find(({ intent }) => intent === `${String(resource)}.${String(operation)}`)
		?.intent;
