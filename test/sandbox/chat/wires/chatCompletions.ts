import type { JsonSchema } from '../../../facts/schemas';
import type { Body } from '../../tasks';
import { fileOf, listOf, objectOf, PARAMETERS, schemas, textOf, turn } from '../reading';
import type { ChatAnswer, ChatModelFacts, StreamEvent, Turn, Wire } from '../types';
import { pieces } from '../words';

const { any, address, boolean, list, number, object, oneOf, shape, string } = schemas;

const SEARCH = ['googleSearch', 'web_search'];

const PART = any(
	shape({ 'type*': oneOf('text'), 'text*': string }),
	shape({ 'type*': oneOf('image_url'), 'image_url*': shape({ 'url*': address, detail: string }) }),
);

const CALL = shape({
	'id*': string,
	'type*': oneOf('function'),
	'function*': shape({ 'name*': string, 'arguments*': string }),
});

const MESSAGE: JsonSchema = {
	...shape({
		'role*': oneOf('developer', 'system', 'user', 'assistant', 'tool'),
		content: any(string, list(PART, 1), { type: 'null' }),
		name: string,
		tool_calls: list(CALL, 1),
		tool_call_id: string,
	}),
	allOf: [
		{
			if: { properties: { role: { const: 'tool' } } },
			then: { required: ['tool_call_id', 'content'] },
		},
		{
			if: { properties: { role: { const: 'assistant' } }, required: ['tool_calls'] },
			else: { required: ['content'], properties: { content: { not: { type: 'null' } } } },
		},
	],
};

const FUNCTION = shape({
	'type*': oneOf('function'),
	'function*': shape({
		'name*': { type: 'string', not: { enum: SEARCH } },
		description: string,
		'parameters*': PARAMETERS,
		strict: boolean,
	}),
});

const searchTool = (name: string): JsonSchema =>
	shape({ 'type*': oneOf('function'), 'function*': shape({ 'name*': oneOf(name) }) });

const FORMAT = shape({
	'type*': oneOf('json_schema'),
	'json_schema*': shape({ 'name*': string, strict: boolean, 'schema*': object }),
});

function schema(model: ChatModelFacts): JsonSchema {
	const { effort, thoughts, jsonSchema, search } = model;
	const tools = search
		? any(list(FUNCTION), { ...list(searchTool(search)), maxItems: 1 })
		: list(FUNCTION);
	return {
		...shape({
			'messages*': list(MESSAGE, 1),
			model: string,
			stream: boolean,
			tools,
			include_thoughts: thoughts !== undefined && boolean,
			reasoning_effort: effort && oneOf(...effort),
			response_format: jsonSchema && FORMAT,
			tool_choice: any(oneOf('auto', 'none', 'required'), object),
			stream_options: shape({ include_usage: boolean }),
			...{ temperature: number, max_tokens: number, top_p: number },
		}),
		not: {
			required: ['tools', 'response_format'],
			properties: { tools: { contains: FUNCTION } },
		},
	};
}

function readMessage(message: Body): Turn {
	const { role, content, tool_calls: calls, tool_call_id: id } = message;
	const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : listOf(content);
	const text = parts.map((part) => textOf(part.text)).join('');
	if (role === 'tool') return turn('tool', { results: [{ id: textOf(id), text }] });
	return turn(role === 'assistant' ? 'assistant' : 'user', {
		text,
		files: parts.flatMap(({ image_url: image }) => (image ? [fileOf(objectOf(image).url)] : [])),
		calls: listOf(calls).map((call) => {
			const { name, arguments: given } = objectOf(call.function);
			return { id: textOf(call.id), name: textOf(name), arguments: given };
		}),
	});
}

const isSystem = ({ role }: Body) => role === 'system' || role === 'developer';

