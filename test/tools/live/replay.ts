import { readAnswer } from '../../../nodes/kie/answers';
import { readReply } from '../../../nodes/kie/chat/reply';
import { shapeFrom } from '../../../nodes/kie/catalogue/openapi';
import { asRecord } from '../../../nodes/kie/json';
import { families } from '../../../nodes/kie/tasks/families';
import type { ChatFormat } from '../../../nodes/kie/chat/types';
import type { Exchange } from './exchange';

const CHAT_FORMATS: Array<[RegExp, ChatFormat]> = [
	[/\/chat\/completions$/, 'openaiChat'],
	[/\/messages$/, 'anthropicMessages'],
	[/\/responses$/, 'openaiResponses'],
	[/generateContent$/i, 'googleGenerateContent'],
];

/** An exchange as the nodes read it: in short, what would be noticed if they read it otherwise. */
export function replay({ request: { method, path, query }, status, body }: Exchange): unknown {
	const format = CHAT_FORMATS.find(([ending]) => ending.test(path))?.[1];
	if (format && method === 'POST') return chatReading(status, body, format);
	const read = readAnswer({ statusCode: status, headers: {}, body });
	if (read.outcome !== 'answered') return { outcome: read.outcome };
	const { code, data } = read.reply;
	if (path.endsWith('/schema')) return { code, fields: fieldNames(asRecord(data)?.openapi) };
	const taskId = String(asRecord(query)?.taskId ?? '');
	const states = families
		.map(({ name, statusRequest, read: readStatus }) => ({
			...{ name, path: statusRequest({ taskId, family: name }).path },
			status: () => readStatus(read.reply, { taskId, family: name }),
		}))
		.filter((family) => family.path === path)
		.map((family) => [family.name, family.status()]);
	return { code, isRefusal: read.isRefusal, ...(states.length > 0 && { states }) };
}

const fieldNames = (openapi: unknown): string[] =>
	(shapeFrom(openapi)?.fields ?? []).map(({ name }) => name);

function chatReading(statusCode: number, body: unknown, format: ChatFormat): unknown {
	const reply = readReply({ statusCode, body }, format);
	if (reply.outcome !== 'answered') return { outcome: reply.outcome };
	const { text, usage, creditsConsumed } = reply.answer;
	return { outcome: reply.outcome, text, usage, creditsConsumed };
}
