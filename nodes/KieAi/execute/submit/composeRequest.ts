import { createHash } from 'node:crypto';

import { text } from '../../../kie/json';
import type { KieRequest } from '../../../kie/types';
import type { Values } from '../../actions/field';
import type { RequestJob } from '../job';
import { bodyOf } from '../parameters/values';

/** The request of a job, with the files of n8n still in it. */
export async function composeRequest({ operation, values }: RequestJob): Promise<KieRequest> {
	if (operation.kind === 'chat') return (await operation.conversation()).writeRequest(values);
	const { method, path, host, isAccepted } = operation.request;
	const content = bodyOf(operation, values);
	const carried = method === 'GET' ? { query: content } : { body: content };
	return { method, path, host, isAccepted, ...carried };
}

/** The model that a request names; of some only the address does. */
export const modelOf = ({ body }: KieRequest, { model }: Values): string | undefined =>
	text(body?.model) ?? text(model);

/** Identifies a request among submissions and, to people, in an uncertain one. It holds nothing of the prompt itself. */
export function fingerprintOf({ path, query, body }: KieRequest): string {
	return hash([path, query ?? body]).slice(0, 12);
}

/**
 * Identifies all that the user has asked for; nothing where another execution could not continue the task: Kie.ai calls
 * back the one that started it.
 */
export function orderOf(job: RequestJob, request: KieRequest): string | undefined {
	const { operation, values, settings } = job;
	if (operation.kind !== 'submit' || settings.wait === 'callback') return undefined;
	return hash([fingerprintOf(request), values, settings.callbackUrl]);
}

const hash = (content: unknown): string =>
	createHash('sha256').update(JSON.stringify(content)).digest('hex');
