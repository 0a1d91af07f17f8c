import prices from '../facts/prices.json';
import { schemaFor } from '../facts/schemas';
import { inputSchema, type JsonSchema } from './modelSchema';
import type { Model } from '../../nodes/kie/catalogue/model';
import { WIRES } from './chat/models';
import type { ChatModelFacts } from './chat/types';
import { openapiFor, taskOpenapi } from './openapi';

/** One entry of the list, with the document behind it. */
export interface Entry {
	id: string;
	title: string;
	provider: string;
	taskTypes: string[];
	/** Free text; null where Kie.ai tells none. */
	price: string | null;
	openapi(): JsonSchema;
}

const PRICES: Partial<Record<string, string | null>> = prices;

/** A model of the endpoint for tasks. */
export const taskEntry = (model: Model): Entry => ({
	...{ id: model.id, title: model.title, provider: model.provider, taskTypes: model.taskTypes },
	price: model.price ?? PRICES[model.id] ?? null,
	openapi: () => taskOpenapi(model.id, inputSchema(model)),
});

const OMNI = [
	{
		id: 'gemini-omni-character',
		title: 'Gemini Omni Character',
		taskTypes: ['Image to Video'],
		path: '/api/v1/omni/character/create',
	},
	{
		id: 'gemini-omni-audio',
		title: 'Gemini Omni Audio',
		taskTypes: ['Text to Speech'],
		path: '/api/v1/omni/audio/create',
	},
];

/** Entries that stand between the others, though they are made at paths of their own and start no task. */
export const OMNI_ENTRIES: Entry[] = OMNI.map(({ path, ...model }) => ({
	...model,
	provider: 'Google',
	price: null,
	openapi: () => openapiFor(path, schemaFor('POST', path)),
}));

/** A model that answers at once, at a path of its own. */
export const chatEntry = (model: ChatModelFacts): Entry => ({
	...{ id: model.id, title: model.title, provider: model.provider, taskTypes: ['Chat'] },
	price: model.price,
	openapi: () => openapiFor(model.path, WIRES[model.wire].schema(model)),
});
