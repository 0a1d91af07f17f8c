import type { INodeExecutionData, ISupplyDataFunctions } from 'n8n-workflow';

import type { ChatAnswer } from '../../kie/chat/types';
import { asRecord, asRecords, present } from '../../kie/json';

/** LangChain's place for what is known about one answer. */
interface Generation {
	generationInfo?: Record<string, unknown>;
}

interface Result {
	generations?: Generation[][];
}

/** n8n's own observer of the calls of a model, as far as it is looked at here. */
interface Tracer {
	options?: { tokensUsageParser?(result: Result): unknown };
}

/**
 * Notes on an answer what it took. n8n's tracing knows no credits, and while streaming it looks for the tokens under other
 * names than LangChain's and shows an estimate.
 */
export function noteUsage(generation: Generation, { usage, creditsConsumed }: ChatAnswer): void {
	const tokenUsage = usage && {
		promptTokens: usage.inputTokens,
		completionTokens: usage.outputTokens,
		totalTokens: usage.totalTokens,
	};
	generation.generationInfo = {
		...generation.generationInfo,
		...present({ tokenUsage, creditsConsumed }),
	};
}

/** Makes n8n's tracing of a model take the tokens that were noted, where there are any. */
export function traceTrueUsage(callbacks: unknown): void {
	if (!Array.isArray(callbacks)) return;
	for (const { options } of callbacks as Tracer[]) {
		const estimate = options?.tokensUsageParser;
		if (typeof estimate !== 'function') continue;
		options!.tokensUsageParser = (result) =>
			result.generations?.[0]?.[0]?.generationInfo?.tokenUsage ?? estimate(result);
	}
}

/** The surroundings of a model, in which the output of each call shows the credits that were noted. */
export function withCredits(context: ISupplyDataFunctions): ISupplyDataFunctions {
	const addOutputData: ISupplyDataFunctions['addOutputData'] = (type, index, data, ...rest) => {
		if (Array.isArray(data)) data.flat().forEach(showCredits);
		return context.addOutputData(type, index, data, ...rest);
	};
	return new Proxy(context, {
		get(target, name) {
			if (name === 'addOutputData') return addOutputData;
			const value: unknown = Reflect.get(target, name, target);
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
	});
}

function showCredits({ json }: INodeExecutionData): void {
	const [generations] = (asRecord(json.response)?.generations ?? []) as unknown[];
	const info = asRecord(asRecords(generations)[0]?.generationInfo);
	if (info?.creditsConsumed === undefined) return;
	json.creditsConsumed = info.creditsConsumed;
	delete info.creditsConsumed;
	delete info.tokenUsage;
}
