import type { INodeListSearchItems } from 'n8n-workflow';

import type { ListedModel } from './merge';
import { MOST_POPULAR, POPULAR } from './popular';
import { shortPrice } from './shortPrice';

const PRICE_LENGTH = 60;

/** Kie.ai's page of all models, which opens with what it is asked for. */
const PAGE = 'https://kie.ai/market?search=';

/**
 * Models for a list of n8n's editor: the most used first, the others by their makers. With a filter, those in which it
 * stands as a whole, in the title before the kind of task; only where there are none, those with all of its words.
 */
export function searchResults(models: ListedModel[], filter = ''): INodeListSearchItems[] {
	const inOrder = [...models].sort(byMaker);
	const found = plain(filter) === '' ? popularFirst(inOrder) : matching(inOrder, filter);
	return found.map(listItem);
}

const byMaker = (a: ListedModel, b: ListedModel) =>
	a.provider.localeCompare(b.provider, 'en') ||
	a.title.localeCompare(b.title, 'en', { numeric: true });

function popularFirst(models: ListedModel[]): ListedModel[] {
	const popular = POPULAR.map((id) => models.find((model) => model.id === id))
		.filter((model) => model !== undefined)
		.slice(0, MOST_POPULAR);
	return [...popular, ...models.filter((model) => !popular.includes(model))];
}

const plain = (text: string) =>
	text
		.toLowerCase()
		.replace(/[\s/_-]+/g, ' ')
		.trim();

function matching(models: ListedModel[], filter: string): ListedModel[] {
	const phrase = plain(filter);
	const has = (text: (model: ListedModel) => string) => (model: ListedModel) =>
		plain(text(model)).includes(phrase);
	const inTitle = has(({ title, provider, id }) => `${provider} ${title} | ${id}`);
	const inTask = has(({ taskTypes }) => taskTypes.join(' | '));
	const named = models.filter(inTitle);
	const made = models.filter((model) => !inTitle(model) && inTask(model));
	const whole = [...named, ...made];
	return whole.length > 0 ? whole : models.filter((model) => hasWords(model, phrase.split(' ')));
}

function hasWords({ id, title, provider, taskTypes }: ListedModel, words: string[]): boolean {
	const text = plain([id, title, provider, ...taskTypes].join(' '));
	return words.every((word) => text.includes(word));
}

/** n8n's list shows nothing but names: the price is a part of them. The arrow beside one opens its address. */
function listItem({ id, title, price = '' }: ListedModel): INodeListSearchItems {
	const amount = shortPrice(price);
	const name = amount
		? `${amount} · ${title}`
		: [title, inWords(price)].filter(Boolean).join(' – ');
	return { name, value: id, url: `${PAGE}${encodeURIComponent(title)}` };
}

/** A price with too many figures for one. */
function inWords(price: string): string {
	const line = price.replace(/\s+/g, ' ').trim();
	return line.length > PRICE_LENGTH ? `${line.slice(0, PRICE_LENGTH - 1).trim()}…` : line;
}
