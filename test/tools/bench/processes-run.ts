/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a process of the benchmark on a developer's machine */
import axios from 'axios';

import { type KieConnection, submit } from '../../../nodes/kie/transport';

/** Starts as many songs as it is told, as an n8n process would, and says how many seconds that took. */
async function main([host, apiKey, tasks]: string[]): Promise<void> {
	const connection: KieConnection = {
		hosts: { api: host, upload: host },
		keyId: apiKey,
		send: async ({ method, baseURL, url, body }) => {
			const { status, headers, data } = await axios.request<unknown>({
				method,
				baseURL,
				url,
				data: body,
				headers: { authorization: `Bearer ${apiKey}` },
				validateStatus: () => true,
			});
			return { statusCode: status, headers: { ...headers }, body: data };
		},
	};
	const body = {
		prompt: 'A calm piano song',
		model: 'V5',
		customMode: false,
		instrumental: true,
		callBackUrl: 'https://proxy.kie.ai/mcp-callback',
	};
	const start = Date.now();
	const startOne = async () =>
		await submit(connection, { method: 'POST', path: '/api/v1/generate', body, startsTask: true });
	await Promise.all(Array.from({ length: Number(tasks) }, startOne));
	process.send?.((Date.now() - start) / 1000);
}

void main(process.argv.slice(2));
