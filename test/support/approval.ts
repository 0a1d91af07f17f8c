import type {
	IExecuteFunctions,
	INodeType,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { describedAs } from './nodes';

const NEVER = new Date('3000-01-01T00:00:00Z');

/** Waits for somebody to post to the resume URL of the execution, as n8n's own *Wait* does. */
export const approval: INodeType = {
	description: describedAs('Approval', {
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: '',
				restartWebhook: true,
			},
		],
	}),
	async execute(this: IExecuteFunctions) {
		await this.putExecutionToWait(NEVER);
		return [this.getInputData()];
	},
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		this.getResponseObject().status(200).json({});
		return { noWebhookResponse: true, workflowData: [[{ json: this.getBodyData() }]] };
	},
};
