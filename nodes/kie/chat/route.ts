import { asRecord } from '../json';
import { inputError } from '../errors';
import { assertModelId } from '../modelName';
import { familyOf } from './families';
import { chatModels } from './models';
import type { ChatFormat, ChatTraits } from './types';
import { WIRES } from './wires';

/** Where a model is asked, and how. */
export interface ChatRoute {
	format: ChatFormat;
	path: string;
	/** The address names the model, so the body need not. */
	modelInPath: boolean;
	traits: ChatTraits;
}

/** What overrides the patterns of the known families, the strongest first. */
export interface RouteHints {
	/** *API Format*. */
	format?: ChatFormat;
	/** *API Path*; `{model}` stands for the id. */
	path?: string;
	/** The OpenAPI document of the model's live schema. */
	openapi?: unknown;
}

/** Models of new makers came to this format, under the address that is its own. */
const FORMAT_OF_THE_UNKNOWN: ChatFormat = 'openaiResponses';

/** Finds out where a model is asked. @throws {KieError} for an id or a path that is none. */
export function resolveRoute(model: string, hints: RouteHints = {}): ChatRoute {
	assertModelId(model, chatModels());
	const family = familyOf(model);
	const given = hints.path?.trim() ? checkedPath(hints.path) : schemaPath(hints.openapi);
	const format = hints.format ?? formatOf(given) ?? family?.format ?? FORMAT_OF_THE_UNKNOWN;
	const isOwn = family?.format === format;
	const template = given ?? (isOwn ? family.path : undefined) ?? WIRES[format].path;
	const path = template.replace('{model}', encodeURIComponent(model));
	const modelInPath = path.split(/[/:]/).includes(encodeURIComponent(model));
	return { format, path, modelInPath, traits: isOwn ? family : {} };
}

/** The format whose addresses end like this one. */
function formatOf(path = ''): ChatFormat | undefined {
	const formats = Object.keys(WIRES) as ChatFormat[];
	return formats.find((format) => WIRES[format].ending.test(path));
}

const SAFE_PATH = /^(?:\/(?!\.\.)[\w.:{}~-]+)+$/;

/** The key goes along, so nothing but a path of Kie.ai's own host will do. */
function checkedPath(given: string): string {
	const path = given.trim().replace(/^https:\/\/api\.kie\.ai(?=\/)/, '');
	if (SAFE_PATH.test(path)) return path;
	throw inputError('API Path must be a path of api.kie.ai, such as /openai/v1/responses');
}

/** Kie.ai names the path of a chat model in its live schema; every one but that of tasks is one. */
function schemaPath(openapi: unknown): string | undefined {
	const paths = Object.keys(asRecord(asRecord(openapi)?.paths) ?? {});
	return paths.find((path) => !path.includes('/jobs/') && SAFE_PATH.test(path) && formatOf(path));
}
