import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchResults } from '../../kie/catalogue/search';
import { suitableModels } from './catalogue';

export { searchChatModels } from '../../kie/chat/catalogue';

/** Searches the models that suit the chosen operation, the most used first; all of them for the resource Model. */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return { results: searchResults(await suitableModels(this), filter) };
}
