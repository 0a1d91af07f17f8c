import type { IExecuteFunctions, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import type { TaskRef } from '../../../kie/types';
import type { ResultOptions } from '../../../results/options';

/** One item of an execution that waits: a task at Kie.ai, or items that are done already. */
export type WaitingItem =
	| { task: TaskRef; settings: ResultOptions }
	| { items: INodeExecutionData[] };

const KEY = 'kieAiWaiting';

/** Stores what the node waits for with the execution, so that it survives n8n itself. */
export function saveWaitState(context: IExecuteFunctions, waitingItems: WaitingItem[]): void {
	// As text: how n8n's expressions hand over objects differs between its versions.
	context.getContext('node')[KEY] = JSON.stringify(waitingItems);
}

/** What the node of a waiting execution waits for; a webhook can read it by an expression only. */
export function loadWaitState(context: IWebhookFunctions): WaitingItem[] | undefined {
	const node = quoteText(context.getNode().name);
	const stored = context.evaluateExpression(`{{ $node[${node}].context["${KEY}"] }}`, 0);
	return typeof stored === 'string' ? (JSON.parse(stored) as WaitingItem[]) : undefined;
}

/** A text inside an expression, where braces would end it. */
const quoteText = (text: string) =>
	JSON.stringify(text).replace(/[{}]/g, (brace) => `\\u00${brace.charCodeAt(0).toString(16)}`);
