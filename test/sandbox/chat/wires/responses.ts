import type { JsonSchema } from '../../../facts/schemas';
import type { Body } from '../../tasks';
import { fileOf, listOf, objectOf, PARAMETERS, schemas, textOf, turn } from '../reading';
import type { ChatAnswer, ChatModelFacts, StreamEvent, Turn, Wire } from '../types';
import { HIDDEN_INSTRUCTIONS, pieces } from '../words';

const { any, address, boolean, list, number, object, oneOf, shape, string } = schemas;

const PART = any(
	shape({ 'type*': oneOf('input_text', 'output_text'), 'text*': string }),
	shape({ 'type*': oneOf('input_image'), 'image_url*': address, detail: string }),
	shape({
		...{ 'type*': oneOf('input_file'), file_url: address, file_data: string, filename: string },
	}),
);

const ITEM = any(
	shape({
		...{ type: oneOf('message'), id: string, status: string },
		'role*': oneOf('user', 'assistant', 'system', 'developer', 'tool'),
		'content*': list(PART, 1),
	}),
	shape({
		...{ 'type*': oneOf('function_call'), id: string, status: string },
		...{ 'call_id*': string, 'name*': string, 'arguments*': string },
	}),
	shape({ 'type*': oneOf('function_call_output'), 'call_id*': string, 'output*': string }),
	{ type: 'object', required: ['type'], properties: { type: { const: 'reasoning' } } },
);

const FUNCTION = shape({
	...{ 'type*': oneOf('function'), 'name*': string, description: string, strict: boolean },
	'parameters*': PARAMETERS,
});

const formats = ({ jsonSchema, jsonObject }: ChatModelFacts): JsonSchema[] => [
	...(jsonSchema
		? [
				shape({
					'type*': oneOf('json_schema'),
					'name*': string,
					strict: boolean,
					'schema*': object,
				}),
			]
		: []),
	...(jsonObject ? [shape({ 'type*': oneOf('json_object') })] : []),
];

function schema(model: ChatModelFacts): JsonSchema {
	const { effort, search, toolChoice, thinking } = model;
	const known = formats(model);
	const tools = search
		? any(list(FUNCTION), { ...list(shape({ 'type*': oneOf(search) })), maxItems: 1 })
		: list(FUNCTION);
	return {
		...shape({
			'model*': string,
			'input*': any(string, list(ITEM, 1)),
			stream: boolean,
			tools,
			tool_choice: toolChoice && oneOf('auto'),
			reasoning: effort && shape({ effort: oneOf(...effort) }),
			text: known.length > 0 && shape({ 'format*': any(...known) }),
			thinking: thinking && shape({ 'type*': oneOf('disabled', 'enabled') }),
			...{ max_output_tokens: number, temperature: number, top_p: number },
		}),
		if: { required: ['tool_choice'] },
		then: { required: ['tools'], properties: { tools: { contains: FUNCTION } } },
	};
}

function readItem(item: Body): Turn {
	const { type, role, content } = item;
	const id = textOf(item.call_id);
	if (type === 'function_call') {
		return turn('assistant', {
			calls: [{ id, name: textOf(item.name), arguments: item.arguments }],
		});
	}
	if (type === 'function_call_output') {
		return turn('tool', { results: [{ id, text: textOf(item.output) }] });
	}
	const parts = typeof content === 'string' ? [{ text: content }] : listOf(content);
	return turn(role === 'assistant' ? 'assistant' : 'user', {
		text: parts.map((part) => textOf((part as Body).text)).join(''),
		files: parts.flatMap((part: Body) => {
			const address = part.image_url ?? part.file_url ?? part.file_data;
			return address === undefined ? [] : [fileOf(address)];
		}),
	});
}

const isSystem = ({ role }: Body) => role === 'system' || role === 'developer';

function read(body: Body) {
	const { input } = body;
	const items = typeof input === 'string' ? [{ role: 'user', content: input }] : listOf(input);
	const spoken = items.filter(({ type }: Body) => type !== 'reasoning');
	const tools = listOf(body.tools);
	return {
		system: spoken
			.filter(isSystem)
			.map((one) => readItem(one).text)
			.join('\n'),
		turns: spoken.filter((one) => !isSystem(one)).map(readItem),
		tools: tools
			.filter(({ type }) => type === 'function')
			.map(({ name, description, parameters }) => ({
				...{ name: textOf(name), description: textOf(description) },
				parameters: objectOf(parameters),
			})),
		webSearch: tools.some(({ type }) => type === 'web_search'),
		schema: objectOf(objectOf(body.text).format).schema as JsonSchema | undefined,
		thoughts: objectOf(body.reasoning).effort !== 'none',
	};
}

