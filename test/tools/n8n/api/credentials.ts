import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { RestClient } from './client';

export interface StoredCredential {
	id: string;
	name: string;
	type: string;
}

interface NewCredential {
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** What the editor shows below a credential's fields. */
interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

export class CredentialsApi {
	constructor(private readonly rest: RestClient) {}

	async list(): Promise<StoredCredential[]> {
		return await this.rest.request('GET', '/rest/credentials');
	}

	async create(credential: NewCredential): Promise<StoredCredential> {
		return await this.rest.request('POST', '/rest/credentials', credential);
	}

	/** Makes the credential, or brings the one of the same name and type up to date. */
	async ensure(credential: NewCredential): Promise<StoredCredential> {
		const { name, type } = credential;
		const known = (await this.list()).find((one) => one.name === name && one.type === type);
		if (!known) return await this.create(credential);
		await this.rest.request('PATCH', `/rest/credentials/${known.id}`, credential);
		return known;
	}

	async removeAll(): Promise<void> {
		for (const { id } of await this.list()) {
			await this.rest.request('DELETE', `/rest/credentials/${id}`);
		}
	}

	/** Runs the credential's own test, as pressing Save in the editor does. */
	async test(stored: StoredCredential, data: NewCredential['data']): Promise<CredentialTestResult> {
		const { id, name, type } = stored;
		const credentials = { id, name, type, data };
		return await this.rest.request('POST', '/rest/credentials/test', { credentials });
	}
}
