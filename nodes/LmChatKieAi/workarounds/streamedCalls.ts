import type { StreamChunk } from '@n8n/ai-node-sdk';

import type { ChatAnswer } from '../../kie/chat/types';

/**
 * The tool calls of an answer, each whole and with its id. n8n's adapter numbers all pieces alike (`index: 0`), so pieces
 * without an id would be merged into the first call. Once it tells calls apart, they may come piece by piece.
 */
export const wholeCalls = ({ toolCalls }: ChatAnswer): StreamChunk[] =>
	toolCalls.map((call) => ({
		type: 'tool-call-delta',
		id: call.id,
		name: call.name,
		argumentsDelta: JSON.stringify(call.arguments),
	}));
