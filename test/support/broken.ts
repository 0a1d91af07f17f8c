import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

import { KieAi } from '../../nodes/KieAi/KieAi.node';

/** The node in an n8n of which something is broken. */
export function kieAiWith(breakIt: (context: IExecuteFunctions) => void): INodeType {
	const node = new KieAi();
	node.execute = async function (this: IExecuteFunctions) {
		breakIt(this);
		return await KieAi.prototype.execute.call(this);
	};
	return node;
}

/** n8n's store of binary data takes nothing any more. */
export const diskFull = (context: IExecuteFunctions): void => {
	context.helpers.prepareBinaryData = async () => {
		throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
	};
};

/** A fault of n8n, or of ours: nobody expects it. */
export const parametersBroken = (context: IExecuteFunctions): void => {
	context.getNodeParameter = () => {
		throw new TypeError("Cannot read properties of undefined (reading 'parameters')");
	};
};
