import type { IDataObject } from 'n8n-workflow';

import { readJsonOutput } from '../../../kie/chat/jsonOutput';
import type { CompleteReply } from '../../../kie/chat/reply';
import type { ChatAnswer, ChatRequest, ChatUsage } from '../../../kie/chat/types';
import { KieError } from '../../../kie/errors';
import { present } from '../../../kie/json';
import type { Values } from '../field';

/**
 * The output item of an answer. `model` is the one that was asked: answers name others.
 * @throws {KieError} with what came, where that is nothing or not the JSON that was asked for
 */
export function outputOf(reply: CompleteReply, request: ChatRequest, values: Values): IDataObject {
	const { answer } = reply;
	if (reply.outcome === 'empty') throw emptyAnswer(answer, reply.reason);
	const { text, toolCalls, finishReason, usage, creditsConsumed, reasoning, raw } = answer;
	return present({
		text,
		json: request.json && toolCalls.length === 0 ? readJson(answer, request) : undefined,
		toolCalls: toolCalls.length > 0 ? toolCalls : undefined,
		model: request.model,
		finishReason,
		usage: usage && countsOf(usage),
		creditsConsumed,
		reasoning: values.includeReasoning ? reasoning : undefined,
		raw: raw.length > 1 ? raw : raw[0],
	}) as IDataObject;
}

const countsOf = ({ inputTokens, outputTokens, totalTokens }: ChatUsage) => ({
	inputTokens,
	outputTokens,
	totalTokens,
});

function readJson(answer: ChatAnswer, { json }: ChatRequest): unknown {
	const read = readJsonOutput(answer.text, json?.schema);
	if (!('problems' in read)) return read.value;
	const isCut = answer.finishReason === 'length';
	throw new KieError({
		message: `The answer of the model is not the JSON that was asked for: ${read.problems.join('; ')}`,
		hint: isCut
			? 'The model used up its tokens: raise Maximum Tokens or ask for less'
			: 'What it answered is under "answer"; run it again, simplify JSON Schema or choose another model',
		category: 'provider',
		retryable: true,
		...chargeOf(answer),
		answer: answer.text,
	});
}

function emptyAnswer(answer: ChatAnswer, reason: string): KieError {
	const isRefused = answer.finishReason === 'content-filter';
	return new KieError({
		message: `Kie.ai answered without a result: ${reason}`,
		hint: isRefused
			? 'Change the message: the model refuses this content'
			: 'Run it again, raise Maximum Tokens or choose another model',
		category: isRefused ? 'moderation' : 'provider',
		retryable: !isRefused,
		...chargeOf(answer),
	});
}

const chargeOf = ({ creditsConsumed }: ChatAnswer) =>
	present({
		creditsTaken:
			creditsConsumed === undefined
				? ('unknown' as const)
				: creditsConsumed > 0
					? ('yes' as const)
					: ('no' as const),
		creditsConsumed,
	});
