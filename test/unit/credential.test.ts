import { type IHttpRequestOptions, type INodeParameters, NodeHelpers } from 'n8n-workflow';

import { KieAiApi } from '../../credentials/KieAiApi.credentials';

const authenticate = async (credential: object, request: object) => {
	const { authenticate: add } = new KieAiApi();
	if (typeof add !== 'function') throw new Error('It was expected to be a function');
	return await add(
		{ apiKey: 'secret', apiHost: '', uploadHost: '', ...credential },
		request as IHttpRequestOptions,
	);
};

describe('the credential', () => {
	it.each([
		{ baseURL: 'https://api.kie.ai', url: '/api/v1/chat/credit' },
		{ baseURL: 'https://kieai.redpandaai.co', url: '/api/file-stream-upload' },
		{ url: 'https://api.kie.ai/api/v1/chat/credit' },
		{ uri: 'https://api.kie.ai/api/v1/chat/credit' },
	])('gives its key to its own hosts: %j', async (request) => {
		expect(await authenticate({}, request)).toMatchObject({
			headers: { Authorization: 'Bearer secret' },
			disableFollowRedirect: true,
		});
	});

	it.each([
		{ baseURL: 'http://api.kie.ai', url: '/' },
		{ baseURL: 'https://api.kie.ai:8443', url: '/' },
		{ baseURL: 'https://api.kie.ai.evil.example', url: '/' },
		{ baseURL: 'https://api.kie.ai', url: 'https://evil.example/' },
		{ baseURL: 'https://api.kie.ai', url: '//evil.example/' },
		{ url: '/api/v1/chat/credit' },
	])('keeps its key from any other address: %j', async (request) => {
		await expect(authenticate({}, request)).rejects.toThrow(/API key is for .* only/);
	});

	it.each([
		'api.kie.ai',
		'https://api.kie.ai/v1',
		'https://me:word@api.kie.ai',
		'https://a pi.kie.ai',
	])('refuses %j as a host, in the test of the credential too', async (apiHost) => {
		const request = { baseURL: apiHost, url: '/api/v1/chat/credit' };

		await expect(authenticate({ apiHost }, request)).rejects.toThrow(/API Host must/);
	});

	describe('its form', () => {
		const { properties } = new KieAiApi();
		/** What n8n keeps of a stored credential. */
		const kept = (stored: INodeParameters) =>
			NodeHelpers.getNodeParameters(properties, stored, true, false, null, null);
		const shown = (stored: INodeParameters) =>
			properties
				.filter((property) => NodeHelpers.displayParameter(stored, property, null, null))
				.map(({ name }) => name);
		const own = { apiHost: 'https://api.kie.ai', uploadHost: 'https://kieai.redpandaai.co' };
		const others = { apiHost: 'http://127.0.0.1:1', uploadHost: 'http://127.0.0.1:1' };

		it('begins with the key, and says where it comes from', () => {
			expect(properties[0]).toMatchObject({
				name: 'apiKey',
				hint: expect.stringContaining('kie.ai'),
			});
		});

		it('shows the hosts behind a switch only', () => {
			expect(shown({ ...own, otherHosts: false })).not.toContain('apiHost');
			expect(shown({ ...own, otherHosts: true })).toEqual(
				expect.arrayContaining(['apiHost', 'uploadHost']),
			);
		});

		it.each([{}, { otherHosts: false }, { otherHosts: true }])(
			'never hides or loses a host that is not of Kie.ai: %j',
			(more) => {
				const stored = { apiKey: 'secret', ...others, ...more };
				const once = (name: string) =>
					shown({ otherHosts: false, ...stored }).filter((n) => n === name);

				expect(kept(stored)).toMatchObject(others);
				expect([once('apiHost'), once('uploadHost')]).toEqual([['apiHost'], ['uploadHost']]);
			},
		);
	});
});
