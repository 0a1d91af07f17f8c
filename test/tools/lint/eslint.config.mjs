// The rules of n8n's own `@n8n/node-cli/eslint`, assembled from the same plugins. The CLI itself cannot be
// installed beside the package (its dependencies need `overrides`, which n8n forbids in a node's
// package.json), so `npm run lint` and editors use this file, by way of the root's eslint.config.js, and
// the package gate runs the original.
import { join } from 'node:path';

import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

import { zonesOf } from './drawing.mjs';

const root = join(import.meta.dirname, '../../..');

const communityNodes = n8nCommunityNodesPlugin.configs.recommended;

export default tseslint.config(
	globalIgnores(['dist', 'artefacts', 'demo-output']),
	{
		files: ['**/*.ts'],
		extends: [
			js.configs.recommended,
			tseslint.configs.recommended,
			communityNodes,
			importX.configs['flat/recommended'],
		],
		rules: { 'prefer-spread': 'off', 'no-console': 'error' },
	},
	{
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
	},
	{
		files: ['**/*.ts'],
		rules: {
			'import-x/no-restricted-paths': ['error', { basePath: root, zones: zonesOf(root) }],
		},
	},
	{
		// One place sends what bears the key, one place fetches without it.
		files: ['nodes/**/*.ts'],
		ignores: ['nodes/kie/connection.ts', 'nodes/kie/files/network.ts'],
		rules: {
			'no-restricted-properties': [
				'error',
				...['httpRequest', 'httpRequestWithAuthentication'].map((property) => ({
					property,
					message: 'Send through nodes/kie/transport.ts, fetch through nodes/kie/files/network.ts.',
				})),
			],
		},
	},
	{
		files: ['package.json'],
		extends: [communityNodes],
		rules: { ...n8nNodesBase.configs.community.rules },
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
);
