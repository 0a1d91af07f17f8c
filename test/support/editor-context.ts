import type { IHttpRequestOptions, ILoadOptionsFunctions } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/types';
import { connectionFor } from './connection';

/** What n8n's editor hands to the methods that fill its lists and forms. Without a sandbox no credential is chosen. */
export function editorContext(
	parameters: Record<string, string>,
	sandbox?: Sandbox,
): ILoadOptionsFunctions {
	const context = {
		getCurrentNodeParameter: (name: string) => parameters[name],
		getCredentials: async () => {
			if (!sandbox) throw new Error('Node does not have any credentials set');
			return await Promise.resolve({ apiKey: sandbox.apiKey, apiHost: sandbox.url });
		},
		helpers: {
			httpRequestWithAuthentication: async (_: string, options: IHttpRequestOptions) =>
				await connectionFor(sandbox?.apiKey ?? '', sandbox?.url).send(options),
		},
	};
	return context as unknown as ILoadOptionsFunctions;
}
