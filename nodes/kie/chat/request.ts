import { inputError } from '../errors';
import { present } from '../json';
import type { KieRequest } from '../types';
import { canKeepTo, jsonInstruction } from './jsonOutput';
import { textOf } from './parts';
import { requestProblems } from './problems';
import type { ChatRoute } from './route';
import type { ChatRequest, WireRequest } from './types';
import { WIRES } from './wires';

/** Kie.ai gives models a hidden prompt of a coding agent; an own one keeps them to what is asked. */
const SYSTEM_MESSAGE = 'You are a helpful assistant. Answer what you are asked, and nothing else.';

/** The HTTP request for a question. @throws {KieError} with everything that is wrong with it. */
export function buildRequest(request: ChatRequest, route: ChatRoute): KieRequest {
	const problems = requestProblems(request, route);
	if (problems.length > 0) throw inputError(problems.join('. '));
	const wire = WIRES[route.format];
	return { method: 'POST', path: route.path, body: wire.writeBody(prepare(request, route)) };
}

function prepare({ json, webSearch, ...request }: ChatRequest, route: ChatRoute): WireRequest {
	const wire = WIRES[route.format];
	const tools = request.tools ?? [];
	// Where Kie.ai says anything about it, tools and a schema for the answer exclude each other.
	const isNative =
		route.traits.jsonSchema && canKeepTo(json?.schema) && tools.length === 0 && !webSearch;
	const own = request.messages.filter(({ role }) => role === 'system').map(textOf);
	const instruction = json && !isNative ? jsonInstruction(json.schema) : undefined;
	const system = own.filter(Boolean).join('\n\n') || SYSTEM_MESSAGE;
	return present({
		...request,
		system: [system, instruction].filter(Boolean).join('\n\n'),
		messages: request.messages.filter(({ role }) => role !== 'system'),
		tools,
		webSearch: webSearch ? route.traits.webSearch || wire.webSearch || undefined : undefined,
		jsonSchema: isNative ? json?.schema : undefined,
		stream: request.stream ?? false,
		modelInPath: route.modelInPath,
		traits: route.traits,
	});
}
