import type { IDataObject } from 'n8n-workflow';

import type { StartOperation, UnifiedRoute } from './operation';

const PATH = '/api/v1/jobs/createTask';

/** The operation as it is on Kie.ai's unified route: the same form, sent as the input of a model. */
export function unifiedOperation(operation: StartOperation, route: UnifiedRoute): StartOperation {
	return {
		...operation,
		request: { method: 'POST', path: PATH, callback: { key: 'callBackUrl', required: false } },
		family: 'market',
		compose: (body) => {
			const input = snakeCased(body);
			return { model: route.model, input: route.input?.(input) ?? input };
		},
	};
}

/** `negativeTags` is `negative_tags` there. */
const snakeCased = (body: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(body).map(([key, value]) => [snake(key), value]));

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
