import { KieError, refusal } from '../errors';
import { modelFailure, questionFailure } from '../failures';
import { isRefusal } from '../refusals';
import type { ChatEnd } from './ask';
import type { ChatAnswer } from './types';

/** The error of a question that brought no answer. */
export function chatFailure(end: Exclude<ChatEnd, { outcome: 'answered' }>): KieError {
	switch (end.outcome) {
		case 'refused':
			return refused(end);
		case 'empty':
			return emptyAnswer(end);
		case 'lost':
			return lostAnswer(end.reason, 'partial' in end ? end.partial : undefined);
		default:
			return questionFailure(end);
	}
}

type Ended<T extends ChatEnd['outcome']> = Extract<ChatEnd, { outcome: T }>;

/** Kie.ai says it of all requests of an account, not only of tasks. */
const TOO_MANY = 'Kie.ai receives too many requests from this account; run it again in a minute';

function refused({ code, message, partial }: Ended<'refused'>): KieError {
	if (partial || !isRefusal({ code, message, httpStatus: 200, data: null })) {
		return modelFailure(code, message);
	}
	const error = refusal({ code, message, data: null });
	return error.failure.category === 'rate' ? error.with({ hint: TOO_MANY }) : error;
}

const emptyAnswer = ({ reason, answer }: Ended<'empty'>): KieError =>
	new KieError({
		message: `There is no answer: ${reason}`,
		hint:
			answer.finishReason === 'length'
				? 'Raise Maximum Number of Tokens or lower Reasoning Effort'
				: 'Change the prompt, run it again or choose another model',
		category: answer.finishReason === 'content-filter' ? 'moderation' : 'provider',
		retryable: answer.finishReason !== 'content-filter',
		creditsTaken: 'unknown',
		creditsConsumed: answer.creditsConsumed,
	});

const lostAnswer = (reason: string, partial?: ChatAnswer): KieError =>
	new KieError({
		message: partial
			? `The answer is incomplete: ${reason}`
			: `There is no answer that can be read: ${reason}`,
		hint: 'Kie.ai may have charged it, so it was not sent again; run it again or choose another model',
		category: 'uncertain',
		retryable: false,
		creditsTaken: 'unknown',
		creditsConsumed: partial?.creditsConsumed,
	});