function usageOf({ usage, request: { model } }: ChatAnswer): Body {
	return {
		...{ input_tokens: usage.inputTokens, output_tokens: usage.outputTokens },
		total_tokens: usage.totalTokens,
		...(usage.reasoningTokens > 0 && {
			output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
		}),
		...(isGpt(model) && { input_tokens_details: { cached_tokens: 58 }, attribution: null }),
		...(isGrok(model) && { cost_in_usd_ticks: 0 }),
	};
}

const isGpt = ({ provider }: ChatModelFacts) => provider === 'OpenAI';
const isGrok = ({ provider }: ChatModelFacts) => provider === 'Grok';
/** The Codex pages show the shortest answer: no id, no name of a model, no kind. */
const isShort = ({ path }: ChatModelFacts) => path === '/api/v1/responses';

const callItem = (call: ChatAnswer['calls'][number]) => ({
	...{ type: 'function_call', id: `fc_${call.id}`, call_id: call.id },
	...{ name: call.name, arguments: call.arguments, status: 'completed' },
});

function outputOf({ id, text, reasoning, calls }: ChatAnswer): Body[] {
	const summary = reasoning === '' ? [] : [{ text: reasoning, type: 'summary_text' }];
	const content = [{ annotations: [], text, type: 'output_text' }];
	return [
		{ summary, id: `rs_${id}`, type: 'reasoning', status: 'completed' },
		...(text === '' && calls.length > 0
			? []
			: [{ role: 'assistant', id: `msg_${id}`, type: 'message', content, status: 'completed' }]),
		...calls.map(callItem),
	];
}

/** What recorded answers carry besides the answer itself. */
function surplus({ id, createdAt, request: { model, body } }: ChatAnswer): Body {
	if (isShort(model)) return {};
	return {
		...{ created_at: createdAt, model: model.upstream ?? model.id, id: `resp_${id}` },
		object: 'response',
		...(isGpt(model) && {
			...{ error: null, instructions: HIDDEN_INSTRUCTIONS, tools: body.tools ?? [] },
			...{ text: body.text ?? { format: { type: 'text' } }, reasoning: body.reasoning ?? {} },
		}),
		...(isGrok(model) && { error: null, metadata: {} }),
	};
}

function whole(answer: ChatAnswer): Body {
	return {
		output: outputOf(answer),
		usage: usageOf(answer),
		...surplus(answer),
		credits_consumed: answer.credits,
		status: answer.truncated ? 'incomplete' : 'completed',
		...(answer.truncated && { incomplete_details: { reason: 'max_output_tokens' } }),
	};
}

function events(answer: ChatAnswer): StreamEvent[] {
	const { id, text, calls, credits } = answer;
	let sequence = 0;
	const event = (type: string, data: Body): StreamEvent => ({
		event: type,
		data: { type, sequence_number: sequence++, ...data },
	});
	const first = text === '' ? 1 : 2;
	return [
		...pieces(text).map((delta) =>
			event('response.output_text.delta', {
				...{ content_index: 0, delta, item_id: `msg_${id}`, output_index: 1 },
			}),
		),
		...calls.flatMap((call, at) => {
			const item = callItem(call);
			const place = { output_index: first + at };
			return [
				event('response.output_item.added', { ...place, item: { ...item, arguments: '' } }),
				...pieces(call.arguments).map((delta) =>
					event('response.function_call_arguments.delta', { ...place, item_id: item.id, delta }),
				),
				event('response.output_item.done', { ...place, item }),
			];
		}),
		event(answer.truncated ? 'response.incomplete' : 'response.completed', {
			...{ credits_consumed: credits, response: { usage: usageOf(answer) } },
		}),
		{ data: '[DONE]' },
	];
}

/** OpenAI's responses. */
export const responses: Wire = { name: 'responses', schema, read, whole, events };