function read(body: Body, { thoughts }: ChatModelFacts) {
	const messages = listOf(body.messages);
	const functions = listOf(body.tools).map((tool) => objectOf(tool.function));
	const format = objectOf(objectOf(body.response_format).json_schema);
	return {
		system: messages
			.filter(isSystem)
			.map((one) => readMessage(one).text)
			.join('\n'),
		turns: messages.filter((one) => !isSystem(one)).map(readMessage),
		tools: functions
			.filter(({ name }) => !SEARCH.includes(textOf(name)))
			.map(({ name, description, parameters }) => ({
				name: textOf(name),
				description: textOf(description),
				parameters: objectOf(parameters),
			})),
		webSearch: functions.some(({ name }) => SEARCH.includes(textOf(name))),
		schema: format.schema as JsonSchema | undefined,
		thoughts: typeof body.include_thoughts === 'boolean' ? body.include_thoughts : !!thoughts,
	};
}

function refusal(body: Body, { id }: ChatModelFacts) {
	const isTool = ({ type, function: given }: Body) => type === 'function' && objectOf(given).name;
	if (!listOf(body.tools).every(isTool)) {
		return { code: 400, msg: 'Tool type or function is null' };
	}
	const blank = ({ tool_calls: calls, content }: Body) =>
		!!calls && textOf(content ?? '').trim() === '';
	return id === 'gemini-3.1-pro' && listOf(body.messages).some(blank)
		? { code: 400, msg: 'The content of a message must not be empty' }
		: undefined;
}

function usageOf({ usage }: ChatAnswer): Body {
	return {
		prompt_tokens: usage.inputTokens,
		completion_tokens: usage.outputTokens,
		total_tokens: usage.totalTokens,
		...(usage.reasoningTokens > 0 && {
			completion_tokens_details: {
				...{ audio_tokens: 0, text_tokens: 0, reasoning_tokens: usage.reasoningTokens },
			},
		}),
	};
}

function finishOf({ calls, truncated }: ChatAnswer): string {
	if (truncated) return 'length';
	return calls.length > 0 ? 'tool_calls' : 'stop';
}

/** Answers of Gemini 3.1 Pro were recorded without the name of a model. */
function headOf({ id, createdAt, request: { model } }: ChatAnswer, kind: string): Body {
	const name = model.id === 'gemini-3.1-pro' ? {} : { model: model.upstream ?? model.id };
	return { id: `chatcmpl-${id}`, object: kind, created: createdAt, ...name };
}

const callOf = ({ id, name, arguments: given }: ChatAnswer['calls'][number]) => ({
	...{ id, type: 'function', function: { name, arguments: given } },
});

function whole(answer: ChatAnswer): Body {
	const { text, reasoning, calls, credits } = answer;
	const message = {
		role: 'assistant',
		content: text === '' && calls.length > 0 ? null : text,
		...(reasoning && { reasoning_content: reasoning }),
		...(calls.length > 0 && { tool_calls: calls.map(callOf) }),
	};
	return {
		...headOf(answer, 'chat.completion'),
		choices: [{ index: 0, finish_reason: finishOf(answer), message }],
		usage: usageOf(answer),
		credits_consumed: credits,
	};
}

function events(answer: ChatAnswer): StreamEvent[] {
	const { text, reasoning, calls, credits } = answer;
	const head = headOf(answer, 'chat.completion.chunk');
	const chunk = (delta: Body, finish: string | null = null, more: Body = {}): StreamEvent => ({
		data: { ...head, choices: [{ index: 0, delta, finish_reason: finish }], ...more },
	});
	const last = { usage: usageOf(answer), credits_consumed: credits };
	const words = pieces(text);
	const ending = calls.length === 0 && words.length > 0 ? { content: words.pop() } : {};
	return [
		chunk({ role: 'assistant', ...(reasoning && { reasoning_content: reasoning }) }),
		...words.map((content) => chunk({ content })),
		...calls.flatMap(({ arguments: given, ...call }, index) => [
			chunk({ tool_calls: [{ index, ...callOf({ ...call, arguments: '' }) }] }),
			...pieces(given).map((piece) =>
				chunk({ tool_calls: [{ index, function: { arguments: piece } }] }),
			),
		]),
		chunk(ending, finishOf(answer), last),
		{ data: '[DONE]' },
	];
}

/** OpenAI's chat completions: the path chooses the model. */
export const chatCompletions: Wire = {
	...{ name: 'chatCompletions', schema, read, refusal, whole, events },
};
