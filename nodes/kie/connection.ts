import { createHash } from 'node:crypto';

import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	ISupplyDataFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { KieError, asKieError } from './errors';
import { text } from './json';
import type { HttpAnswer, KieConnection } from './transport';
import { type ValueSpec, readValue } from './values';
import { withoutKey } from './withoutKey';

const CREDENTIAL = 'kieAiApi';

interface KieCredential {
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

/**
 * Kie.ai through the credential of the calling node. n8n adds the key, and only to the two hosts of the credential.
 * @throws {KieError} category `credential`
 */
export async function connect(context: KieContext): Promise<KieConnection> {
	const credential = await readCredential(context);
	const apiKey = readKey(credential.apiKey);
	const send = async (options: IHttpRequestOptions) => {
		const { httpRequestWithAuthentication } = context.helpers;
		const answer = await httpRequestWithAuthentication.call(context, CREDENTIAL, options);
		return withoutKey(answer as HttpAnswer, apiKey);
	};
	return {
		send,
		hosts: { api: credential.apiHost, upload: credential.uploadHost },
		keyId: createHash('sha256').update(apiKey).digest('hex'),
		signal: 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
	};
}

/**
 * The credential with its defaults filled in and its hosts and keys as they are meant. The API key is left to whoever
 * sends it: callbacks can be checked without it.
 * @throws {KieError} category `credential`
 */
export async function readCredential(context: KieContext): Promise<KieCredential> {
	const stored = await context.getCredentials<IDataObject & KieCredential>(CREDENTIAL);
	const { apiHost, uploadHost } = readHosts(stored);
	const trustedHosts = [apiHost, uploadHost].map((url) => new URL(url).hostname);
	return {
		...stored,
		apiHost,
		uploadHost,
		webhookHmacSecret: readHmacKey(stored.webhookHmacSecret),
		callbackUrl: field(
			{ label: 'Default Callback URL', type: 'callbackUrl', trustedHosts },
			stored.callbackUrl,
		),
	};
}

/** One of blanks alone is kept, and fits no signature: whoever entered it does not want callbacks without one. */
const readHmacKey = (stored: unknown): string | undefined =>
	(field({ label: 'Webhook HMAC Key', type: 'secret' }, stored) ?? text(stored)) as
		| string
		| undefined;

/** As it goes into the header. @throws {KieError} category `credential` */
const readKey = (stored: unknown): string =>
	field({ label: 'API Key', type: 'secret', required: true }, stored) as string;

/**
 * Adds the key to a request, if it goes to one of the credential's own addresses (scheme, host and port). No redirect is
 * followed: it would take the key to another host, and pay a second time.
 * @throws {KieError} category `credential`
 */
export function authorize(stored: IDataObject, request: IHttpRequestOptions): IHttpRequestOptions {
	const hosts = Object.values(readHosts(stored));
	const target = targetOf(request);
	if (target === undefined || !hosts.includes(target)) {
		throw credentialError(`its API key is for ${hosts.join(' and ')} only, not for ${target}`);
	}
	const Authorization = `Bearer ${readKey(stored.apiKey)}`;
	return {
		...request,
		headers: { ...request.headers, Authorization },
		disableFollowRedirect: true,
	};
}

/** n8n's HTTP Request node calls the address `uri`. */
function targetOf(request: IHttpRequestOptions & { uri?: string }): string | undefined {
	const { url = request.uri ?? '', baseURL } = request;
	return URL.canParse(url, baseURL) ? new URL(url, baseURL).origin : undefined;
}

const readHosts = ({ apiHost, uploadHost }: IDataObject) => ({
	apiHost: host('API Host', apiHost, 'https://api.kie.ai'),
	uploadHost: host('Upload Host', uploadHost, 'https://kieai.redpandaai.co'),
});

const host = (label: string, stored: unknown, initial: string): string =>
	field({ label, type: 'host', default: initial }, stored) as string;

function field(spec: ValueSpec, stored: unknown): string | undefined {
	try {
		return readValue(spec, stored).value as string | undefined;
	} catch (error) {
		throw credentialError(asKieError(error).message);
	}
}

const credentialError = (problem: string) =>
	new KieError({
		message: `The Kie.ai credential cannot be used: ${problem}`,
		hint: 'Correct it in the Kie.ai credential (kie.ai/api-key has the key); nothing was sent and nothing was paid',
		category: 'credential',
		retryable: false,
		creditsTaken: 'no',
	});
