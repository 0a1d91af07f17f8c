import { resources } from './index';
import type { Operation } from './operation';

const picksModel = ({ fields }: Operation) =>
	fields.some(({ property: { name, type } }) => name === 'model' && type === 'resourceLocator');

const named = resources.flatMap(({ value, operations }) =>
	operations.map((operation) => ({ name: `${value} ${operation.value}`, operation })),
);

/** Flat, since two closing braces would end the expression. */
const actions = Object.fromEntries(named.map(({ name, operation }) => [name, operation.action]));

const withModel = named.filter(({ operation }) => picksModel(operation)).map(({ name }) => name);

const chosen = '$parameter["resource"] + " " + $parameter["operation"]';

const model = '($parameter["model"]?.value ?? $parameter["model"])';

/** What the node does: the model where one is picked from the list of all models, else the operation in words. */
export const subtitle = `={{ (${JSON.stringify(withModel)}.includes(${chosen}) && ${model}) || (${JSON.stringify(actions)})[${chosen}] }}`;
