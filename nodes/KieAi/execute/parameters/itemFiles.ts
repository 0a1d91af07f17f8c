import type { IExecuteFunctions } from 'n8n-workflow';

import type { ItemFiles } from '../../../kie/values';

/** The binary fields of an incoming item. `trustedHosts`: those of the credential. */
export function itemFiles(
	context: IExecuteFunctions,
	itemIndex: number,
	trustedHosts: string[],
): ItemFiles {
	return {
		binary: (name) => {
			try {
				return context.helpers.assertBinaryData(itemIndex, name);
			} catch {
				return undefined;
			}
		},
		names: Object.keys(context.getInputData()[itemIndex].binary ?? {}),
		trustedHosts,
	};
}
