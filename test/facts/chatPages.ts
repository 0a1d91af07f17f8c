import facts from './chatPages.json';
import type { JsonSchema } from './conditions';

export type ChatEndpointId =
	| 'openai-chat'
	| 'anthropic-messages'
	| 'openai-responses'
	| 'google-generatecontent'
	| 'openai-chat-legacy';

/** A chat model as Kie.ai documents or lists it. */
export interface ChatModelFacts {
	id: string;
	endpoint: ChatEndpointId;
	path: string;
	/** The model whose page describes this one, which has none of its own. */
	like?: string;
	efforts?: string[];
	structuredOutput?: boolean;
	media?: string;
	confidence: string;
}

interface Parameter {
	name: string;
	required: boolean;
	type: string;
	enum?: unknown[];
}

/** One of the formats, with everything that was ever seen of it. */
interface ChatEndpointFacts {
	id: ChatEndpointId;
	required: string[];
	/** The parameters of each model's page, nested ones by dotted names. */
	pages: Record<string, Parameter[]>;
	exclusions: string[];
	/** Parameters that no page has and that other clients send with success. */
	accepted?: string[];
	/** Parameters of the original API that nobody was seen to send. */
	unproven?: string[];
	answers: Array<Record<string, unknown>>;
	stream?: string;
	errors: Record<string, Record<string, unknown>>;
}

export const chatModelFacts = facts.models as unknown as ChatModelFacts[];

export const chatEndpointFacts = facts.endpoints as unknown as ChatEndpointFacts[];

/** The ids of Kie.ai's own list, October 2026. */
export const listedChatModels: string[] = facts.listed;

/** Refusals in Kie.ai's own shape. */
export const chatRefusals = facts.refusals as unknown as Array<{ code: number; msg: string }>;

export const chatEndpointOf = ({ endpoint }: Pick<ChatModelFacts, 'endpoint'>): ChatEndpointFacts =>
	chatEndpointFacts.find(({ id }) => id === endpoint)!;

const text = { type: 'string', minLength: 1, pattern: '\\S' };
const url = { type: 'string', pattern: '^(https?://|data:[^;]+;base64,)' };
const object = (properties: JsonSchema, required = Object.keys(properties)): JsonSchema => ({
	type: 'object',
	properties,
	required,
	additionalProperties: false,
});
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', minItems: 1, items });
const parameters = {
	type: 'object',
	properties: { type: { const: 'object' } },
	required: ['type'],
};
const name = { type: 'string', pattern: '^[A-Za-z_][\\w-]*$' };
const textOr = (items: JsonSchema): JsonSchema => ({ anyOf: [text, list(items)] });

const CALL = object({
	id: text,
	type: { const: 'function' },
	function: object({ name, arguments: { type: 'string' } }),
});

const CHAT_BLOCK: JsonSchema = {
	anyOf: [
		object({ type: { const: 'text' }, text }),
		object({ type: { const: 'image_url' }, image_url: object({ url }) }),
	],
};

const MESSAGES: Partial<Record<ChatEndpointId, JsonSchema>> = {
	'openai-chat': list({
		anyOf: [
			object({
				role: { enum: ['developer', 'system', 'user', 'assistant'] },
				content: textOr(CHAT_BLOCK),
			}),
			// Blank contents of these were seen refused.
			object({ role: { const: 'assistant' }, content: text, tool_calls: list(CALL) }),
			object({ role: { const: 'tool' }, tool_call_id: text, content: text }),
		],
	}),
	'anthropic-messages': list(
		object({
			role: { enum: ['user', 'assistant'] },
			content: textOr({
				anyOf: [
					object({ type: { const: 'text' }, text }),
					object({
						type: { enum: ['image', 'document'] },
						source: {
							anyOf: [
								object({ type: { const: 'url' }, url }),
								object({ type: { const: 'base64' }, media_type: text, data: text }),
							],
						},
					}),
					object({ type: { const: 'tool_use' }, id: text, name, input: { type: 'object' } }),
					object(
						{
							type: { const: 'tool_result' },
							tool_use_id: text,
							content: { type: 'string' },
							is_error: { type: 'boolean' },
						},
						['type', 'tool_use_id', 'content'],
					),
				],
			}),
		}),
	),
	'openai-responses': list({
		anyOf: [
			object({
				role: { enum: ['user', 'assistant', 'system', 'developer'] },
				content: list({
					anyOf: [
						object({ type: { enum: ['input_text', 'output_text'] }, text }),
						object({ type: { const: 'input_image' }, image_url: url }),
						object({ type: { const: 'input_file' }, file_url: url }),
					],
				}),
			}),
			object({ type: { const: 'function_call' }, call_id: text, name, arguments: text }),
			object({
				type: { const: 'function_call_output' },
				call_id: text,
				output: { type: 'string' },
			}),
		],
	}),
	'google-generatecontent': list(
		object({
			role: { enum: ['user', 'model'] },
			parts: list({
				anyOf: [
					object({ text }),
					object({ inline_data: object({ mime_type: text, data: text }) }),
					object({ file_data: object({ mime_type: text, file_uri: url }) }),
					object({
						functionCall: object({ id: text, name, args: { type: 'object' } }),
						thoughtSignature: text,
					}),
					object({ functionResponse: object({ id: text, name, response: { type: 'object' } }) }),
				],
			}),
		}),
	),
};
MESSAGES['openai-chat-legacy'] = MESSAGES['openai-chat'];

