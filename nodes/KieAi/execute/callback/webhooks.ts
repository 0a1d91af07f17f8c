import type { IExecuteFunctions, IWebhookDescription } from 'n8n-workflow';

/** The address at which n8n takes callbacks for an execution that waits: `$execution.resumeUrl`. */
export const resumeWebhooks: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		responseData: '',
		path: '',
		restartWebhook: true,
	},
];

/** The whole address, with the token that newer versions of n8n ask for. */
export const resumeUrlOf = (context: IExecuteFunctions): string =>
	String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
