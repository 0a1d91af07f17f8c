import type { ChatFormat, Wire } from '../types';
import { anthropicMessages } from './anthropicMessages';
import { googleGenerateContent } from './googleGenerateContent';
import { openaiChat } from './openaiChat';
import { openaiResponses } from './openaiResponses';

/** Every format that Kie.ai speaks: a new one is a file and a line here. */
export const WIRES: Record<ChatFormat, Wire> = {
	openaiChat,
	openaiResponses,
	anthropicMessages,
	googleGenerateContent,
};
