/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- runs on a developer's machine, never inside n8n */
import { resolve } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialDataDecryptedObject, ICredentialType, INodeType } from 'n8n-workflow';

import type { Installation } from '../../support/engine';
import { manualTrigger } from '../../support/manual-trigger';

/** The built package as n8n itself loads it, and n8n's Manual Trigger, which lives in another package. */
export async function installPackage(
	credential: ICredentialDataDecryptedObject,
): Promise<Installation> {
	const loader = new PackageDirectoryLoader(resolve(__dirname, '../../..'));
	await loader.loadAll();
	const nodes: Record<string, INodeType> = { 'n8n-nodes-base.manualTrigger': manualTrigger() };
	for (const [name, { type }] of Object.entries(loader.nodeTypes)) {
		nodes[`${loader.packageName}.${name}`] = type as INodeType;
	}
	const credentialTypes: Record<string, ICredentialType> = {};
	for (const [name, { type }] of Object.entries(loader.credentialTypes)) {
		credentialTypes[name] = type;
	}
	return { nodes, credentialTypes, credentials: { kieAiApi: credential } };
}
