import { KieError, adviceFor } from '../errors';
import type { ChatEnd } from './ask';

/** The error of a question that brought no answer. */
export function chatFailure(end: Exclude<ChatEnd, { outcome: 'answered' }>): KieError {
	switch (end.outcome) {
		case 'refused':
			return refused(end);
		case 'empty':
			return emptyAnswer(end);
		case 'notSent':
			return new KieError({
				message: `Kie.ai could not be reached: ${end.reason}`,
				hint: 'Nothing was paid; check the network and the API host in the Kie.ai credential',
				category: 'network',
				retryable: true,
				creditsTaken: 'no',
			});
		case 'lost':
			return lostAnswer(end);
	}
}

type Ended<T extends ChatEnd['outcome']> = Extract<ChatEnd, { outcome: T }>;

/** Kie.ai counts chat requests in a way of its own, so the advice for its tasks does not fit. */
const TOO_MANY = 'Kie.ai receives too many requests from this account; run it again in a minute';

function refused({ code, message, partial }: Ended<'refused'>): KieError {
	const { hint, ...advice } = adviceFor(code, message);
	return new KieError({
		...advice,
		message,
		hint: code === 429 && advice.category === 'rate' ? TOO_MANY : hint,
		code,
		creditsTaken: partial ? 'unknown' : 'no',
	});
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

const lostAnswer = ({ reason, partial }: Ended<'lost'>): KieError =>
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
