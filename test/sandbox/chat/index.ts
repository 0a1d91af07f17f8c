import type { Response } from 'express';

import { refusal } from '../answers';
import type { Clock } from '../clock';
import type { Violation } from '../contract';
import type { Fault } from '../faults';
import type { Ledger } from '../ledger';
import type { Outcomes } from '../outcomes';
import type { Body } from '../tasks';
import { completeAnswer } from './answer';
import { Brain } from './brain';
import { shapeProblems, talkProblems } from './contract';
import { ChatModels, WIRES } from './models';
import { sendAnswer } from './send';
import type { ChatModelFacts, ChatReply, ChatRequest } from './types';

/** What the chat needs of the rest of the sandbox. */
interface ChatOffice {
	clock: Clock;
	ledger: Ledger;
	outcomes: Outcomes;
	violations: Violation[];
	seed: string;
}

/** Sends an answer itself, perhaps with a fault on the way. */
export type Sender = (res: Response, fault?: Fault) => Promise<void>;

/** Words of Kie.ai's that many clients report; the apostrophe is a curly one. */
export const CREDITS_INSUFFICIENT =
	'Credits insufficient : Your current balance isn’t enough to run this request. Please top up to continue.';

/** The chat models: what they were asked, and what they shall say. */
export class Chat extends Brain {
	/** All requests that reached a model, in order. */
	readonly requests: ChatRequest[] = [];
	readonly models = new ChatModels();

	constructor(private readonly office: ChatOffice) {
		super();
	}

	/** Offers a model that the facts do not know. */
	offer(model: ChatModelFacts): void {
		this.models.all.push(model);
	}

	/** Judges a request, charges it, and tells how to answer it. */
	answer(path: string, body: Body): object | Sender {
		const model = this.models.find(path, body);
		if (!model) return this.unknownModel(path);
		const request = this.read(model, path, body);
		const refused = WIRES[model.wire].refusal?.(body, model);
		if (refused) return refusal(refused.code, refused.msg);
		const reply = this.replyTo(request);
		if (reply.refuse) return refusal(reply.refuse.code, reply.refuse.msg, reply.refuse.data);
		return this.serve(request, reply);
	}

	private unknownModel(path: string): object {
		return this.models.has(path)
			? refusal(422, 'The model name you specified is not supported')
			: refusal(404);
	}

	private read(model: ChatModelFacts, path: string, body: Body): ChatRequest {
		const stream = typeof body.stream === 'boolean' ? body.stream : model.streamDefault;
		const request = { ...WIRES[model.wire].read(body, model), model, path, stream, body };
		this.requests.push(request);
		const problems = [...shapeProblems(model, body), ...talkProblems(request)];
		if (problems.length > 0) this.office.violations.push({ path, body, problems });
		return request;
	}

	/** What was ordered for the path, or written into the request, goes before what the brain says. */
	private replyTo(request: ChatRequest): ChatReply {
		const { refuse, seconds, credits } = this.office.outcomes.take(request.path, request.body);
		if (refuse) return { refuse };
		const reply = this.think(request);
		return {
			...reply,
			...(seconds !== undefined && { seconds }),
			...(credits !== undefined && { credits }),
		};
	}

	private serve(request: ChatRequest, reply: ChatReply): object | Sender {
		const { clock, ledger, seed } = this.office;
		const now = clock.now();
		const answer = completeAnswer(request, reply, `${seed} chat ${this.requests.length}`, now);
		const { path, body, model } = request;
		if (ledger.balance() < answer.credits) return refusal(402, CREDITS_INSUFFICIENT);
		ledger.pay({ taskId: answer.id, path, body, at: now, credits: answer.credits });
		const wire = WIRES[model.wire];
		return async (res, fault) => await sendAnswer(res, { wire, answer, reply, fault, clock });
	}
}
