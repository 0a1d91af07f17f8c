import { createHash } from 'node:crypto';

import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	ISupplyDataFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { HttpAnswer, KieConnection } from './transport';

export const CREDENTIAL = 'kieAiApi';

export interface KieCredential {
	apiKey: string;
	webhookHmacSecret?: string;
	apiHost: string;
	uploadHost: string;
	callbackUrl?: string;
}

type KieContext =
	| IExecuteFunctions
	| ISupplyDataFunctions
	| IWebhookFunctions
	| ILoadOptionsFunctions;

/** Kie.ai through the credential of the calling node. n8n adds the key, and only to the two hosts of the credential. */
export async function connect(context: KieContext): Promise<KieConnection> {
	const credential = await readCredential(context);
	const send = async (options: IHttpRequestOptions) =>
		(await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			options,
		)) as HttpAnswer;
	return {
		send,
		hosts: { api: credential.apiHost, upload: credential.uploadHost },
		keyId: createHash('sha256').update(credential.apiKey).digest('hex'),
		signal: 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
	};
}

/** The credential with its defaults filled in and without slashes at the end of its hosts. */
export async function readCredential(context: KieContext): Promise<KieCredential> {
	const stored = await context.getCredentials<IDataObject & KieCredential>(CREDENTIAL);
	return {
		...stored,
		callbackUrl: stored.callbackUrl?.trim() || undefined,
		apiHost: host(stored.apiHost, 'https://api.kie.ai'),
		uploadHost: host(stored.uploadHost, 'https://kieai.redpandaai.co'),
	};
}

const host = (value: string | undefined, otherwise: string) =>
	(value?.trim() || otherwise).replace(/\/+$/, '');
