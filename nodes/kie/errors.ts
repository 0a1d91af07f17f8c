import { type Advice, adviceFor } from './advice';
import { cut } from './cut';
import { asRecord, text } from './json';
import type { FamilyName, KieReply } from './types';

/** One failure, as thrown errors and failure items both carry it. */
export interface Failure extends Advice {
	message: string;
	creditsTaken: 'yes' | 'no' | 'unknown';
	code?: number | string;
	taskId?: string;
	/** Kie.ai itself reports the task as failed: it will never be finished, another try has to buy another one. */
	taskFailed?: true;
	family?: FamilyName;
	model?: string;
	creditsConsumed?: number;
	/** What a chat model said in place of what was asked for. */
	answer?: string;
	/** The models that were tried before this one, with the tasks that may have been paid for. */
	insteadOf?: Array<{ model?: string; message: string; taskId?: string }>;
	/** Milliseconds to wait before another try, where Kie.ai says so. */
	retryAfter?: number;
	/** For an uncertain submission: what was sent and when, to find it in Kie.ai's log. */
	fingerprint?: string;
	sentAt?: string;
}

const FETCH_EARLIER = 'Kie.ai has made this before: get it with Task > Wait and this task ID';

/** The one error of this package. Its message is for people, its `failure` for workflows. */
export class KieError extends Error {
	constructor(
		readonly failure: Failure,
		override readonly cause?: unknown,
	) {
		super(failure.message);
		this.name = 'KieError';
	}

	/** The same error with more known about it, for example the id of the task. */
	with(more: Partial<Failure>): KieError {
		return new KieError({ ...this.failure, ...more }, this.cause);
	}
}

/** Characters of a message about an input: enough for several faults, and nothing that fills an agent's context. */
const LONGEST_MESSAGE = 499;

/** An input that is refused before anything is sent, so nothing is paid. The message is cut where it is endless. */
export function inputError(
	message: string,
	hint = 'Nothing was sent and nothing was paid',
): KieError {
	return new KieError({
		message: cut(message, LONGEST_MESSAGE),
		hint,
		category: 'input',
		retryable: false,
		creditsTaken: 'no',
	});
}

/** Words that only repeat what HTTP calls the code. */
const BARE_WORDS =
	/^(unauthori[sz]ed|you do not have access permissions|forbidden|access denied)\b/i;

/** What a refusal means, where Kie.ai's own words leave it at the name of the code. */
function titleFor(code: number, words: string): string | undefined {
	if (!BARE_WORDS.test(words)) return undefined;
	if (code === 401) return 'Kie.ai does not accept this API key';
	return code === 403 ? 'Kie.ai does not allow this API key to do that' : undefined;
}

/** Kie.ai's refusal of a request, in its own words. It may name the task that did the same before. */
export function refusal(reply: KieReply): KieError {
	const { code } = reply;
	const words = reply.message || `Kie.ai answered with code ${code}`;
	const title = titleFor(code, words);
	const chosen = adviceFor(code, words);
	const earlier = text(asRecord(reply.data)?.taskId);
	return new KieError({
		message: title ?? words,
		...chosen,
		...(title && { hint: `${chosen.hint}. Kie.ai says: ${words}` }),
		...(earlier && { taskId: earlier, hint: FETCH_EARLIER }),
		code,
		creditsTaken: 'no',
		retryAfter: reply.retryAfter,
	});
}

/** The end of an execution by the user or by the workflow's own time limit. `creditsTaken`: as far as it is known here. */
export function cancellation(creditsTaken: 'no' | 'unknown' = 'unknown'): KieError {
	return new KieError({
		message: 'The execution was stopped',
		hint: 'Tasks that were paid for continue at Kie.ai: get them with Task > Wait',
		category: 'cancelled',
		retryable: false,
		creditsTaken,
	});
}

/** n8n's names for what an expression or a parameter makes impossible. */
const FAULTS_OF_PARAMETERS = new Set(['ExpressionError', 'NodeOperationError', 'UserError']);

/**
 * Any thrown value as a {@link KieError}. What neither Kie.ai nor this package throws is no fault of the input: a full
 * disk, a database, an error of ours. Its message and the error itself are kept.
 */
export function asKieError(thrown: unknown): KieError {
	if (thrown instanceof KieError) return thrown;
	const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
	const isOfParameters = FAULTS_OF_PARAMETERS.has(name);
	return new KieError(
		{
			message,
			hint: isOfParameters
				? 'Check the parameters of this node'
				: 'This comes from n8n or from the node itself, not from your values: look into the log of n8n, and run it again when the cause is repaired',
			category: isOfParameters ? 'input' : 'unexpected',
			retryable: false,
			creditsTaken: 'unknown',
		},
		thrown,
	);
}
