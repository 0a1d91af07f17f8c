import type { NoAnswer, Unanswered } from './answers';
import type { Block } from './blocked';
import { adviceFor } from './advice';
import { KieError } from './errors';
import type { KieReply } from './types';
import { plainWords, wordsOf } from './words';

const LOOK_FIRST =
	'Kie.ai may have started and charged this task, so it was not sent again; look for it at kie.ai/logs before running it once more';

/** Where an answer cannot be read, people may still find the id of a task in it. */
function lookFirst(answer: unknown): string {
	const words = plainWords(wordsOf(answer), MOST_OF_AN_ANSWER);
	return words ? `${LOOK_FIRST}. What came back: ${words}` : LOOK_FIRST;
}

const MOST_OF_AN_ANSWER = 300;

/** The error for a question that got no answer: it is free, so nothing is lost but the answer. */
export const questionFailure = (ended: Unanswered): KieError =>
	ended.outcome === 'blocked' ? blocked(ended) : unreachable(ended);

/** The error for a submission that got no answer. `taskId`: what came instead shows the id of a task. */
export const submissionFailure = (ended: Unanswered, taskId?: string): KieError =>
	ended.outcome === 'lost' ? lost(ended, taskId) : questionFailure(ended);

const blocked = ({ reason, hint }: Block) =>
	new KieError({
		message: `The request was stopped on its way to Kie.ai: ${reason}`,
		hint,
		category: 'blocked',
		retryable: false,
		creditsTaken: 'no',
	});

const CHECK_THE_NETWORK =
	'Nothing was paid; check the network and the hosts in the Kie.ai credential';

const unreachable = ({ reason, hint = CHECK_THE_NETWORK, cause }: NoAnswer) =>
	new KieError(
		{
			message: `Kie.ai could not be reached: ${reason}`,
			hint,
			category: 'network',
			retryable: true,
			creditsTaken: 'no',
		},
		cause,
	);

const lost = ({ reason, cause, body }: NoAnswer, taskId?: string) =>
	new KieError(
		{
			message: `The connection to Kie.ai broke before its answer came: ${reason}`,
			hint: lookFirst(body),
			category: 'uncertain',
			retryable: false,
			creditsTaken: 'unknown',
			...(taskId && { taskId }),
		},
		cause,
	);

/** The error for an answer that is neither a yes nor a refusal which Kie.ai is known to give before it queues anything. */
export const uncertainAnswer = ({ code, message, envelope }: KieReply, taskId?: string): KieError =>
	new KieError({
		message: `Kie.ai's answer does not say whether it took the task: ${message || `code ${code}`}`,
		hint: lookFirst(envelope),
		category: 'uncertain',
		retryable: false,
		creditsTaken: 'unknown',
		code,
		...(taskId && { taskId }),
	});

/** The same error for a later try, where the end of an execution cut the request off. */
export const afterStop = (error: KieError): KieError =>
	error.with({
		category: 'uncertain',
		message: "The execution was stopped before Kie.ai's answer came",
		hint: LOOK_FIRST,
	});

/** The error for a yes to the request for a task that shows no id of one. */
export const unnamedTask = ({ envelope }: KieReply): KieError =>
	new KieError({
		message: 'Kie.ai accepted the task but named no task ID',
		hint: lookFirst(envelope),
		category: 'uncertain',
		retryable: false,
		creditsTaken: 'unknown',
	});

/** What came back could not be handled here: nobody knows whether it says that something was paid for. */
export const unreadAnswer = (error: KieError): KieError =>
	error.with({
		message: `Kie.ai's answer could not be read: ${error.failure.message}`,
		hint: LOOK_FIRST,
		category: 'uncertain',
		retryable: false,
		creditsTaken: 'unknown',
	});

/** A model's own word that it failed, which may have cost something by then. */
export const modelFailure = (code: number, message: string): KieError =>
	new KieError({ message, ...adviceFor(code, message), code, creditsTaken: 'unknown' });

/**
 * The same error, where an earlier attempt at the same request was lost and may have been charged. One that never
 * reached Kie.ai says nothing of that attempt, a refusal or a stop stays what it is.
 */
export function afterUncertain(error: KieError): KieError {
	const { category } = error.failure;
	const isOpen = category === 'network' || category === 'blocked';
	return error.with({
		hint: `An earlier attempt got no answer. ${LOOK_FIRST}`,
		creditsTaken: 'unknown',
		retryable: false,
		...(isOpen && { category: 'uncertain' as const }),
	});
}
