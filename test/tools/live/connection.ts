import { createHash } from 'node:crypto';

import axios from 'axios';
import type { IHttpRequestOptions } from 'n8n-workflow';

import type { HttpAnswer, KieConnection } from '../../../nodes/kie/transport';
import type { Exchange } from './exchange';

/** The addresses of Kie.ai, or of a sandbox. */
export type Hosts = KieConnection['hosts'];

export const KIE_HOSTS: Hosts = {
	api: 'https://api.kie.ai',
	upload: 'https://kieai.redpandaai.co',
};

const TIMEOUT_MS = 60_000;

/** Kie.ai without n8n. Every exchange that has an answer is handed to `note`. */
export function observedConnection(
	apiKey: string,
	hosts: Hosts,
	note: (exchange: Exchange) => void,
): KieConnection {
	return {
		hosts,
		keyId: createHash('sha256').update(apiKey).digest('hex'),
		async send(options) {
			const answer = await sendOnce(apiKey, options);
			note(exchangeOf(options, answer, hosts));
			return answer;
		},
	};
}

async function sendOnce(
	apiKey: string,
	{ method, baseURL, url, qs, body, headers, timeout = TIMEOUT_MS }: IHttpRequestOptions,
): Promise<HttpAnswer> {
	const answer = await axios.request<string>({
		...{ method, baseURL, url, params: qs as object, data: body, timeout },
		headers: { ...(headers as object), Authorization: `Bearer ${apiKey}` },
		maxRedirects: 0,
		responseType: 'text',
		// Answers are read by the package itself.
		transformResponse: (text: string) => text,
		validateStatus: () => true,
	});
	return { statusCode: answer.status, headers: { ...answer.headers }, body: parsed(answer.data) };
}

/** As n8n hands it to the package: JSON is read, everything else stays text. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

function exchangeOf(
	{ method = 'GET', baseURL, url, qs, body }: IHttpRequestOptions,
	answer: HttpAnswer,
	hosts: Hosts,
): Exchange {
	const host = baseURL === hosts.api ? 'api' : 'upload';
	const isForm = Buffer.isBuffer(body) || body instanceof FormData;
	return {
		request: { method, host, path: url, query: qs, ...(!isForm && body ? { body } : {}) },
		status: answer.statusCode,
		body: answer.body,
	};
}
