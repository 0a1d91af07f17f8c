/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { N8nApi } from '../api';
import type { StoredCredential } from '../api/credentials';
import { withCredential, type StoredWorkflow, type WorkflowFile } from '../api/workflows';
import { PACKAGE_ROOT } from '../package/pack';

/** What a credential needs to know of a sandbox. */
interface SandboxAddress {
	url: string;
	apiKey: string;
	hmacKey?: string;
}

const NODE_TYPE_PREFIX = 'n8n-nodes-kie-ai.';

/** The fields of a credential for a sandbox. */
export const sandboxFields = ({ url, apiKey, hmacKey }: SandboxAddress) => ({
	apiKey,
	webhookHmacSecret: hmacKey ?? '',
	callbackUrl: '',
	apiHost: url,
	uploadHost: url,
});

/** Makes the credential "Kie.ai (sandbox)", or points the one of an earlier session at this sandbox. */
export async function sandboxCredential(
	api: N8nApi,
	sandbox: SandboxAddress,
): Promise<StoredCredential> {
	const data = sandboxFields(sandbox);
	return await api.credentials.ensure({ name: 'Kie.ai (sandbox)', type: 'kieAiApi', data });
}

/** Imports every `examples/*.json` that is not there yet, with `credential` chosen on the Kie.ai nodes. */
export async function importExamples(
	api: N8nApi,
	credential: StoredCredential,
): Promise<StoredWorkflow[]> {
	const imported: StoredWorkflow[] = [];
	for (const file of await exampleFiles()) {
		const workflow = JSON.parse(await readFile(file, 'utf8')) as WorkflowFile;
		const ready = withCredential(workflow, credential, ({ type }) =>
			type.startsWith(NODE_TYPE_PREFIX),
		);
		imported.push(await api.workflows.ensure(ready));
	}
	return imported;
}

/** Paths of the example workflows, by name. */
export async function exampleFiles(): Promise<string[]> {
	const folder = join(PACKAGE_ROOT, 'examples');
	const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
	return names.map((name) => join(folder, name));
}
