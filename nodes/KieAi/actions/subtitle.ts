import { resources } from './index';

const actions = Object.fromEntries(
	resources.map(({ value, operations }) => [
		value,
		Object.fromEntries(operations.map((operation) => [operation.value, operation.action])),
	]),
);

const action = `(${JSON.stringify(actions)})[$parameter["resource"]]?.[$parameter["operation"]]`;

/** The model that was picked from the list of all models, as the list calls it. */
const model = '$parameter["model"]?.cachedResultName || $parameter["model"]?.value';

/** What the node does: the model where one is chosen, else the operation in words. */
export const subtitle = `={{ ${model} || ${action} }}`;
