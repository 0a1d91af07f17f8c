import type { IDataObject } from 'n8n-workflow';

import { inputError } from '../errors';
import { asRecord, asRecords, parsed, text } from '../json';
import { readParts, readWords } from './historyParts';
import { readArguments } from './toolArguments';
import type { ChatMessage, ChatPart } from './types';

const ROLES: Record<string, ChatMessage['role']> = {
	system: 'system',
	developer: 'system',
	user: 'user',
	human: 'user',
	assistant: 'assistant',
	model: 'assistant',
	ai: 'assistant',
	tool: 'tool',
	function: 'tool',
};

/**
 * Earlier messages of a conversation, from a list or its JSON text: as any of the four formats has them, as n8n's memory
 * has them (`{ human, ai }`), or as answers of this package with a role. @throws {KieError} naming the message that cannot be read.
 */
export function readHistory(given: unknown): ChatMessage[] {
	if (given === undefined || given === null || given === '') return [];
	const list = parsed(given);
	if (typeof list !== 'object' || list === null) {
		throw inputError('The history must be a list of messages, each with a role and a content');
	}
	return [list].flat().flatMap((message, index) => {
		const read = readMessage(asRecord(message) ?? {});
		if (read) return read;
		throw inputError(
			`Message ${index + 1} of the history needs a role and a content that can be read`,
		);
	});
}

function readMessage(message: IDataObject): ChatMessage[] | undefined {
	if ('human' in message || 'ai' in message) return readExchange(message);
	const item = readItem(message);
	if (item) return item;
	const role = ROLES[String(message.role).toLowerCase()];
	if (!role) return undefined;
	if (role === 'tool' && !hasResults(message.content)) return [resultOf(message)];
	const parts = readParts(message.content ?? message.parts ?? message.text ?? '');
	if (!parts) return undefined;
	const all: ChatPart[] = [...parts, ...callsOf(message)];
	const isResult = role === 'user' && all.some(({ type }) => type === 'toolResult');
	return isResult ? splitResults(all) : [{ role, parts: all }];
}

const readExchange = ({ human, ai }: IDataObject): ChatMessage[] => [
	...sayings('user', human),
	...sayings('assistant', ai),
];

const sayings = (role: 'user' | 'assistant', words: unknown): ChatMessage[] =>
	text(words) ? [{ role, parts: [{ type: 'text', text: String(words) }] }] : [];

/** In the format of responses calls and results are messages of their own. */
function readItem(item: IDataObject): ChatMessage[] | undefined {
	switch (item.type) {
		case 'reasoning':
			return [];
		case 'function_call':
			return [{ role: 'assistant', parts: [callOf(item)] }];
		case 'function_call_output':
			return [resultOf({ ...item, content: item.output })];
		default:
			return undefined;
	}
}

const callsOf = (message: IDataObject): ChatPart[] =>
	asRecords(message.tool_calls ?? message.toolCalls).map(callOf);

function callOf(call: IDataObject): ChatPart {
	const named = asRecord(call.function) ?? call;
	const id = text(call.call_id) ?? text(call.id) ?? String(named.name);
	return { type: 'toolCall', id, name: String(named.name), ...readArguments(named.arguments) };
}

function resultOf({ tool_call_id: id, call_id: otherId, name, content }: IDataObject): ChatMessage {
	const named = text(name);
	return {
		role: 'tool',
		parts: [
			{
				type: 'toolResult',
				id: text(id) ?? text(otherId) ?? named ?? '',
				text: readWords(content),
				...(named && { name: named }),
			},
		],
	};
}

/** Whether the results are parts of the message, and not the message itself. */
const hasResults = (content: unknown): boolean =>
	(readParts(content) ?? []).some(({ type }) => type === 'toolResult');

/** Anthropic and Google have the results of tools in messages of the user. */
function splitResults(parts: ChatPart[]): ChatMessage[] {
	const results = parts.filter(({ type }) => type === 'toolResult');
	const rest = parts.filter(({ type }) => type !== 'toolResult');
	return [
		{ role: 'tool', parts: results },
		...(rest.length > 0 ? [{ role: 'user' as const, parts: rest }] : []),
	];
}
