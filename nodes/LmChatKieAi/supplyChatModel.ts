import type { INode, ISupplyDataFunctions, SupplyData } from 'n8n-workflow';

import { askModel } from '../kie/chat/ask';
import { chatFailure } from '../kie/chat/failure';
import { buildRequest } from '../kie/chat/request';
import { resolveRoute } from '../kie/chat/route';
import type { ChatAnswer, ChatDelta, ChatFormat, ChatRequest } from '../kie/chat/types';
import { anyChatModel } from '../kie/chat/models';
import { connect } from '../kie/connection';
import type { KieConnection } from '../kie/transport';
import { type Outcome, hasFailed, settle } from '../kie/outcome';
import { type ValueType, readValue } from '../kie/values';
import { choicesOf, readCollection } from '../kie/values/property';
import { type Ask, KieChatModel } from './KieChatModel';
import { modelError } from './errors';
import { efforts, modelField, optionsField } from './properties';
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
	const connection = await connect(context).catch((error: unknown) => {
		throw modelError(node, error);
	});
	const id = context.getNodeParameter(modelField.name, itemIndex, '', { extractValue: true });
	// n8n says no more than "Error in sub-node" of what is thrown here.
	const settings = await settle(async () => readSettings(context, itemIndex, id));
	const ask = withModelErrors(asker(connection, settings), node);
	const model = hasFailed(settings) ? String(id) : settings.value.model;
	const parts = { ask, readTools: toolReader(sdk.getParametersJsonSchema) };
	return mendAdapter(sdk.supplyModel(withCredits(context), new KieChatModel(model, parts)));
}

interface Settings {
	model: string;
	options: ModelOptions;
}

/** @throws {KieError} category `input` */
function readSettings(context: ISupplyDataFunctions, itemIndex: number, id: unknown): Settings {
	const { value: model } = readValue({ ...anyChatModel, label: 'Model', required: true }, id);
	const entered = context.getNodeParameter(optionsField.name, itemIndex, {});
	const warn = (message: string) => context.logger.warn(message);
	const options = readCollection(optionsField, entered, { reasoningEffort: anyEffort }, warn);
	return { model: String(model), options };
}

/** Kie.ai adds levels; those that a model does not have are refused with the ones that it has. */
const anyEffort: ValueType = {
	type: 'choice',
	choices: choicesOf(efforts),
	allowOther: 'distant',
};

/** @throws {KieError} by the question that is asked: for an unknown model or a bad option, before anything is sent */
const asker = (connection: KieConnection, settings: Outcome<Settings>): Ask =>
	async function* (question, signal) {
		if (hasFailed(settings)) throw settings.error;
		const { model, options } = settings.value;
		const { format, path, ...asked } = options;
		const route = resolveRoute(model, { format: format === 'auto' ? undefined : format, path });
		const request = buildRequest({ model, ...asked, ...question }, route);
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
