import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../../kie/json';
import { createTask } from './endpoint';
import type { RoutedOperation, SubmitOperation, UnifiedRoute } from './operation';

/** The operation as it is on Kie.ai's unified route: the same form, sent as the input of a model. */
export function unifiedOperation(operation: RoutedOperation, route: UnifiedRoute): SubmitOperation {
	return {
		...operation,
		kind: 'submit',
		request: createTask(route.needsCallback === true),
		family: 'market',
		compose: (body) => {
			const input = snakeCased(body);
			return { model: route.model, input: route.input?.(input) ?? input };
		},
		...(operation.kind === 'request' && {
			output: (data, values) => operation.output(camelCased(data), values),
		}),
	};
}

/** `negativeTags` is `negative_tags` there. */
const snakeCased = (body: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(body).map(([key, value]) => [snake(key), value]));

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Nobody has seen the answers yet: they are read in the spelling of either route. */
function camelCased(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(camelCased);
	const record = asRecord(value);
	if (!record) return value;
	return Object.fromEntries(
		Object.entries(record).map(([key, own]) => [camel(key), camelCased(own)]),
	);
}

const camel = (name: string) =>
	name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
