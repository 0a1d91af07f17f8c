import { inputSchema, type JsonSchema } from '../tools/catalogue/schema';
import type { Model } from '../../nodes/kie/catalogue/model';

/** A name with blanks, which references write percent-encoded, as in the recorded documents. */
const INPUT = 'input of the model';

/** The OpenAPI document of a model, with the habits of the recorded ones. */
export function openapiOf(model: Model): JsonSchema {
	const body = {
		type: 'object',
		required: ['model'],
		properties: {
			model: { type: 'string', enum: [model.id], default: model.id },
			callBackUrl: { type: 'string', format: 'uri' },
			input: { $ref: `#/components/schemas/${encodeURIComponent(INPUT)}` },
		},
	};
	const content = { 'application/json': { schema: body } };
	return {
		openapi: '3.1.0',
		info: { title: 'kie.ai', version: '1.0.0' },
		servers: [{ url: 'https://api.kie.ai' }],
		paths: { '/api/v1/jobs/createTask': { post: { requestBody: { content } } } },
		components: { schemas: { [INPUT]: untidy(inputSchema(model)) } },
	};
}

/** Names of lists end in a blank. */
function untidy(schema: JsonSchema): JsonSchema {
	const properties = Object.entries(schema.properties as Record<string, JsonSchema>);
	const named = properties.map(([name, value]) => [
		value.type === 'array' ? `${name} ` : name,
		value,
	]);
	const forms = schema.anyOf as JsonSchema[] | undefined;
	return {
		type: 'object',
		properties: Object.fromEntries(named) as JsonSchema,
		required: schema.required,
		...(forms && { oneOf: forms.map(({ title, required }) => ({ title, required })) }),
	};
}
