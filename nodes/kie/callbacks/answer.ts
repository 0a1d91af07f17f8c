import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { clock } from '../clock';

/**
 * Kie.ai waits 15 seconds for an answer, at one endpoint 10, and delivers a callback again, up to three times, that was
 * not answered with 200.
 */
export const ANSWER_WITHIN_MS = 9_000;

/** What becomes of a delivery: the HTTP status of its answer, and the items with which n8n starts or continues. */
export interface Outcome {
	code: 200 | 503;
	items?: INodeExecutionData[];
}

const MESSAGES = {
	200: 'success',
	400: 'Bad request',
	401: 'Unauthorized',
	503: 'try again',
};

/** Answers the sender, unless that has been done. */
export function respond(
	context: IWebhookFunctions,
	code: keyof typeof MESSAGES,
): IWebhookResponseData {
	const response = context.getResponseObject();
	if (!response.headersSent) response.status(code).json({ code, msg: MESSAGES[code] });
	return { noWebhookResponse: true };
}

/** Answers a repetition with the fate of the delivery that is handled, or with 503 while it has none. */
export async function respondLike(
	context: IWebhookFunctions,
	first: Promise<Outcome>,
): Promise<IWebhookResponseData> {
	const { code } = await within(ANSWER_WITHIN_MS, first, { code: 503 as const });
	return respond(context, code);
}

/**
 * Answers a delivery once its event is safe, that is, when everything is at hand with which n8n starts or continues.
 * Until then nothing is acknowledged: should n8n end meanwhile, Kie.ai delivers the callback again. Work that takes
 * longer than Kie.ai waits is answered with 503, and continues; the repetitions of the delivery learn its outcome.
 * What is left is n8n's own: it stores the execution a moment after this returns.
 */
export async function respondWhenSafe(
	context: IWebhookFunctions,
	handled: Promise<Outcome>,
): Promise<IWebhookResponseData> {
	await respondLike(context, handled);
	const { items } = await handled;
	return { noWebhookResponse: true, ...(items && { workflowData: [items] }) };
}

/** @returns what `work` returns, or `otherwise` after `ms` milliseconds, in which case the work continues */
export async function within<T, F>(ms: number, work: Promise<T>, otherwise: F): Promise<T | F> {
	const settled = new AbortController();
	const late = clock.sleep(ms, settled.signal).then(() => otherwise);
	return await Promise.race([work, late]).finally(() => settled.abort());
}
