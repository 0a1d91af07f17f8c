import type { ContentFile, Message, MessageContent } from '@n8n/ai-node-sdk';
import type { IDataObject } from 'n8n-workflow';

import { fileFrom } from '../kie/chat/parts';
import { readArguments } from '../kie/chat/toolArguments';
import type { ChatMessage, ChatPart } from '../kie/chat/types';
import { text } from '../kie/json';

/** A conversation as n8n's AI SDK has it, in the words of `kie/chat`. */
export const readMessages = (messages: Message[]): ChatMessage[] =>
	messages.map(({ role, content, name }) => ({
		role,
		parts: content.flatMap((block) => readBlock(block, name)),
	}));

/** What models thought, and what only their makers understand, does not go back. */
function readBlock(block: MessageContent, name?: string): ChatPart[] {
	switch (block.type) {
		case 'text':
			return [{ type: 'text', text: block.text }];
		case 'file':
			return readFile(block);
		case 'tool-call':
			return [readCall(block.toolCallId ?? block.toolName, block.toolName, block.input)];
		case 'invalid-tool-call':
			return block.name ? [readCall(block.toolCallId ?? block.name, block.name, block.args)] : [];
		case 'tool-result':
			return [
				{
					type: 'toolResult',
					id: block.toolCallId,
					text: readResult(block.result),
					...(name && { name }),
					...(block.isError && { isError: true }),
				},
			];
		default:
			return [];
	}
}

function readFile({ mediaType, data, providerMetadata }: ContentFile): ChatPart[] {
	const address = text(providerMetadata?.url);
	if (address) return [fileFrom(address, mediaType)];
	if (!data) return [];
	const base64 = typeof data === 'string' ? data : Buffer.from(data).toString('base64');
	if (base64.startsWith('data:')) return [fileFrom(base64, mediaType)];
	return [{ type: 'file', mediaType: mediaType ?? 'application/octet-stream', data: base64 }];
}

/** n8n's agents add the id of a call to its arguments. */
function readCall(id: string, name: string, input?: string): ChatPart {
	const read = readArguments(input);
	const given: IDataObject = { ...read.arguments };
	if (given.id === id) delete given.id;
	return { type: 'toolCall', id, name, ...read, arguments: given };
}

function readResult(result: unknown): string {
	if (typeof result === 'string') return result;
	const words = Array.isArray(result)
		? (result as IDataObject[]).map((block) => text(block?.text))
		: [];
	return words.length > 0 && !words.includes(undefined)
		? words.join('\n')
		: JSON.stringify(result ?? '');
}
