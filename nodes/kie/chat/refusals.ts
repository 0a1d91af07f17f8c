import type { IDataObject } from 'n8n-workflow';

import { asRecord, number, text } from '../json';
import { wordsOf } from '../words';

/** Kie.ai's or a model's own word that there is no answer. */
export interface ChatRefusal {
	/** In Kie.ai's numbers, whatever the shape of the error. */
	code: number;
	message: string;
}

/** The words of OpenAI, Anthropic and Google for what Kie.ai's own errors say with a number. */
const CODES: Record<string, number> = {
	invalid_request_error: 400,
	invalid_argument: 400,
	failed_precondition: 400,
	authentication_error: 401,
	unauthenticated: 401,
	invalid_api_key: 401,
	insufficient_quota: 402,
	billing_error: 402,
	permission_error: 403,
	permission_denied: 403,
	not_found_error: 404,
	not_found: 404,
	model_not_found: 404,
	request_too_large: 413,
	rate_limit_error: 429,
	rate_limit_exceeded: 429,
	resource_exhausted: 429,
	overloaded_error: 503,
	unavailable: 503,
	timeout_error: 408,
	deadline_exceeded: 408,
	api_error: 500,
	server_error: 500,
	internal: 500,
};

/** The refusal that a body or an event of a stream is, in any of the shapes that Kie.ai passes on. */
export function refusalIn(event: IDataObject, httpStatus: number): ChatRefusal | undefined {
	return (
		nested(event.error, httpStatus) ??
		nested(asRecord(event.response)?.error, httpStatus) ??
		failed(event, httpStatus) ??
		numbered(event)
	);
}

/** `{ error: { message, type, code, status } }`, with or without a `type` beside it. Answers may carry `error: null`. */
function nested(error: unknown, httpStatus: number): ChatRefusal | undefined {
	if (text(error)) return { code: codeFrom([], httpStatus), message: wordsOf(error) };
	const record = asRecord(error);
	if (!record) return undefined;
	const { code, type, status } = record;
	return refusal(codeFrom([code, type, status], httpStatus), record);
}

/** Flat: `{ type: "api_error", message }` or `{ type: "error", code, message }`; and an end of a stream that tells nothing more. */
function failed(event: IDataObject, httpStatus: number): ChatRefusal | undefined {
	const type = text(event.type) ?? '';
	const { status } = asRecord(event.response) ?? event;
	const hasFailed = status === 'failed' || type === 'response.failed';
	if (!hasFailed && !/(^|[._])error$/.test(type)) return undefined;
	return refusal(codeFrom([event.code, type], httpStatus), event);
}

/** Kie.ai's own: `{ code, msg, data: null }`, with any HTTP status. */
function numbered(event: IDataObject): ChatRefusal | undefined {
	const code = number(event.code);
	if (code === undefined || code === 200 || CONTENTS.some((key) => has(event[key])))
		return undefined;
	return refusal(code, event);
}

/** Where the formats keep what the model said. */
const CONTENTS = ['choices', 'content', 'output', 'candidates'];

const has = (list: unknown) => Array.isArray(list) && list.length > 0;

function codeFrom(words: unknown[], httpStatus: number): number {
	for (const word of words) {
		const known = number(word) ?? CODES[wordsOf(word).toLowerCase()];
		if (known !== undefined) return known;
	}
	return httpStatus >= 400 ? httpStatus : 500;
}

const refusal = (code: number, { message, msg }: IDataObject): ChatRefusal => ({
	code,
	message: wordsOf(msg) || wordsOf(message) || `Kie.ai answered with code ${code}`,
});
