import type { IDataObject } from 'n8n-workflow';

import { asRecord, asRecords, text } from '../json';
import { fileFrom } from './parts';
import { readArguments } from './toolArguments';
import type { ChatFile, ChatPart } from './types';
import { signedId } from './wires/googleGenerateContent';

/** The content of a message in any of the formats; nothing where a part of it is unknown. */
export function readParts(content: unknown): ChatPart[] | undefined {
	if (typeof content === 'string') return [{ type: 'text', text: content }];
	const blocks = Array.isArray(content) ? (content as unknown[]) : [content];
	const parts = blocks.map((block) =>
		typeof block === 'string' ? readParts(block) : readPart(asRecord(block) ?? {}),
	);
	return parts.includes(undefined) ? undefined : parts.flatMap((part) => part ?? []);
}

/** What models thought is theirs alone. */
const THOUGHTS = new Set(['thinking', 'redacted_thinking', 'reasoning']);

function readPart(part: IDataObject): ChatPart[] | undefined {
	if (THOUGHTS.has(String(part.type)) || part.thought === true) return [];
	const file = readFile(part);
	if (file) return [file];
	const tool = readToolPart(part) ?? readGooglePart(part);
	if (tool) return [tool];
	return typeof part.text === 'string' ? [{ type: 'text', text: part.text }] : undefined;
}

function readFile(part: IDataObject): ChatFile | undefined {
	const source = asRecord(part.source) ?? asRecord(part.inline_data ?? part.inlineData);
	const data = text(source?.data);
	const mediaType = text(source?.media_type) ?? text(source?.mime_type) ?? text(source?.mimeType);
	if (data) return { type: 'file', mediaType: mediaType ?? 'application/octet-stream', data };
	const named = asRecord(part.file_data ?? part.fileData);
	const address =
		text(asRecord(part.image_url)?.url) ??
		text(part.image_url) ??
		text(part.file_url) ??
		text(source?.url) ??
		text(named?.file_uri ?? named?.fileUri);
	return address ? fileFrom(address, text(named?.mime_type ?? named?.mimeType)) : undefined;
}

function readToolPart(part: IDataObject): ChatPart | undefined {
	const id = text(part.tool_use_id);
	if (part.type === 'tool_use') {
		const name = String(part.name);
		return { type: 'toolCall', id: text(part.id) ?? name, name, ...readArguments(part.input) };
	}
	if (part.type !== 'tool_result' || !id) return undefined;
	const isError = part.is_error === true;
	return { type: 'toolResult', id, text: readWords(part.content), ...(isError && { isError }) };
}

function readGooglePart(part: IDataObject): ChatPart | undefined {
	const call = asRecord(part.functionCall);
	if (call) {
		const name = String(call.name);
		const id = signedId(text(call.id) ?? name, text(part.thoughtSignature));
		return { type: 'toolCall', id, name, ...readArguments(call.args) };
	}
	const result = asRecord(part.functionResponse);
	if (!result) return undefined;
	const name = String(result.name);
	const response = asRecord(result.response) ?? {};
	const words = readWords(response.result ?? response.error ?? response);
	const isError = 'error' in response;
	const id = text(result.id) ?? name;
	return { type: 'toolResult', id, name, text: words, ...(isError && { isError }) };
}

/** The words in the result of a tool; what is no text as JSON. */
export function readWords(content: unknown): string {
	if (typeof content === 'string') return content;
	const words = asRecords(content).map((block) => text(block.text));
	return words.length > 0 && !words.includes(undefined)
		? words.join('\n')
		: JSON.stringify(content ?? '');
}
