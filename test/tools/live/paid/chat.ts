import { resolveRoute } from '../../../../nodes/kie/chat/route';
import { buildRequest } from '../../../../nodes/kie/chat/request';
import { readReply } from '../../../../nodes/kie/chat/reply';
import { converse } from '../../../../nodes/kie/converse';
import { type Facts, judge } from '../fact';
import type { LiveKie } from '../kie';

/** The cheapest listed model of every wire. */
export const CHAT_MODELS = [
	'gemini-3-8-flash-openai',
	'claude-haiku-4-5',
	'gpt-6-luna',
	'gemini-3-8-flash',
];

/** A model answers one word, read as the nodes read it. */
export async function* pong(kie: LiveKie, model: string): Facts {
	const route = resolveRoute(model);
	const text = 'Answer with one word: pong';
	const messages = [{ role: 'user' as const, parts: [{ type: 'text' as const, text }] }];
	const request = buildRequest({ model, messages }, route);
	const { answer } = await converse(kie.connection, request, (sent) =>
		readReply(sent, route.format),
	);
	yield judge(`${model}: answers`, /pong/i.test(answer.text), 'pong', answer.text);
	const { usage, creditsConsumed } = answer;
	const isCounted = usage !== undefined && creditsConsumed !== undefined;
	yield judge(`${model}: tells tokens and credits`, isCounted, 'both', answer.raw);
}
