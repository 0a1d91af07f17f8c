import {
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { subtitle, triggerPanel } from './panel';
import { triggerProperties } from './properties';

export class KieAiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kie.ai Trigger',
		name: 'kieAiTrigger',
		icon: { light: 'file:../../icons/kieai.svg', dark: 'file:../../icons/kieai.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle,
		description:
			'Make music, video, images and speech with Kie.ai, and start workflows when they are ready',
		defaults: { name: 'Kie.ai Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kieAiApi', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		triggerPanel,
		properties: triggerProperties,
	};

	/** There is nothing to register: every task names the address it reports to. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { handleDelivery } = await import('./handleDelivery');
		return await handleDelivery(this);
	}
}
