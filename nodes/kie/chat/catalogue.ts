import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { listed } from '../catalogue/discovery';
import { searchResults } from '../catalogue/search';
import { connect } from '../connection';
import type { KieConnection } from '../transport';
import { chatModels } from './models';

/** Searches the chat models: those that Kie.ai lists now, with their prices, and those that are known besides. */
export async function searchChatModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const connection = await connect(this).catch(() => undefined);
	const models = chatModels(connection && (await listedNow(connection)));
	return { results: searchResults(models, filter) };
}

async function listedNow(connection: KieConnection) {
	const found = await listed(connection);
	return 'value' in found ? found.value : [];
}
