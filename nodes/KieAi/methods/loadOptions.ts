import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { searchResults } from '../../kie/catalogue/search';
import { searchChatModels } from '../../kie/chat/catalogue';
import { suitableModels } from './catalogue';

/** The models that may take over in the operation that is open. */
export async function getModels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return searchResults(await suitableModels(this)).map(({ name, value }) => ({ name, value }));
}

/** The chat models that may take over. */
export async function getChatModels(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { results } = await searchChatModels.call(this);
	return results.map(({ name, value }) => ({ name, value }));
}
