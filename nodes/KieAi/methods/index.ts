import { later } from '../../kie/later';

/** What the editor asks for. */
export const methods = {
	listSearch: {
		searchModels: later(async () => (await import('./listSearch')).searchModels),
		searchChatModels: later(async () => (await import('./listSearch')).searchChatModels),
	},
	resourceMapping: {
		getModelFields: later(async () => (await import('./resourceMapping')).getModelFields),
	},
};
