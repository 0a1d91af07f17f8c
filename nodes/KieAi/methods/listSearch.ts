import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { chatModels } from '../../kie/chat/models';
import { type Area, isIn } from '../../kie/catalogue/modelAreas';
import type { ListedModel } from '../../kie/catalogue/merge';
import { catalogueFor } from './catalogue';

const PRICE_LENGTH = 60;

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
	return found(suitable, filter);
}

/** Searches the chat models, grouped by their makers. */
export async function searchChatModels(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const live = await (await catalogueFor(this)).listChat();
	return found(chatModels(live), filter);
}

function found(models: ListedModel[], filter: string): INodeListSearchResult {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	return {
		results: models
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

/** n8n's list has no headings and shows nothing but names: maker and price are parts of them. */
const listItem = (model: ListedModel): INodeListSearchItems => {
	const { id, title, provider } = model;
	const name = title.startsWith(provider) ? title : `${provider}: ${title}`;
	return { name: [name, shortPrice(model)].filter(Boolean).join(' – '), value: id };
};

/** Kie.ai's price may be a text of several lines that begins with the model's name. */
function shortPrice({ title, price = '' }: ListedModel): string {
	const line = price.replace(/\s+/g, ' ').trim();
	const own = line.startsWith(title) ? line.slice(title.length).replace(/^[\s:,–-]+/, '') : line;
	return own.length > PRICE_LENGTH ? `${own.slice(0, PRICE_LENGTH - 1).trim()}…` : own;
}
