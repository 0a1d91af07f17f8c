import type { IDataObject } from 'n8n-workflow';

import { asRecord, asRecords, credits, number, present, text } from '../../json';
import { joinNeighbours } from '../parts';
import type {
	ChatDelta,
	ChatMessage,
	ChatPart,
	FinishReason,
	ToolCallPiece,
	ToolChoice,
	Wire,
	WireRequest,
} from '../types';
import { writeSchema } from './googleSchema';

/**
 * A call comes with a signature that has to go back unchanged. Of a call an agent keeps name, arguments and id from
 * one step to the next, so the signature travels in the id.
 */
const SIGNATURE = '__sig__';

/** Google's own word for a call whose signature is not known, such as one that another model made. */
const UNKNOWN_SIGNATURE = 'skip_thought_signature_validator';

/** The id of a call with the signature in it. */
export const signedId = (id: string, signature?: string): string =>
	signature ? id + SIGNATURE + signature : id;

const FILTERS = /SAFETY|BLOCK|RECITATION|PROHIBITED|SPII/;

/** Google's generateContent, which Kie.ai has at the address of its streaming method only. */
export const googleGenerateContent: Wire = {
	path: '/gemini/v1/models/{model}:streamGenerateContent',
	ending: /:(?:streamG|g)enerateContent$/,
	webSearch: 'googleSearch',
	toolChoices: ['none', 'required', 'name'],

	writeBody: (request) =>
		present({
			stream: request.stream,
			contents: writeContents(request),
			tools: writeTools(request),
			toolConfig: writeChoice(request.toolChoice),
			generationConfig: writeConfig(request),
		}),

	recognises: (event) =>
		Array.isArray(event.candidates) || 'usageMetadata' in event || 'promptFeedback' in event,

	read(event) {
		const [candidate = {}] = asRecords(event.candidates);
		const parts = asRecords(asRecord(candidate.content)?.parts);
		return {
			text: textIn(parts.filter(({ thought }) => !thought)),
			reasoning: textIn(parts.filter(({ thought }) => thought)),
			toolCalls: parts.filter(({ functionCall }) => functionCall).map(readCall),
			usage: readUsage(asRecord(event.usageMetadata)),
			finishReason: readFinish(
				text(candidate.finishReason) ?? text(asRecord(event.promptFeedback)?.blockReason),
			),
			creditsConsumed: credits(event.credits_consumed),
		};
	},
};

const textIn = (parts: IDataObject[]) => parts.map((part) => text(part.text) ?? '').join('');

/** Kie.ai documents no system instruction here, so it is the first thing that is said. */
function writeContents({ system, messages }: WireRequest): IDataObject[] {
	const names = new Map(messages.flatMap(({ parts }) => parts).flatMap(nameOfCall));
	const opening: ChatMessage = { role: 'user', parts: [{ type: 'text', text: system }] };
	const sideOf = ({ role }: ChatMessage) => (role === 'assistant' ? 'model' : 'user');
	return joinNeighbours([opening, ...messages], sideOf)
		.map((message) => ({
			role: sideOf(message),
			parts: message.parts.flatMap((part) => writePart(part, names)),
		}))
		.filter(({ parts }) => parts.length > 0);
}

const nameOfCall = (part: ChatPart): Array<[string, string]> =>
	part.type === 'toolCall' ? [[part.id, part.name]] : [];

function writePart(part: ChatPart, names: Map<string, string>): IDataObject[] {
	switch (part.type) {
		case 'text':
			return part.text.trim() === '' ? [] : [{ text: part.text }];
		case 'file':
			return [
				part.url
					? { file_data: { mime_type: part.mediaType, file_uri: part.url } }
					: { inline_data: { mime_type: part.mediaType, data: part.data } },
			];
		case 'toolCall':
			return [writeCall(part)];
		case 'toolResult':
			return [
				{
					functionResponse: {
						id: part.id.split(SIGNATURE)[0],
						name: part.name ?? names.get(part.id) ?? part.id,
						response: part.isError ? { error: part.text } : { result: part.text },
					},
				},
			];
	}
}

function writeCall(call: Extract<ChatPart, { type: 'toolCall' }>): IDataObject {
	const [id, signature = UNKNOWN_SIGNATURE] = call.id.split(SIGNATURE);
	return {
		functionCall: { id, name: call.name, args: call.arguments },
		thoughtSignature: signature,
	};
}

function writeTools({ tools, webSearch }: WireRequest): IDataObject[] | undefined {
	if (webSearch) return [{ [webSearch]: {} }];
	if (tools.length === 0) return undefined;
	const declarations = tools.map(({ name, description, parameters }) => ({
		name,
		description,
		parameters: writeSchema(parameters),
	}));
	return [{ functionDeclarations: declarations }];
}

const MODES = { auto: 'AUTO', none: 'NONE', required: 'ANY' };

function writeChoice(choice?: ToolChoice): IDataObject | undefined {
	if (choice === undefined || choice === 'auto') return undefined;
	const mode = typeof choice === 'object' ? MODES.required : MODES[choice];
	const allowedFunctionNames = typeof choice === 'object' ? [choice.name] : undefined;
	return { functionCallingConfig: present({ mode, allowedFunctionNames }) };
}

function writeConfig(request: WireRequest): IDataObject | undefined {
	const thinking = present({
		thinkingLevel: request.reasoningEffort,
		includeThoughts: request.includeReasoning,
	});
	const config = present({
		thinkingConfig: Object.keys(thinking).length > 0 ? thinking : undefined,
		temperature: request.temperature,
		maxOutputTokens: request.maxTokens,
	});
	return Object.keys(config).length > 0 ? config : undefined;
}

function readCall({ functionCall, thoughtSignature }: IDataObject, index: number): ToolCallPiece {
	const call = asRecord(functionCall) ?? {};
	const id = text(call.id) ?? `${text(call.name)}-${index + 1}`;
	return {
		id: signedId(id, text(thoughtSignature)),
		name: text(call.name),
		arguments: JSON.stringify(call.args ?? {}),
	};
}

function readFinish(word?: string): FinishReason | undefined {
	if (word === undefined) return undefined;
	if (FILTERS.test(word)) return 'content-filter';
	return word === 'STOP' ? 'stop' : word === 'MAX_TOKENS' ? 'length' : 'other';
}

/** Google counts the thinking apart from the text; Kie.ai names it in two ways. */
function readUsage(usage?: IDataObject): ChatDelta['usage'] {
	if (!usage) return undefined;
	const written = number(usage.candidatesTokenCount);
	const thought = number(usage.thoughtsTokenCount) ?? number(usage.thinkingTokenCount);
	return {
		inputTokens: number(usage.promptTokenCount),
		outputTokens:
			written === undefined && thought === undefined ? undefined : (written ?? 0) + (thought ?? 0),
		totalTokens: number(usage.totalTokenCount),
		cachedTokens: number(usage.cachedContentTokenCount),
	};
}
