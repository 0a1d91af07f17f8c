import type { IDataObject } from 'n8n-workflow';

import { asRecord } from '../json';
import { plainWords, wordsOf } from '../words';
import { AnswerCollector } from './collect';
import { EventSplitter } from './events';
import { type ChatRefusal, refusalIn } from './refusals';
import type { ChatAnswer, ChatDelta, ChatFormat } from './types';
import { WIRES } from './wires';

/** How a question to a chat model ended. `partial` is what came of an answer before it broke off. */
export type ChatReply =
	| { outcome: 'answered'; answer: ChatAnswer }
	/** A complete answer without a word in it; it may have been charged. */
	| { outcome: 'empty'; answer: ChatAnswer; reason: string }
	| ({ outcome: 'refused'; partial?: ChatAnswer } & ChatRefusal)
	/** No answer that can be read came back; it may have been charged. */
	| { outcome: 'lost'; reason: string; partial?: ChatAnswer };

/** A reply that came whole. */
export type CompleteReply = Extract<ChatReply, { outcome: 'answered' | 'empty' }>;

/** An HTTP answer of any status. The body is text, bytes, or JSON that somebody has parsed. */
interface HttpBody {
	statusCode: number;
	body: unknown;
}

/** Reads a whole answer, also one that comes as a stream though none was asked for. */
export function readReply({ statusCode, body }: HttpBody, format: ChatFormat): ChatReply {
	const reader = new ChatReader(format, statusCode);
	const isRaw = typeof body === 'string' || body instanceof Uint8Array;
	reader.push(isRaw ? body : JSON.stringify(body ?? ''));
	return reader.end();
}

/** Reads an answer while it comes in, streamed or whole. */
export class ChatReader {
	private readonly events = new EventSplitter();
	private readonly collector = new AnswerCollector();
	private refusal: ChatRefusal | undefined;
	/** The message of a body that is no answer and no known error. */
	private unknown: string | undefined;

	constructor(
		private readonly format: ChatFormat,
		private readonly httpStatus = 200,
	) {}

	/** Takes the next bytes and gives what they add to the answer. */
	push(chunk: Uint8Array | string): ChatDelta[] {
		return this.events.push(chunk).flatMap((event) => this.take(event));
	}

	/** To be called when nothing follows. */
	end(): ChatReply {
		for (const event of this.events.end()) this.take(event);
		if (this.refusal) return { outcome: 'refused', ...this.refusal, ...this.partial() };
		if (!this.collector.hasEvents) return this.unreadable();
		if (this.events.isBroken || !this.isComplete()) return this.lost('the answer broke off');
		const answer = this.collector.answer();
		if (answer.toolCalls.some(({ name }) => name === '')) {
			return this.lost('the answer calls a tool without a name');
		}
		if (!this.collector.isEmpty) return { outcome: 'answered', answer };
		return { outcome: 'empty', answer, reason: reasonOfEmptiness(answer) };
	}

	private take(event: IDataObject): ChatDelta[] {
		if (this.refusal) return [];
		const content = unwrap(event);
		this.refusal = refusalIn(content, this.httpStatus);
		if (this.refusal) return [];
		const wire = wiresFrom(this.format).find((one) => one.recognises(content));
		if (!wire) {
			const { message, msg, detail } = content;
			this.unknown = [message, msg, detail].map(wordsOf).find(Boolean);
			return [];
		}
		const delta = wire.read(content);
		this.collector.add(delta, content);
		return [delta];
	}

	private isComplete(): boolean {
		return this.collector.isFinished || this.events.isDone || this.events.isWhole;
	}

	/** A gateway's refusal is one; where the question may have reached the model, nobody knows. */
	private unreadable(): ChatReply {
		const { httpStatus } = this;
		const words = this.unknown ?? plainWords(this.events.unread);
		if (httpStatus >= 400 && httpStatus < 500 && !GIVEN_UP.has(httpStatus)) {
			return { outcome: 'refused', code: httpStatus, message: words ?? `HTTP ${httpStatus}` };
		}
		const what = httpStatus === 200 ? 'no readable answer came back' : `HTTP ${httpStatus}`;
		return { outcome: 'lost', reason: words ? `${what} (${words})` : what };
	}

	private lost(reason: string): ChatReply {
		return { outcome: 'lost', reason, ...this.partial() };
	}

	private partial(): { partial?: ChatAnswer } {
		return this.collector.hasEvents ? { partial: this.collector.answer() } : {};
	}
}

/** HTTP statuses below 500 with which a gateway gives up on a question that it has passed on. */
const GIVEN_UP = new Set([408, 425, 499]);

/** The format that was asked for, then the others: an answer is read in whichever it comes. */
const wiresFrom = (format: ChatFormat) => [WIRES[format], ...Object.values(WIRES)];

/** Some answers come in an envelope, as `{ code: 200, msg, data: … }`. */
function unwrap(event: IDataObject): IDataObject {
	const data = asRecord(event.data);
	return data && Object.values(WIRES).some((wire) => wire.recognises(data)) ? data : event;
}

function reasonOfEmptiness({ finishReason }: ChatAnswer): string {
	if (finishReason === 'length') return 'the model used up its tokens before it wrote anything';
	if (finishReason === 'content-filter') return 'the model does not answer this';
	return 'the model gave an empty answer';
}
