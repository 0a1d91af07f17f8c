import type { IDataObject } from 'n8n-workflow';

import { inputError } from '../errors';
import { asRecord, asRecords, parsed, text } from '../json';
import type { FunctionTool } from './types';

/** Function tools, and whether the web may be searched. */
interface GivenTools {
	tools: FunctionTool[];
	webSearch: boolean;
}

const NO_PARAMETERS: IDataObject = { type: 'object', properties: {} };

const SEARCHES = new Set(['web_search', 'web_search_preview', 'googlesearch', 'google_search']);

/** Tools from a list or its JSON text, as any of the four formats has them. @throws {KieError} naming the tool that cannot be read. */
export function readTools(given: unknown): GivenTools {
	const list = parsed(given);
	if (list === undefined || list === null || list === '') return { tools: [], webSearch: false };
	if (typeof list !== 'object') throw inputError('The tools must be a list of function tools');
	const entries = [list].flat().flatMap((entry) => declarationsIn(asRecord(entry) ?? {}));
	const functions = entries.filter((entry) => !isSearch(entry));
	return {
		tools: functions.map(readTool),
		webSearch: functions.length < entries.length,
	};
}

/** Google has all its functions in one entry. */
function declarationsIn(entry: IDataObject): IDataObject[] {
	const declared = entry.functionDeclarations ?? entry.function_declarations;
	return declared ? asRecords(declared) : [{ ...entry, ...asRecord(entry.function) }];
}

const isSearch = (entry: IDataObject) =>
	[entry.type, entry.parameters ? undefined : entry.name, ...Object.keys(entry)].some((word) =>
		SEARCHES.has(String(word).toLowerCase()),
	);

function readTool(entry: IDataObject, index: number): FunctionTool {
	const name = text(entry.name);
	if (!name) throw inputError(`Tool ${index + 1} has no name`);
	const parameters = asRecord(entry.parameters ?? entry.input_schema ?? entry.inputSchema);
	return {
		name,
		description: text(entry.description) ?? name,
		parameters: { ...NO_PARAMETERS, ...parameters },
	};
}
