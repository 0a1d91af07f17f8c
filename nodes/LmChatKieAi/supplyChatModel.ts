import type { INode, ISupplyDataFunctions, SupplyData } from 'n8n-workflow';

import { askModel } from '../kie/chat/ask';
import { chatFailure } from '../kie/chat/failure';
import { buildRequest } from '../kie/chat/request';
import { resolveRoute } from '../kie/chat/route';
import type { ChatAnswer, ChatDelta, ChatFormat, ChatRequest } from '../kie/chat/types';
import { connect } from '../kie/connection';
import type { KieConnection } from '../kie/transport';
import { type Ask, KieChatModel } from './KieChatModel';
import { modelError } from './errors';
import { loadSdk } from './sdk';
import { stoppedBy } from './stopping';
import { mendAdapter } from './workarounds/adapter';
import { toolReader } from './workarounds/toolSchema';
import { withCredits } from './workarounds/trueUsage';

/** *Options* of the node. */
interface ModelOptions
	extends Pick<ChatRequest, 'maxTokens' | 'reasoningEffort' | 'temperature' | 'webSearch'> {
	format?: ChatFormat | 'auto';
	path?: string;
}

/** The chosen model as n8n's agents and chains take it. @throws {NodeOperationError} in an n8n that takes none */
export async function supplyChatModel(
	context: ISupplyDataFunctions,
	itemIndex: number,
): Promise<SupplyData> {
	const node = context.getNode();
	const sdk = await loadSdk(node);
	const id = context.getNodeParameter('model', itemIndex, '', { extractValue: true });
	const options = context.getNodeParameter('options', itemIndex, {}) as ModelOptions;
	const model = String(id).trim();
	const connection = await connect(context).catch((error: unknown) => {
		throw modelError(node, error);
	});
	const ask = withModelErrors(asker(connection, model, options), node);
	const parts = { ask, readTools: toolReader(sdk.getParametersJsonSchema) };
	return mendAdapter(sdk.supplyModel(withCredits(context), new KieChatModel(model, parts)));
}

/** @throws {KieError} by the question that is asked: for an unknown model or a bad option, before anything is sent */
const asker = (
	connection: KieConnection,
	model: string,
	{ format, path, ...options }: ModelOptions,
): Ask =>
	async function* (question, signal) {
		const route = resolveRoute(model, { format: format === 'auto' ? undefined : format, path });
		const request = buildRequest({ model, ...options, ...question }, route);
		// Some chains hand over no signal; the execution's own ends them all.
		const end = yield* stoppedBy([signal, connection.signal], (stop) =>
			askModel(connection, request, route.format, stop),
		);
		if (end.outcome !== 'answered') throw chatFailure(end);
		return end.answer;
	};

const withModelErrors = (ask: Ask, node: INode): Ask =>
	async function* (...question): AsyncGenerator<ChatDelta, ChatAnswer> {
		try {
			return yield* ask(...question);
		} catch (error) {
			throw modelError(node, error);
		}
	};
