import { readReply } from '../../../kie/chat/reply';
import { buildRequest } from '../../../kie/chat/request';
import type { ChatOperation, Values } from '../operation';
import { fields, options } from './fields';
import { type Question, prepare } from './prepare';
import { outputOf } from './output';

const MINUTE_MS = 60_000;

const questionOf = ({ question }: Values) => question as Question;

export const sendMessage: ChatOperation = {
	kind: 'chat',
	value: 'sendMessage',
	name: 'Send Message',
	action: 'Send a message to a chat model',
	description: 'Ask a language model and get its answer: text, JSON or calls of your tools',
	fields,
	options,
	prepare,
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
	timeLimit: ({ timeLimit }) =>
		timeLimit === undefined ? undefined : Number(timeLimit) * MINUTE_MS,
	output: (reply, values) => outputOf(reply, questionOf(values).request, values),
	alternatives: ({ fallbacks }) => fallbacks as Values[],
};
