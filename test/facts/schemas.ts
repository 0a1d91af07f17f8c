import { conditionSchema, type JsonSchema } from './conditions';
import { endpointOf, type FieldFacts } from './endpoints';

export type { JsonSchema } from './conditions';
export { endpointOf, endpoints, type Endpoint, type FieldFacts } from './endpoints';

const isList = (field: FieldFacts) => [field.type].flat().includes('array');

function valueSchema(field: FieldFacts): JsonSchema {
	const schema: JsonSchema = { type: field.type === 'binary' ? 'string' : field.type };
	// `multipleOf` is left out on purpose: 0.57 is no multiple of 0.01 in binary floating point.
	const keywords: Array<[string, unknown]> = [
		['enum', field.enum && [...field.enum, ...(field.enumAlso ?? [])]],
		['minimum', field.min],
		['maximum', field.max],
		['exclusiveMinimum', field.exclusiveMin],
		['maxLength', field.maxLength],
		['minItems', field.minItems],
		['maxItems', field.maxItems],
		['format', field.format],
	];
	for (const [keyword, value] of keywords) if (value !== undefined) schema[keyword] = value;
	if (isList(field) && field.itemType) {
		schema.items = {
			type: field.itemType,
			...(field.itemFormat ? { format: field.itemFormat } : {}),
		};
	}
	return schema;
}

const when = (condition: JsonSchema, then: JsonSchema): JsonSchema => ({ if: condition, then });

function lengthRules(field: FieldFacts): JsonSchema[] {
	const limited = (maxLength: number) => ({ properties: { [field.name]: { maxLength } } });
	const rules = Object.entries(field.maxLengthByModel ?? {}).map(([model, maxLength]) =>
		when(conditionSchema(`model === '${model}'`), limited(maxLength)),
	);
	if (field.maxLengthNonCustom !== undefined) {
		rules.push(when(conditionSchema('customMode === false'), limited(field.maxLengthNonCustom)));
	}
	return rules;
}

function presenceRules(field: FieldFacts): JsonSchema[] {
	const given = { required: [field.name] };
	const rules: JsonSchema[] = [];
	if (field.requiredWhen) rules.push(when(conditionSchema(field.requiredWhen), given));
	if (field.allowedWhen) rules.push(when(given, conditionSchema(field.allowedWhen)));
	if (field.forbiddenWhen) rules.push(when(conditionSchema(field.forbiddenWhen), { not: given }));
	for (const other of field.exclusiveWith ?? []) {
		rules.push({ not: { required: [field.name, other] } });
	}
	return rules;
}

/**
 * JSON Schema (draft 2020-12) of the request of an endpoint: body of a POST, query of a GET.
 * It is the documented contract, stricter than the server, and refuses names that no page knows.
 * Where pages disagree every documented form passes. Throws for an endpoint without facts.
 */
export function schemaFor(method: string, path: string): JsonSchema {
	const { fields } = endpointOf(method, path).request;
	const rules = fields.flatMap((field) => [...presenceRules(field), ...lengthRules(field)]);
	return {
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		title: `${method.toUpperCase()} ${path}`,
		type: 'object',
		properties: Object.fromEntries(fields.map((field) => [field.name, valueSchema(field)])),
		required: fields.filter((field) => field.required).map((field) => field.name),
		additionalProperties: false,
		...(rules.length > 0 ? { allOf: rules } : {}),
	};
}
