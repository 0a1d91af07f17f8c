import { readReply } from '../../../kie/chat/reply';
import { buildRequest } from '../../../kie/chat/request';
import type { Values } from '../field';
import type { Conversation } from '../operation';
import { outputOf } from './output';
import type { Question } from './prepare';

const questionOf = ({ question }: Values) => question as Question;

/** A question to a chat model and its answer, for a question that `prepare` made. */
export const conversation: Conversation = {
	writeRequest(values) {
		const { request, route } = questionOf(values);
		return buildRequest(request, route);
	},
	read(answer, values) {
		const reply = readReply(answer, questionOf(values).route.format);
		const isKept = values.includeRaw === true || !('answer' in reply);
		// GPT answers repeat 14 to 24 KB of hidden instructions, which n8n would store with the execution.
		return isKept ? reply : { ...reply, answer: { ...reply.answer, raw: [] } };
	},
	output: (reply, values) => outputOf(reply, questionOf(values).request, values),
};
