/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { SsrfProtectionConfig } from '@n8n/config';
import { Container } from '@n8n/di';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';

import { KieAiApi } from '../../credentials/KieAiApi.credentials';
import { prepareExecution } from '../support/engine';
import { Scenario, chainOf, generateMusic } from '../support/scenario';

/** The credential in an n8n that lets it be used for some domains only. */
class RestrictedCredential extends KieAiApi {
	constructor(allowedDomains: string) {
		super();
		const add = this.authenticate as (
			credential: ICredentialDataDecryptedObject,
			request: IHttpRequestOptions,
		) => Promise<IHttpRequestOptions>;
		this.authenticate = async (credential, request) => ({
			...(await add(credential, request)),
			allowedDomains,
		});
	}
}

describe('what n8n itself does not let out', () => {
	const scenario = new Scenario();
	const protection = Container.get(SsrfProtectionConfig);
	beforeEach(async () => await scenario.open());
	afterEach(async () => {
		protection.enabled = false;
		await scenario.close();
	});

	async function failure(installation = scenario.installation()) {
		const run = await prepareExecution(installation, chainOf(generateMusic())).run();
		const { error } = run.data.resultData;
		expect(scenario.sandbox.requests).toHaveLength(0);
		return (error as unknown as { context: { kie: object } }).context.kie;
	}

	it('because it leads into the network of the server was not paid', async () => {
		protection.enabled = true;

		expect(await failure()).toMatchObject({
			message: expect.stringContaining('restricted IP address'),
			hint: expect.stringContaining('N8N_SSRF_ALLOWED_'),
			category: 'network',
			creditsTaken: 'no',
		});
	});

	it('because the credential is for other domains was not paid', async () => {
		const installation = {
			...scenario.installation(),
			credentialTypes: { kieAiApi: new RestrictedCredential('example.com') },
		};

		expect(await failure(installation)).toMatchObject({
			message: expect.stringContaining('Domain not allowed'),
			hint: expect.stringContaining('Allowed Domains'),
			category: 'network',
			creditsTaken: 'no',
		});
	});
});
