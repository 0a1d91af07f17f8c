import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { type Area, isIn } from '../../kie/catalogue/modelAreas';
import { searchResults } from '../../kie/catalogue/search';
import { catalogueFor } from './catalogue';

export { searchChatModels } from '../../kie/chat/catalogue';

const AREAS: readonly string[] = ['image', 'video', 'speech', 'music'];

/** Searches the models that suit the chosen resource, grouped by their makers; all of them for the resource Model. */
export async function searchModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const resource = String(this.getCurrentNodeParameter('resource'));
	const { models } = await (await catalogueFor(this)).list();
	const suitable = AREAS.includes(resource)
		? models.filter((model) => isIn(resource as Area, model))
		: models;
	return { results: searchResults(suitable, filter) };
}
