import type { JsonSchema } from '../facts/schemas';

/** A name with blanks, which references write percent-encoded, as in the recorded documents. */
const INPUT = 'input of the model';

/** An OpenAPI document with one path, which is how Kie.ai tells where a model is called. */
export function openapiFor(path: string, body: JsonSchema, schemas: JsonSchema = {}): JsonSchema {
	const content = { 'application/json': { schema: body } };
	return {
		openapi: '3.1.0',
		info: { title: 'kie.ai', version: '1.0.0' },
		servers: [{ url: 'https://api.kie.ai' }],
		paths: { [path]: { post: { requestBody: { content } } } },
		components: { schemas },
	};
}

/** The document of a model that makes tasks, with the habits of the recorded ones. */
export function taskOpenapi(id: string, input: JsonSchema): JsonSchema {
	const body = {
		type: 'object',
		required: ['model'],
		properties: {
			model: { type: 'string', enum: [id], default: id },
			callBackUrl: { type: 'string', format: 'uri' },
			input: { $ref: `#/components/schemas/${encodeURIComponent(INPUT)}` },
		},
	};
	return openapiFor('/api/v1/jobs/createTask', body, { [INPUT]: untidy(input) });
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
