import type { ListedModel } from '../catalogue/merge';
import type { ValueType } from '../values';
import bundled from './models.json';

/** Answers fast and cheaply, takes every kind of file, searches the web and calls tools. */
export const DEFAULT_CHAT_MODEL = { id: 'gemini-3-5-flash', title: 'Gemini 3.5 Flash' };

const CHAT = 'Chat';

const known: ListedModel[] = bundled.map((model) => ({ ...model, taskTypes: [CHAT] }));

/** Every chat model: those that Kie.ai lists now, with their prices, then those with a page of their own that the list leaves out. */
export function chatModels(live: ListedModel[] = []): ListedModel[] {
	const listed = live.filter(({ taskTypes }) => taskTypes.includes(CHAT));
	const ids = new Set(listed.map(({ id }) => id));
	return [...listed, ...known.filter(({ id }) => !ids.has(id))];
}

/** A chat model by its title, or by an ID, which is taken to the letter: Kie.ai has both gpt-5-5 and gpt-5.5. */
export const anyChatModel: ValueType = {
	type: 'choice',
	choices: known.map(({ id, title }) => ({ value: id, label: title })),
	allowOther: 'ids',
};
