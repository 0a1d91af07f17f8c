import type { JsonSchema } from '../../../facts/schemas';
import type { Body } from '../../tasks';
import { fileOf, listOf, objectOf, PARAMETERS, schemas, sentFile, textOf, turn } from '../reading';
import type { ChatAnswer, ChatModelFacts, StreamEvent, Turn, Wire } from '../types';
import { pieces } from '../words';

const { any, boolean, list, number, object, oneOf, shape, string } = schemas;

/** What comes with every call of a function and has to come back with it. */
const SIGNATURE = 'Es8C';

const PART = any(
	shape({ 'text*': string, thought: boolean, thoughtSignature: string }),
	shape({ 'inline_data*': shape({ 'mime_type*': string, 'data*': string }) }),
	shape({ 'file_data*': shape({ mime_type: string, 'file_uri*': string }) }),
	shape({
		'functionCall*': shape({ 'name*': string, 'args*': object, id: string }),
		'thoughtSignature*': oneOf(SIGNATURE),
	}),
	shape({ 'functionResponse*': shape({ 'name*': string, 'response*': object, id: string }) }),
);

const PROMPT = shape({ role: string, 'parts*': list(shape({ 'text*': string }), 1) });

const DECLARATION = shape({ 'name*': string, 'description*': string, 'parameters*': PARAMETERS });

function schema({ effort = [] }: ChatModelFacts): JsonSchema {
	const thinking = shape({ includeThoughts: boolean, thinkingLevel: oneOf(...effort) });
	return shape({
		'contents*': list(shape({ 'role*': oneOf('user', 'model'), 'parts*': list(PART, 1) }), 1),
		tools: any(
			list(shape({ 'functionDeclarations*': list(DECLARATION, 1) })),
			list(shape({ 'googleSearch*': shape({}) })),
		),
		generationConfig: shape({
			thinkingConfig: thinking,
			...{ temperature: number, maxOutputTokens: number, topP: number },
		}),
		...{ system_instruction: PROMPT, systemInstruction: PROMPT },
		stream: boolean,
	});
}

const textsOf = (parts: unknown): string =>
	listOf(parts)
		.filter(({ thought }) => thought !== true)
		.map(({ text }) => textOf(text))
		.join('');

function filesOf(parts: Body[]) {
	return parts.flatMap(({ inline_data: sent, file_data: linked }) => {
		if (sent) return [sentFile(objectOf(sent).mime_type, objectOf(sent).data)];
		return linked ? [fileOf(objectOf(linked).file_uri)] : [];
	});
}

function readContent({ role, parts }: Body): Turn {
	const list = listOf(parts);
	const results = list.flatMap(({ functionResponse: given }) => {
		const { id, name, response } = objectOf(given);
		return given ? [{ id: textOf(id), name: textOf(name), text: textOf(response) }] : [];
	});
	return turn(results.length > 0 ? 'tool' : role === 'model' ? 'assistant' : 'user', {
		...{ text: textsOf(parts), files: filesOf(list), results },
		calls: list.flatMap(({ functionCall: call }) => {
			const { id, name, args } = objectOf(call);
			return call ? [{ id: textOf(id), name: textOf(name), arguments: args }] : [];
		}),
	});
}

function read(body: Body) {
	const tools = listOf(body.tools);
	const { thinkingConfig } = objectOf(body.generationConfig);
	const prompt = objectOf(body.system_instruction ?? body.systemInstruction);
	return {
		system: textsOf(prompt.parts),
		turns: listOf(body.contents).map(readContent),
		tools: tools
			.flatMap(({ functionDeclarations: all }) => listOf(all))
			.map(({ name, description, parameters }) => ({
				...{ name: textOf(name), description: textOf(description) },
				parameters: objectOf(parameters),
			})),
		webSearch: tools.some(({ googleSearch }) => googleSearch !== undefined),
		thoughts: objectOf(thinkingConfig).includeThoughts === true,
	};
}

/** Recordings and pages disagree about the word for thoughts. */
function usageOf({ usage, request: { model } }: ChatAnswer): Body {
	const word = /v1beta/.test(model.id) ? 'thoughtsTokenCount' : 'thinkingTokenCount';
	return {
		...(usage.reasoningTokens > 0 && { [word]: usage.reasoningTokens }),
		...{ candidatesTokenCount: usage.outputTokens, totalTokenCount: usage.totalTokens },
		promptTokenCount: usage.inputTokens,
	};
}

function argsOf(text: string): object {
	try {
		return objectOf(JSON.parse(text));
	} catch {
		return {};
	}
}

const callPart = ({ id, name, arguments: given }: ChatAnswer['calls'][number]) => ({
	...{ functionCall: { args: argsOf(given), name, id }, thoughtSignature: SIGNATURE },
});

const finishOf = ({ truncated }: ChatAnswer) => (truncated ? 'MAX_TOKENS' : 'STOP');

const candidate = (parts: Body[], more: Body = {}) => ({
	candidates: [{ ...more, index: 0, content: { role: 'model', parts } }],
});

function tail(answer: ChatAnswer): Body {
	const { credits, id, request } = answer;
	const named = /v1beta/.test(request.model.id)
		? { modelVersion: 'gemini-3-flash', responseId: id }
		: {};
	return { ...named, usageMetadata: usageOf(answer), credits_consumed: credits };
}

function whole(answer: ChatAnswer): Body {
	const { text, reasoning, calls } = answer;
	const parts = [
		...(reasoning === '' ? [] : [{ text: reasoning, thought: true }]),
		...(text === '' && calls.length > 0 ? [] : [{ text }]),
		...calls.map(callPart),
	];
	return { ...candidate(parts, { finishReason: finishOf(answer) }), ...tail(answer) };
}

function events(answer: ChatAnswer): StreamEvent[] {
	const { text, reasoning, calls } = answer;
	const parts: Body[][] = [
		...(reasoning === '' ? [] : [[{ text: reasoning, thought: true }]]),
		...pieces(text).map((piece) => [{ text: piece }]),
		...(calls.length > 0 ? [calls.map(callPart)] : []),
	];
	const end = { ...candidate([{ text: '' }], { finishReason: finishOf(answer) }), ...tail(answer) };
	return [...parts.map((one) => ({ data: candidate(one) })), { data: end }];
}

/** Google's generateContent: the path chooses the model, and a field says whether it streams. */
export const generateContent: Wire = { name: 'generateContent', schema, read, whole, events };
