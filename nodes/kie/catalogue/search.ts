import type { INodeListSearchItems } from 'n8n-workflow';

import type { ListedModel } from './merge';

const PRICE_LENGTH = 60;

/** Models for a list of n8n's editor: those that every word of the filter fits, grouped by their makers. */
export function searchResults(models: ListedModel[], filter = ''): INodeListSearchItems[] {
	const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
	return models
		.filter((model) => matches(model, words))
		.sort(byMaker)
		.map(listItem);
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
