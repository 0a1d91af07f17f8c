/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import dns from 'node:dns';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { anyModelJson } from '../support/models';
import { Scenario, generateMusic, kie } from '../support/scenario';

/** Makes names resolve to an address. */
function resolveTo(address: string, names: RegExp): void {
	const { lookup } = dns.promises;
	jest
		.spyOn(dns.promises, 'lookup')
		.mockImplementation((async (name: string, options: object) =>
			names.test(name) ? [{ address, family: 4 }] : await lookup(name, options)) as never);
}

describe('files are only fetched from public hosts', () => {
	const scenario = new Scenario();
	let inside: Server;
	let visits: string[];
	let port: number;
	beforeEach(async () => {
		// The credential names `localhost`, so that 127.0.0.1 is as foreign as any other private address.
		await scenario.open({ host: 'localhost' });
		visits = [];
		inside = createServer((request, response) => {
			visits.push(String(request.url));
			response.end('secret');
		});
		await new Promise<void>((done) => inside.listen(0, '127.0.0.1', done));
		({ port } = inside.address() as AddressInfo);
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		inside.closeAllConnections();
		await new Promise((done) => inside.close(done));
		await scenario.close();
	});

	async function afterRedirectTo(location: string) {
		scenario.sandbox.files.redirect(/1\.mp3$/, location);
		const [{ json, binary }] = await scenario.output(generateMusic());
		const [file] = json.files as IDataObject[];
		return { status: json.status, why: file.downloadError, got: Object.keys(binary ?? {}) };
	}

	const refused = (host: string) => ({
		status: 'success',
		why: `Its link leads to ${host}, which is inside a private network; files are only fetched from public hosts`,
		got: ['data_2'],
	});

	it.each([
		['http://169.254.169.254/latest/meta-data/', '169.254.169.254'],
		['http://[::1]/', '[::1]'],
		['http://[::ffff:127.0.0.1]/', '[::ffff:7f00:1]'],
		['http://10.0.0.1/', '10.0.0.1'],
		['http://intranet/', 'intranet'],
	])('a redirect to %s is not followed', async (location, host) => {
		expect(await afterRedirectTo(location)).toEqual(refused(host));
	});

	it('a redirect to 127.0.0.1 is not followed', async () => {
		expect(await afterRedirectTo(`http://127.0.0.1:${port}/`)).toEqual(refused('127.0.0.1'));
		expect(visits).toEqual([]);
	});

	it('a redirect to a name that resolves there is not followed', async () => {
		resolveTo('127.0.0.1', /^inside\.example\.com$/);

		expect(await afterRedirectTo(`http://inside.example.com:${port}/`)).toEqual(
			refused('inside.example.com'),
		);
		expect(visits).toEqual([]);
	});

	it.each(['file:///etc/passwd', 'ftp://example.com/a.mp3', 'data:audio/mpeg;base64,AAAA'])(
		'a redirect to %s is not followed',
		async (location) => {
			const { status, why, got } = await afterRedirectTo(location);

			expect(status).toBe('success');
			expect(why).toBe(`Its link is no web address: ${location}`);
			expect(got).toEqual(['data_2']);
		},
	);

	it('a circle of redirects ends', async () => {
		const { why, got } = await afterRedirectTo('/files/x/audio/1.mp3');

		expect(why).toBe('The link redirects more than 5 times');
		expect(got).toEqual(['data_2']);
	});

	it('a redirect to a host of the credential is followed', async () => {
		const { filesUrl } = scenario.sandbox;

		expect(await afterRedirectTo(`${filesUrl}/files/x/audio/2.mp3`)).toEqual({
			status: 'success',
			got: ['data', 'data_2'],
		});
	});
});

describe('addresses in fields', () => {
	const scenario = new Scenario();
	beforeAll(async () => await scenario.open());
	afterAll(async () => await scenario.close());

	const separate = (audioUrl: string): INodeParameters => ({
		resource: 'audio',
		operation: 'separateVocals',
		source: 'url',
		audioUrl,
	});

	it.each([
		['http://localhost:5678/a.mp3', 'leads to localhost, which Kie.ai cannot reach'],
		['http://192.168.1.5/a.mp3', 'leads to 192.168.1.5, which Kie.ai cannot reach'],
		['https://nas.local/a.mp3', 'leads to nas.local, which Kie.ai cannot reach'],
		['file:///home/me/a.mp3', 'must begin with https://, but begins with file:'],
		['example.com/a.mp3', 'is neither a web address nor a binary field of the incoming item'],
		['https://', 'is not a valid web address'],
		['data:audio/mpeg;base64,', 'holds a data URL without data'],
	])('%s is refused before anything is sent', async (address, reason) => {
		const error = await scenario.failure(kie('Stems', separate(address)));

		expect(error.message).toContain(`Audio ${reason}`);
		expect(error.description).toMatch(/binary|data field|Nothing was sent|https:/);
		expect(scenario.sandbox.requests).toEqual([]);
	});

	it.each([
		{ image_url: 'http://192.168.1.5/a.png' },
		{
			shots: [{ prompt: 'Rain', urls: ['https://example.com/a.png', 'http://api.default.svc/a'] }],
		},
		{ source: { url: 'http://[2002:7f00:1::]/a.png' } },
	])('is found in the JSON of a model that nobody knows: %j', async (input) => {
		const error = await scenario.failure(anyModelJson('maker/unheard-of', input));

		expect(error.message).toContain('which Kie.ai cannot reach from the internet');
		expect(scenario.sandbox.ledger.payments).toEqual([]);
	});

	it('the hosts of the credential may be private', async () => {
		const [item] = await scenario.output(
			kie('Stems', separate(scenario.sandbox.fileUrl('song-1.mp3'))),
		);

		expect(item.json.status).toBe('success');
	});
});
