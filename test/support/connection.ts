import { createHash } from 'node:crypto';

import type { IHttpRequestOptions } from 'n8n-workflow';

import type { KieConnection } from '../../nodes/kie/transport';

/** Kie.ai, or a sandbox, without n8n. */
export function connectionFor(apiKey: string, host = 'https://api.kie.ai'): KieConnection {
	return {
		async send({ method, url, baseURL }: IHttpRequestOptions) {
			const headers = { Authorization: `Bearer ${apiKey}` };
			const answer = await fetch(`${baseURL}${url}`, { method, headers });
			const body: unknown = await answer.json().catch(() => undefined);
			return { statusCode: answer.status, headers: {}, body };
		},
		hosts: { api: host, upload: host },
		keyId: createHash('sha256').update(apiKey).digest('hex'),
	};
}
