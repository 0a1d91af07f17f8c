import type { Values } from '../field';
import type { ChatOperation } from '../operation';
import { fields, options } from './fields';

const MINUTE_MS = 60_000;

export const sendMessage: ChatOperation = {
	kind: 'chat',
	value: 'sendMessage',
	name: 'Send Message',
	action: 'Message a chat model',
	description: 'Ask a language model and get its answer: text, JSON or calls of your tools',
	fields,
	options,
	prepare: async (...given) => await (await import('./prepare')).prepare(...given),
	conversation: async () => (await import('./conversation')).conversation,
	timeLimit: ({ timeLimit }) =>
		timeLimit === undefined ? undefined : Number(timeLimit) * MINUTE_MS,
	alternatives: ({ fallbacks }) => fallbacks as Values[],
};
