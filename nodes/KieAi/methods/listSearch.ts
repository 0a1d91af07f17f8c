import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { type Area, isIn } from '../../kie/catalogue/areas';
import type { ListedModel } from '../../kie/catalogue/merge';
import { catalogueFor } from './catalogue';

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
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	return {
		results: suitable
			.filter((model) => matches(model, words))
			.sort(byMaker)
			.map(listItem),
	};
}

function matches({ id, title, provider, taskTypes }: ListedModel, words: string[]): boolean {
	const text = [id, title, provider, ...taskTypes].join(' ').toLowerCase();
	return words.every((word) => text.includes(word));
}

const byMaker = (a: ListedModel, b: ListedModel) =>
	a.provider.localeCompare(b.provider, 'en') ||
	a.title.localeCompare(b.title, 'en', { numeric: true });

/** The list has no headings: the maker stands before the name. */
const listItem = ({
	id,
	title,
	provider,
	taskTypes,
	price,
}: ListedModel): INodeListSearchItems => ({
	name: title.startsWith(provider) ? title : `${provider}: ${title}`,
	value: id,
	description: [taskTypes.join(', '), price?.replace(/\s+/g, ' ').trim()]
		.filter(Boolean)
		.join(' – '),
});
