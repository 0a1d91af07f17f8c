import type { Resource } from '../operation';
import { sendMessage } from './sendMessage.operation';

export const chat: Resource = {
	value: 'chat',
	name: 'Chat',
	description: 'Ask DeepSeek, GPT, Claude, Gemini, Grok and other language models',
	operations: [sendMessage],
};
