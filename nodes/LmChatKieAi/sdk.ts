import { type INode, NodeOperationError } from 'n8n-workflow';

type Sdk = typeof import('@n8n/ai-node-sdk');

/**
 * n8n's AI SDK, asked for only when a chat runs: the package has to load in an n8n that has none.
 * @throws {NodeOperationError} there, with all advice in its message, since agents of older versions show nothing else
 */
export async function loadSdk(node: INode): Promise<Sdk> {
	const sdk = await import('@n8n/ai-node-sdk').catch(() => undefined);
	if (typeof sdk?.supplyModel === 'function') return sdk;
	throw new NodeOperationError(
		node,
		'This version of n8n takes no chat models from community nodes. Update n8n to 2.16 or later, or use Kie.ai > Chat > Send Message, also as a tool of an agent',
	);
}
