import type { JsonSchema } from '../../../facts/schemas';
import type { Body } from '../../tasks';
import {
	fileOf,
	isObject,
	listOf,
	objectOf,
	PARAMETERS,
	schemas,
	sentFile,
	textOf,
	turn,
} from '../reading';
import type { ChatAnswer, ChatModelFacts, StreamEvent, Turn, Wire } from '../types';
import { pieces } from '../words';

const { any, boolean, list, number, object, oneOf, shape, string } = schemas;

const words: JsonSchema = { type: 'string', minLength: 1 };
const cached = { cache_control: object };

const SOURCE = any(
	shape({ 'type*': oneOf('url'), 'url*': { type: 'string', pattern: '^https?://' } }),
	shape({ 'type*': oneOf('base64'), 'media_type*': words, 'data*': words }),
);

const TEXT = shape({ 'type*': oneOf('text'), 'text*': words, ...cached });

const BLOCK = any(
	TEXT,
	shape({ 'type*': oneOf('image', 'document'), 'source*': SOURCE, ...cached }),
	shape({ 'type*': oneOf('tool_use'), 'id*': words, 'name*': words, 'input*': object, ...cached }),
	shape({
		...{ 'type*': oneOf('tool_result'), 'tool_use_id*': words, is_error: boolean },
		content: any(string, list(object)),
		...cached,
	}),
	shape({ 'type*': oneOf('thinking'), 'thinking*': string, 'signature*': string }),
);

function schema({ jsonSchema }: ChatModelFacts): JsonSchema {
	const format = shape({ 'type*': oneOf('json_schema'), 'schema*': object });
	return shape({
		'model*': string,
		'messages*': list(
			shape({ 'role*': oneOf('user', 'assistant'), 'content*': any(words, list(BLOCK, 1)) }),
			1,
		),
		tools: list(
			shape({ 'name*': words, 'description*': words, 'input_schema*': PARAMETERS, ...cached }),
		),
		system: any(string, list(TEXT)),
		stream: boolean,
		thinkingFlag: boolean,
		output_config: jsonSchema && shape({ format }),
		...{ max_tokens: number, temperature: number, top_p: number },
	});
}

const resultText = (content: unknown): string =>
	typeof content === 'string'
		? content
		: listOf(content)
				.map(({ text }) => textOf(text))
				.join('');

function readMessage({ role, content }: Body): Turn {
	const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : listOf(content);
	const of = (...types: string[]) => blocks.filter(({ type }) => types.includes(textOf(type)));
	const results = of('tool_result').map((one) => ({
		...{ id: textOf(one.tool_use_id), text: resultText(one.content) },
	}));
	return turn(results.length > 0 ? 'tool' : role === 'assistant' ? 'assistant' : 'user', {
		text: of('text')
			.map(({ text }) => textOf(text))
			.join(''),
		files: of('image', 'document').map(({ source }) => {
			const { url, media_type: type, data } = objectOf(source);
			return url === undefined ? sentFile(type, data) : fileOf(url);
		}),
		calls: of('tool_use').map(({ id, name, input }) => ({
			...{ id: textOf(id), name: textOf(name), arguments: input },
		})),
		results,
	});
}

function read(body: Body) {
	const { system } = body;
	return {
		system: typeof system === 'string' ? system : resultText(system),
		turns: listOf(body.messages).map(readMessage),
		tools: listOf(body.tools).map(({ name, description, input_schema: parameters }) => ({
			...{ name: textOf(name), description: textOf(description) },
			parameters: objectOf(parameters),
		})),
		webSearch: false,
		schema: objectOf(objectOf(body.output_config).format).schema as JsonSchema | undefined,
		thoughts: body.thinkingFlag === true,
	};
}

const stopOf = ({ calls, truncated }: ChatAnswer): string => {
	if (truncated) return 'max_tokens';
	return calls.length > 0 ? 'tool_use' : 'end_turn';
};

/** Kie.ai's own prompt shows as tokens from the cache. */
const HIDDEN_TOKENS = 7561;

const usageOf = ({ usage }: ChatAnswer): Body => ({
	...{ input_tokens: usage.inputTokens, output_tokens: usage.outputTokens },
	...{ cache_creation_input_tokens: 0, cache_read_input_tokens: HIDDEN_TOKENS },
});

/** Arguments that are no JSON cannot stand in a block: the model would have sent none. */
function inputOf(text: string): object {
	try {
		return objectOf(JSON.parse(text));
	} catch {
		return {};
	}
}

const modelName = ({ request: { model } }: ChatAnswer) => model.upstream ?? model.id;

function whole(answer: ChatAnswer): Body {
	const { id, text, reasoning, calls, credits } = answer;
	const blocks = [
		reasoning && { type: 'thinking', thinking: reasoning, signature: 'c2lnbmF0dXJl' },
		text && { text, type: 'text' },
		...calls.map((call) => ({
			...{ input: inputOf(call.arguments), caller: { type: 'direct' } },
			...{ name: call.name, id: call.id, type: 'tool_use' },
		})),
	];
	return {
		...{ role: 'assistant', usage: usageOf(answer), stop_reason: stopOf(answer) },
		...{ model: modelName(answer), id: `msg_${id}`, credits_consumed: credits, type: 'message' },
		content: blocks.filter(isObject),
	};
}

const event = (data: Body & { type: string }): StreamEvent => ({ event: data.type, data });

function block(index: number, start: Body, deltas: Body[]): StreamEvent[] {
	return [
		event({ type: 'content_block_start', index, content_block: start }),
		...deltas.map((delta) => event({ type: 'content_block_delta', index, delta })),
		event({ type: 'content_block_stop', index }),
	];
}

function blocksOf({ text, reasoning, calls }: ChatAnswer): Array<[Body, Body[]]> {
	const thinking = pieces(reasoning).map((piece) => ({ type: 'thinking_delta', thinking: piece }));
	const signature = { type: 'signature_delta', signature: 'c2lnbmF0dXJl' };
	const blocks: Array<[Body, Body[]] | false> = [
		reasoning !== '' && [{ type: 'thinking', thinking: '' }, [...thinking, signature]],
		text !== '' && [
			{ type: 'text', text: '' },
			pieces(text).map((piece) => ({ type: 'text_delta', text: piece })),
		],
		...calls.map(({ id, name, arguments: given }): [Body, Body[]] => [
			{ type: 'tool_use', id, name, input: {} },
			pieces(given).map((piece) => ({ type: 'input_json_delta', partial_json: piece })),
		]),
	];
	return blocks.filter((one) => one !== false);
}

function events(answer: ChatAnswer): StreamEvent[] {
	const { id, usage, credits } = answer;
	const message = {
		...{ id: `msg_${id}`, type: 'message', role: 'assistant', model: modelName(answer) },
		...{ content: [], usage: { input_tokens: usage.inputTokens, output_tokens: 1 } },
	};
	return [
		event({ type: 'message_start', message }),
		...blocksOf(answer).flatMap(([start, deltas], index) => block(index, start, deltas)),
		event({
			...{ type: 'message_delta', delta: { stop_reason: stopOf(answer) } },
			...{ usage: { output_tokens: usage.outputTokens }, credits_consumed: credits },
		}),
		event({ type: 'message_stop' }),
	];
}

/** Anthropic's messages. */
export const messages: Wire = { name: 'messages', schema, read, whole, events };
