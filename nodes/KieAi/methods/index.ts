import { later } from '../../kie/later';

/** What the editor asks for. */
export const methods = {
	listSearch: {
		searchModels: later(async () => (await import('./listSearch')).searchModels),
		searchChatModels: later(async () => (await import('./listSearch')).searchChatModels),
	},
	loadOptions: {
		getModels: later(async () => (await import('./loadOptions')).getModels),
		getChatModels: later(async () => (await import('./loadOptions')).getChatModels),
	},
	resourceMapping: {
		getModelFields: later(async () => (await import('./resourceMapping')).getModelFields),
	},
};
