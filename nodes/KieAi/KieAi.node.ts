import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { nodeProperties } from './actions/description';
import { subtitle } from './actions/subtitle';
import { methods } from './methods';
import { resumeWebhooks } from './execute/callback/webhooks';

export class KieAi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kie.ai',
		name: 'kieAi',
		icon: { light: 'file:../../icons/kieai.svg', dark: 'file:../../icons/kieai.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle,
		description:
			'Make music, video, images and speech with Kie.ai, chat with its language models, and get the finished result',
		defaults: { name: 'Kie.ai' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'kieAiApi', required: true }],
		webhooks: resumeWebhooks,
		waitingNodeTooltip: 'The execution continues when Kie.ai calls back',
		properties: nodeProperties(),
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { runItems } = await import('./execute');
		return await runItems(this);
	}

	/** Kie.ai's callback to an execution that waits. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { resume } = await import('./execute/callback/resume');
		return await resume(this);
	}
}
