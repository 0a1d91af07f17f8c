/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on a developer's machine, never inside n8n */
import type { Response } from 'express';

import { refusal } from '../answers';
import { type Clock, hold } from '../clock';
import type { Fault } from '../faults';
import { goneSignal } from '../gone';
import type { ChatAnswer, ChatReply, StreamEvent, Wire } from './types';

/** How an answer goes out: at what pace, and what befalls it on the way. */
export interface Delivery {
	wire: Wire;
	answer: ChatAnswer;
	reply: ChatReply;
	fault?: Fault;
	clock: Clock;
}

/** Recorded: answers over Anthropic's wire, and those of GPT 5.2, have no content type. */
const isUntyped = ({ answer: { request } }: Delivery): boolean =>
	request.model.wire === 'messages' || request.model.id === 'gpt-5-2';

function contentType(delivery: Delivery): string | undefined {
	const { fault, answer } = delivery;
	if (fault?.kind === 'contentType') return fault.type;
	if (answer.request.stream) return 'text/event-stream; charset=utf-8';
	return isUntyped(delivery) ? undefined : 'application/json';
}

/** The answer as a fault leaves it. */
function spoiledAnswer({ answer, fault }: Delivery): ChatAnswer {
	if (fault?.kind === 'empty') return { ...answer, text: '', reasoning: '', calls: [] };
	if (fault?.kind !== 'glued') return answer;
	return {
		...answer,
		calls: answer.calls.map((call) => ({ ...call, arguments: `{}${call.arguments}` })),
	};
}

function wholeText(delivery: Delivery): string {
	const { wire, fault } = delivery;
	const body = wire.whole(spoiledAnswer(delivery));
	return JSON.stringify(
		fault?.kind === 'wrapped' ? { code: 200, msg: 'success', data: body } : body,
	);
}

const lineOf = ({ event, data }: StreamEvent): string => {
	const name = event === undefined ? '' : `event: ${event}\n`;
	return `${name}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
};

/** Breaks the connection in the middle of an answer, and makes sure that what was sent arrives before. */
async function breakOff(res: Response): Promise<void> {
	res.locals.broken = true;
	await new Promise((resolve) => setImmediate(resolve));
	res.destroy();
}

async function sendWhole(res: Response, delivery: Delivery): Promise<void> {
	const text = wholeText(delivery);
	if (delivery.fault?.kind !== 'cut') {
		res.end(text);
		return;
	}
	res.setHeader('content-length', Buffer.byteLength(text));
	res.write(text.slice(0, text.length / 2));
	await breakOff(res);
}

/** What a fault writes instead of the rest of a stream; undefined while it does nothing yet. */
async function interrupted(res: Response, { fault }: Delivery, sent: number): Promise<boolean> {
	const strikes = fault?.kind === 'break' || fault?.kind === 'streamError';
	if (!strikes || sent < (fault.after ?? 2)) return false;
	if (fault.kind === 'break' && !fault.end) {
		await breakOff(res);
		return true;
	}
	if (fault.kind === 'streamError') {
		const { code, msg } = fault;
		res.write(lineOf({ data: fault.body ?? refusal(code ?? 500, msg) }));
	}
	res.end();
	return true;
}

async function sendStream(res: Response, delivery: Delivery, gone: AbortSignal): Promise<void> {
	const { wire, fault, reply, clock } = delivery;
	const events = wire.events(spoiledAnswer(delivery));
	if (fault?.kind === 'chunkList') {
		res.end(JSON.stringify(events.map(({ data }) => data)));
		return;
	}
	for (const [sent, event] of events.entries()) {
		if (await interrupted(res, delivery, sent)) return;
		if (sent > 0 && reply.pause) await hold(clock, reply.pause * 1000, gone);
		if (gone.aborted) return;
		res.write(lineOf(event));
	}
	res.end();
}

/** Sends an answer, whole or as a stream, when its time has come; stops when the client has gone. */
export async function sendAnswer(res: Response, delivery: Delivery): Promise<void> {
	const { reply, clock, answer } = delivery;
	const gone = goneSignal(res);
	if (reply.seconds) await hold(clock, reply.seconds * 1000, gone);
	if (gone.aborted) return;
	const type = contentType(delivery);
	if (type !== undefined) res.setHeader('content-type', type);
	if (answer.request.stream) await sendStream(res, delivery, gone);
	else await sendWhole(res, delivery);
}
