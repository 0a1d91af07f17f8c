import type { IDataObject } from 'n8n-workflow';

import { familyOf } from '../../../kie/chat/families';
import { readHistory } from '../../../kie/chat/history';
import { fileFrom } from '../../../kie/chat/parts';
import { buildRequest } from '../../../kie/chat/request';
import { type ChatRoute, resolveRoute } from '../../../kie/chat/route';
import { readTools } from '../../../kie/chat/tools';
import type {
	ChatFile,
	ChatFormat,
	ChatMessage,
	ChatPart,
	ChatRequest,
	ToolChoice,
} from '../../../kie/chat/types';
import { hasFailed, settle } from '../../../kie/outcome';
import { InputFile } from '../../../kie/files/input';
import { present } from '../../../kie/json';
import { fallbackIds } from '../anyModel/fallbackIds';
import type { Values } from '../field';
import type { Preparation } from '../operation';

/** What is asked, and where. */
export interface Question {
	request: ChatRequest;
	route: ChatRoute;
}

/** Reads what is asked, checks it for the chosen model and for the ones that may take over. @throws {KieError} */
export async function prepare(values: Values, preparation: Preparation): Promise<Values> {
	const first = await prepareFor(values, preparation);
	const fallbacks = fallbackIds(values).map(
		async (model) => await prepareFallback({ ...values, model }, preparation),
	);
	return { ...first, fallbacks: await Promise.all(fallbacks) };
}

async function prepareFor(values: Values, preparation: Preparation): Promise<Values> {
	const question: Question = {
		request: readRequest(values),
		route: await routeOf(values, preparation),
	};
	buildRequest(question.request, question.route);
	return { ...values, question };
}

/** Where it is asked and how much it thinks are matters of the first model. @throws {KieError} that names the model */
async function prepareFallback(values: Values, preparation: Preparation): Promise<Values> {
	const { model, reasoningEffort } = values;
	const efforts = familyOf(String(model))?.efforts;
	const hasEffort = !efforts || efforts.includes(String(reasoningEffort));
	const own = {
		...values,
		apiFormat: undefined,
		apiPath: undefined,
		reasoningEffort: hasEffort ? reasoningEffort : undefined,
	};
	const prepared = await settle(async () => await prepareFor(own, preparation));
	if (!hasFailed(prepared)) return prepared.value;
	const { error } = prepared;
	throw error.with({ message: `Fallback model ${String(model)}: ${error.message}` });
}

/** Kie.ai is asked about models that nobody knows yet only. */
async function routeOf(
	{ model, apiFormat, apiPath }: Values,
	{ catalogue }: Preparation,
): Promise<ChatRoute> {
	const id = String(model);
	const given = { format: apiFormat as ChatFormat, path: apiPath as string };
	const route = resolveRoute(id, given);
	if (familyOf(id) || given.path) return route;
	return resolveRoute(id, { ...given, openapi: await catalogue.openapi(id) });
}

function readRequest(values: Values): ChatRequest {
	const { tools, webSearch } = readTools(values.tools);
	const hasSearch = webSearch || values.webSearch === true;
	return present<ChatRequest>({
		model: String(values.model),
		messages: readMessages(values),
		tools: tools.length > 0 ? tools : undefined,
		toolChoice: readToolChoice(values.toolChoice as string | undefined),
		webSearch: hasSearch || undefined,
		reasoningEffort: values.reasoningEffort as string | undefined,
		includeReasoning: values.includeReasoning as boolean | undefined,
		temperature: values.temperature as number | undefined,
		maxTokens: values.maxTokens as number | undefined,
		json: values.outputAsJson
			? present({ schema: values.jsonSchema as IDataObject | undefined })
			: undefined,
		stream: false,
	});
}

const readToolChoice = (choice?: string): ToolChoice | undefined =>
	choice === undefined || choice === 'auto' || choice === 'none' || choice === 'required'
		? choice
		: { name: choice };

function readMessages({ systemMessage, history, message, files }: Values): ChatMessage[] {
	const said = [...wordsIn(message), ...[files ?? []].flat().map(readFile)];
	return [
		...messageOf('system', wordsIn(systemMessage)),
		...readHistory(history),
		...messageOf('user', said),
	];
}

const messageOf = (role: ChatMessage['role'], parts: ChatPart[]): ChatMessage[] =>
	parts.length > 0 ? [{ role, parts }] : [];

const wordsIn = (value: unknown): ChatPart[] =>
	value === undefined ? [] : [{ type: 'text', text: String(value) }];

/** A file of n8n stands where its address will be as soon as it is uploaded. */
function readFile(file: unknown): ChatFile {
	if (!(file instanceof InputFile)) return fileFrom(String(file));
	const { mimeType } = file.facts;
	return { type: 'file', mediaType: mimeType, url: file as unknown as string };
}