const SEARCH_TOOL = (named: string) =>
	object({ type: { const: 'function' }, function: object({ name: { const: named } }) });

const FLAT_TOOL = { name, description: text, parameters };

/** Tools of one kind only: a search and functions exclude each other. */
function toolsSchema({ id, endpoint }: ChatModelFacts): JsonSchema {
	switch (endpoint) {
		case 'anthropic-messages':
			return list(object({ name, description: text, input_schema: parameters }));
		case 'openai-responses':
			return {
				anyOf: [
					list(object({ type: { const: 'web_search' } })),
					list(object({ type: { const: 'function' }, ...FLAT_TOOL })),
				],
			};
		case 'google-generatecontent': {
			const typed = { type: 'object', properties: { type: { const: 'OBJECT' } } };
			const declaration = object({ name, description: text, parameters: typed });
			return {
				anyOf: [
					list(object({ googleSearch: object({}) })),
					list(object({ functionDeclarations: list(declaration) })),
				],
			};
		}
		default:
			return {
				anyOf: [
					list(SEARCH_TOOL(id.startsWith('gpt') ? 'web_search' : 'googleSearch')),
					list(object({ type: { const: 'function' }, function: object(FLAT_TOOL) })),
				],
			};
	}
}

const FORMAT = object({
	name: text,
	strict: { type: 'boolean' },
	schema: { type: 'object' },
});

/** Parameters that are more than a value. */
const shapes = (model: ChatModelFacts): Record<string, JsonSchema> => ({
	messages: MESSAGES[model.endpoint]!,
	input: MESSAGES[model.endpoint]!,
	contents: MESSAGES[model.endpoint]!,
	tools: toolsSchema(model),
	model: { const: model.id },
	reasoning: object({ effort: { enum: model.efforts ?? [] } }),
	reasoning_effort: { enum: model.efforts ?? [] },
	tool_choice: model.endpoint === 'openai-responses' ? { const: 'auto' } : {},
	response_format: object({ type: { const: 'json_schema' }, json_schema: FORMAT }),
	text: object({
		format: object({ ...(FORMAT.properties as JsonSchema), type: { const: 'json_schema' } }),
	}),
	output_config: object({
		format: object({ type: { const: 'json_schema' }, schema: { type: 'object' } }),
	}),
	generationConfig: object(
		{
			thinkingConfig: object(
				{ thinkingLevel: { enum: model.efforts ?? [] }, includeThoughts: { type: 'boolean' } },
				[],
			),
			// Google's own names; whether Kie.ai passes them on is not known.
			temperature: { type: 'number' },
			maxOutputTokens: { type: 'integer' },
		},
		[],
	),
	stream: { type: 'boolean' },
});

/** JSON Schema of the request of a model: what its page has, and what other clients were seen to send. */
export function chatRequestSchema(model: ChatModelFacts): JsonSchema {
	const endpoint = chatEndpointOf(model);
	const page = endpoint.pages[model.like ?? model.id] ?? [];
	const known = shapes(model);
	const names = page.map((parameter) => parameter.name.split(/[.[]/)[0]);
	const others = [...(endpoint.accepted ?? []), ...(endpoint.unproven ?? []), ...endpoint.required];
	const all = [...new Set([...names, ...others])];
	return {
		type: 'object',
		properties: Object.fromEntries(all.map((one) => [one, known[one] ?? {}])),
		required: [...endpoint.required, 'stream'],
		additionalProperties: false,
	};
}
