import type { IDataObject } from 'n8n-workflow';

import { familyOf } from '../../nodes/kie/chat/families';
import { buildRequest } from '../../nodes/kie/chat/request';
import { resolveRoute } from '../../nodes/kie/chat/route';
import type {
	ChatAnswer,
	ChatFormat,
	ChatMessage,
	ChatPart,
	ChatRequest,
	FileKind,
} from '../../nodes/kie/chat/types';
import type { ChatReply } from '../../nodes/kie/chat/reply';
import type { ChatEndpointId } from '../facts/chatPages';

/** Which of our formats is which of Kie.ai's. */
export const FORMATS: Record<ChatEndpointId, ChatFormat> = {
	'openai-chat': 'openaiChat',
	'openai-chat-legacy': 'openaiChat',
	'openai-responses': 'openaiResponses',
	'anthropic-messages': 'anthropicMessages',
	'google-generatecontent': 'googleGenerateContent',
};

export const said = (
	role: ChatMessage['role'],
	...parts: Array<string | ChatPart>
): ChatMessage => ({
	role,
	parts: parts.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part)),
});

/** A question of one message to a model, as path and body. */
export function requestOf(model: string, more: Partial<ChatRequest> = {}) {
	const request = { model, messages: [said('user', 'ping')], ...more };
	const { path, body } = buildRequest(request, resolveRoute(model));
	return { path, body: body as IDataObject };
}

export const WEATHER = {
	name: 'get_weather',
	description: 'The weather of a city',
	parameters: {
		type: 'object',
		properties: { city: { type: 'string', description: 'Name' } },
		required: ['city'],
	},
};

const MEDIA: Record<FileKind, string> = {
	image: 'image/png',
	audio: 'audio/mpeg',
	video: 'video/mp4',
	document: 'application/pdf',
};

/** A file of every kind that a model takes, once by address and once as bytes. */
export const filesFor = (model: string): ChatPart[] =>
	(familyOf(model)?.files ?? ['image']).flatMap((kind): ChatPart[] => [
		{ type: 'file', mediaType: MEDIA[kind], url: `https://files.example/${kind}` },
		{ type: 'file', mediaType: MEDIA[kind], data: 'AAAA' },
	]);

/** The answer in a reply, or a failing test that shows what came in its place. */
export function answerIn(reply: ChatReply): ChatAnswer {
	if (reply.outcome !== 'answered') throw new Error(JSON.stringify(reply));
	return reply.answer;
}
