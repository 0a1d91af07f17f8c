import type { IDataObject } from 'n8n-workflow';

import { type Block, readBlock } from './blocked';
import { clock } from './clock';
import { asRecord, isTooDeep, number } from './json';
import { isRefusal } from './refusals';
import type { KieReply } from './types';
import { wordsOf } from './words';

/** One HTTP answer, whatever its status is. */
export interface HttpAnswer {
	statusCode: number;
	headers: IDataObject;
	body: unknown;
}

/** What is left of a request without an answer. `reason` continues "Kie.ai could not be reached: ". */
export interface NoAnswer {
	/** `notSent`: the request cannot have been read by anybody. */
	outcome: 'notSent' | 'lost';
	reason: string;
	hint?: string;
	cause?: Error;
	/** What came instead of an answer. */
	body?: unknown;
}

/** How one HTTP exchange ended. */
export type Exchange =
	/** Kie.ai's own word. `isRefusal`: one that it gives before it queues anything. */
	| { outcome: 'answered'; reply: KieReply; isRefusal: boolean }
	/** Somebody on the way refused the request. */
	| ({ outcome: 'blocked' } & Block)
	| NoAnswer;

export type Unanswered = Exclude<Exchange, { outcome: 'answered' }>;

/** Reads what came back for a request. Kie.ai says what it means in the body, mostly under HTTP status 200. */
export function readAnswer({ statusCode, headers, body }: HttpAnswer): Exchange {
	const answer = readBody(body);
	if (statusCode >= 300 && statusCode < 400) {
		const reason = `HTTP ${statusCode}, a redirect that is not followed`;
		return { outcome: 'lost', reason, body: answer };
	}
	const envelope = asRecord(answer);
	const code = number(envelope?.code);
	if (!envelope || code === undefined) {
		const block = readBlock(statusCode, headers, answer);
		if (block) return { outcome: 'blocked', ...block };
		return {
			outcome: 'lost',
			reason: `HTTP ${statusCode} without a readable answer`,
			body: answer,
		};
	}
	const reply: KieReply = {
		code,
		message: wordsOf(envelope.msg ?? envelope.message),
		data: envelope.data ?? null,
		envelope,
		retryAfter: retryAfter(headers),
	};
	return { outcome: 'answered', reply, isRefusal: isRefusal({ ...reply, httpStatus: statusCode }) };
}

/** Text that is JSON, whatever its content type said. */
export function readBody(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	const text = body.replace(/^\uFEFF/, '').trim();
	try {
		const read: unknown = JSON.parse(text);
		return isTooDeep(read) ? text : read;
	} catch {
		return text;
	}
}

/** Milliseconds. The header counts seconds or names a date. */
export function retryAfter(headers: IDataObject): number | undefined {
	const value = headers['retry-after'];
	if (value === undefined) return undefined;
	const seconds = Number(value);
	const ms = Number.isNaN(seconds) ? Date.parse(String(value)) - clock.now() : seconds * 1000;
	return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
