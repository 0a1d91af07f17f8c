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

/** What to do about a failure. */
export interface Advice {
	/** One sentence on what to do about it. */
	hint: string;
	category: ErrorCategory;
	/** Whether the same request may succeed later without any change. */
	retryable: boolean;
}

/** Advice where only a change helps. */
const advice = (category: ErrorCategory, hint: string): Advice => ({
	category,
	hint,
	retryable: false,
});

/** Advice where the same request may succeed later. */
const passing = (category: ErrorCategory, hint: string): Advice => ({
	category,
	hint,
	retryable: true,
});

const REFUSED_INPUT = advice('input', 'Check the values of this node against the message above');
const BROKEN_PROVIDER = passing(
	'provider',
	'The model behind Kie.ai did not deliver; run it again later or choose another model',
);
const TOO_FAST = passing('rate', 'Kie.ai takes 20 new tasks per 10 seconds; run it again later');

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
	408: passing(
		'provider',
		'The model behind Kie.ai gave no answer for ten minutes; run it again later',
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
	455: passing('maintenance', 'Kie.ai is being maintained; run it again later'),
	500: BROKEN_PROVIDER,
	501: BROKEN_PROVIDER,
	505: advice(
		'maintenance',
		'Kie.ai has switched this feature off; choose another model or operation',
	),
	531: passing('provider', 'The generation failed and Kie.ai gave the credits back; run it again'),
	550: passing('provider', 'The queue of this model is full; run it again later'),
};

/** Models refuse an input with code 500 too. */
const BAD_INPUT =
	/(field )?is required|cannot be (empty|blank|null)|allowed options|not supported|must be (one of|between)/i;

/** Kie.ai could not hand the task over to the model behind it; it says so with code 422, which is that of a wrong input. */
const NOT_HANDED_OVER = /generate playground failed|task ?id is blank|createTaskRep is blank/i;

const HANDOVER = passing(
	'provider',
	'Kie.ai could not hand the task over to the model; run it again, or choose another model',
);

const MODERATED =
	/sensitive|moderat|prohibited|inappropriate|copyright|nsfw|policy|policies|violat|flagged/i;

/** Kie.ai's words for a model that it does not serve at the moment. */
const NOT_SERVED = /temporarily paused|model not found|no longer (available|supported)/i;

/** Kie.ai's words for an empty account, which come with several codes. */
export const OUT_OF_CREDITS =
	/credits? (is|are)? ?(insufficient|not enough)|(insufficient|not enough) credits?/i;

/** Whether words tell what is wrong with a request, so that nothing was begun for it. */
export const saysWhy = (message: string): boolean =>
	[BAD_INPUT, MODERATED, OUT_OF_CREDITS, NOT_HANDED_OVER, NOT_SERVED].some((words) =>
		words.test(message),
	);

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
