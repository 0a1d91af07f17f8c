import type { IExecuteFunctions, IWebhookDescription } from 'n8n-workflow';

/**
 * n8n has one address for all nodes of an execution that wait, one after the other. This suffix makes it that of a
 * Kie.ai node: a callback that comes again when another node waits, such as an approval, finds nobody there.
 */
const SUFFIX = 'kie-ai';

const resumeWebhook = (path: string): IWebhookDescription => ({
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	responseData: '',
	path,
	restartWebhook: true,
});

/** Where n8n takes callbacks for an execution that waits; without the suffix for those that an earlier version stored. */
export const resumeWebhooks: IWebhookDescription[] = [resumeWebhook(SUFFIX), resumeWebhook('')];

/** The whole address, with the token in its query that newer versions of n8n ask for. */
export function resumeUrlOf(context: IExecuteFunctions): string {
	const url = String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	const [address, query] = url.split(/(?=\?)/);
	return `${address}/${SUFFIX}${query ?? ''}`;
}
