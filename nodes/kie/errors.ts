import { cut } from './cut';
import { asRecord, text } from './json';
import type { FamilyName, KieReply } from './types';

/** What kind of thing went wrong, for workflows that branch on it. */
export type ErrorCategory =
	| 'credential'
	| 'credits'
	| 'limit'
	| 'rate'
	| 'input'
	| 'moderation'
	| 'provider'
	| 'maintenance'
	| 'network'
	| 'blocked'
	| 'uncertain'
	| 'timeout'
	| 'cancelled'
	| 'unexpected';

/** One failure, as thrown errors and failure items both carry it. */
export interface Failure {
	message: string;
	/** One sentence on what to do about it. */
	hint: string;
	category: ErrorCategory;
	/** Whether the same request may succeed later without any change. */
	retryable: boolean;
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

type Advice = Pick<Failure, 'category' | 'hint' | 'retryable'>;

const advice = (category: ErrorCategory, hint: string, retryable = false): Advice => ({
	category,
	hint,
	retryable,
});

const REFUSED_INPUT = advice('input', 'Check the values of this node against the message above');
const BROKEN_PROVIDER = advice(
	'provider',
	'The model behind Kie.ai did not deliver; run it again later or choose another model',
	true,
);
const TOO_FAST = advice(
	'rate',
	'Kie.ai takes 20 new tasks per 10 seconds; run it again later',
	true,
);

/** Kie.ai's body codes. Several mean different things on different pages: the text of the message decides then. */
const ADVICE: Record<string, Advice> = {
	400: REFUSED_INPUT,
	401: advice('credential', 'Check the API key in the Kie.ai credential (kie.ai/api-key)'),
	402: advice('credits', 'Top up the credits of the Kie.ai account (kie.ai/pricing)'),
	403: advice(
		'credential',
		'The API key may not do this; check its limits and IP whitelist at kie.ai/api-key',
	),
	404: advice('input', 'Kie.ai does not know this task, model or address; check the ID'),
	405: TOO_FAST,
	408: advice(
		'provider',
		'The model behind Kie.ai gave no answer for ten minutes; run it again later',
		true,
	),
	409: advice(
		'input',
		'This was made before and can be made only once per track; use the first result',
	),
	413: advice('input', 'The upload is too large or matches an existing work; use another file'),
	422: REFUSED_INPUT,
	429: TOO_FAST,
	430: TOO_FAST,
	433: advice('limit', 'The spending limit of this API key is used up; raise it at kie.ai/api-key'),
	451: advice(
		'input',
		'Kie.ai could not fetch the source file; use a public direct link or a binary field',
	),
	455: advice('maintenance', 'Kie.ai is being maintained; run it again later', true),
	500: BROKEN_PROVIDER,
	501: BROKEN_PROVIDER,
	505: advice(
		'maintenance',
		'Kie.ai has switched this feature off; choose another model or operation',
	),
	531: advice(
		'provider',
		'The generation failed and Kie.ai gave the credits back; run it again',
		true,
	),
	550: advice('provider', 'The queue of this model is full; run it again later', true),
};

/** Models refuse an input with code 500 too. */
const BAD_INPUT =
	/(field )?is required|cannot be (empty|blank|null)|allowed options|not supported|must be (one of|between)/i;

/** Kie.ai could not hand the task over to the model behind it; it says so with code 422, which is that of a wrong input. */
const NOT_HANDED_OVER = /generate playground failed|task ?id is blank|createTaskRep is blank/i;

const HANDOVER = advice(
	'provider',
	'Kie.ai could not hand the task over to the model; run it again, or choose another model',
	true,
);

const FETCH_EARLIER = 'Kie.ai has made this before: get it with Task > Wait and this task ID';

const MODERATED =
	/sensitive|moderat|prohibited|inappropriate|copyright|nsfw|policy|policies|violat|flagged/i;

/** Kie.ai's words for an empty account, which come with several codes. */
export const OUT_OF_CREDITS =
	/credits? (is|are)? ?(insufficient|not enough)|(insufficient|not enough) credits?/i;

/** Chooses category, hint and retryability for a code and message of Kie.ai. */
export function adviceFor(code: number | string | undefined, message: string): Advice {
	if (MODERATED.test(message)) {
		return advice(
			'moderation',
			'Change the prompt or the source file: Kie.ai refuses this content',
		);
	}
	if (OUT_OF_CREDITS.test(message)) return ADVICE[402];
	if (NOT_HANDED_OVER.test(message)) return HANDOVER;
	if (String(code) === '500' && BAD_INPUT.test(message)) return REFUSED_INPUT;
	return ADVICE[String(code)] ?? BROKEN_PROVIDER;
}

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
				: 'This comes from n8n or from the node itself, not from your values: look into the log of n8n, and run it again when it is mended',
			category: isOfParameters ? 'input' : 'unexpected',
			retryable: false,
			creditsTaken: 'unknown',
		},
		thrown,
	);
}
