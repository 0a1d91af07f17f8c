import {
	type INodeType,
	type INodeTypeDescription,
	type ISupplyDataFunctions,
	NodeConnectionTypes,
	type SupplyData,
} from 'n8n-workflow';

import { later } from '../kie/later';
import { codex } from './codex';
import { properties } from './properties';

export class LmChatKieAi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kie.ai Chat Model',
		name: 'lmChatKieAi',
		icon: { light: 'file:../../icons/kieai.svg', dark: 'file:../../icons/kieai.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["model"].value ?? $parameter["model"] }}',
		description: 'GPT, Claude, Gemini, Grok and more through Kie.ai, for AI agents and chains',
		defaults: { name: 'Kie.ai Chat Model' },
		codex,
		inputs: [],
		outputs: [NodeConnectionTypes.AiLanguageModel],
		outputNames: ['Model'],
		credentials: [{ name: 'kieAiApi', required: true }],
		properties,
	};

	methods = {
		listSearch: {
			searchChatModels: later(async () => (await import('../kie/chat/catalogue')).searchChatModels),
		},
	};

	async supplyData(this: ISupplyDataFunctions, itemIndex: number): Promise<SupplyData> {
		const { supplyChatModel } = await import('./supplyChatModel');
		return await supplyChatModel(this, itemIndex);
	}
}
